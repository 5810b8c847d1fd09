"""Drinks, dinners and an open meeting: a year behind us and most of a year ahead."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from clientenraad.demo.days import FRIDAY, THURSDAY, first_of_month, moment, months_between, weekday_from
from clientenraad.demo.spec import DemoCouncil
from events.models import GetTogether

Kind = GetTogether.Kind
DINNER_MONTHS = (6, 12)
CANCELLED_WHY = "De zaal is die dag dicht. Er komt geen andere dag."

DRINKS = "<p>Iedereen is welkom, ook als u ons nog niet kent. U hoeft zich niet aan te melden.</p>"
DINNER = "<p>Wij eten samen. Wie bij de raad hoort is welkom, ook oud-leden. Laat ons weten wat u niet eet.</p>"
OPEN_MEETING = """
<p>Kom luisteren en meepraten. Wij bespreken de plannen van de gemeente voor mensen met weinig geld.</p>
<p>Wilt u zelf iets zeggen? Dat kan in de eerste tien minuten.</p>
"""


def gatherings(council: DemoCouncil, today: date) -> list[GetTogether]:
    """All get-togethers around today, not saved yet; the second drinks to come are cancelled."""
    drinks = [_drinks(day) for day in _first_thursdays(today)]
    coming = [row for row in drinks if timezone.localdate(row.starts_at) > today]
    coming[1].cancelled_why = CANCELLED_WHY
    rows = [*drinks, *map(_dinner, _dinner_days(today)), *map(_open_meeting, _meeting_days(today))]
    for row in rows:
        row.place, row.address = council.place, council.address
    return rows


def _first_thursdays(today: date) -> Iterator[date]:
    """A day for drinks in every month from half a year ago to half a year ahead."""
    for month in months_between(first_of_month(today, -6), first_of_month(today, 6)):
        yield weekday_from(month, THURSDAY)


def _dinner_days(today: date) -> Iterator[date]:
    """The second Friday of June and of December, the last two or three and the next two or three."""
    for month in months_between(first_of_month(today, -12), first_of_month(today, 12)):
        if month.month in DINNER_MONTHS:
            yield weekday_from(month, FRIDAY, number=2)


def _meeting_days(today: date) -> Iterator[date]:
    """One open meeting behind us and one to come."""
    for days in (-60, 25):
        yield weekday_from(today + timedelta(days=days), THURSDAY)


def _drinks(day: date) -> GetTogether:
    return GetTogether(
        kind=Kind.DRINKS,
        title="Borrel van de raad",
        slug=_slug("borrel", day),
        starts_at=moment(day, 17),
        ends_at=moment(day, 19),
        text=DRINKS,
        costs="U betaalt uw eigen drankje. De koffie is gratis.",
    )


def _dinner(day: date) -> GetTogether:
    return GetTogether(
        kind=Kind.DINNER,
        title="Samen eten",
        slug=_slug("samen-eten", day),
        starts_at=moment(day, 18),
        ends_at=moment(day, 21),
        text=DINNER,
        costs="Gratis. Neem iets mee als u wilt.",
        for_whom=GetTogether.ForWhom.COUNCIL,
    )


def _open_meeting(day: date) -> GetTogether:
    return GetTogether(
        kind=Kind.OPEN_MEETING,
        title="Open vergadering",
        slug=_slug("open-vergadering", day),
        starts_at=moment(day, 19, 30),
        ends_at=moment(day, 21, 30),
        text=OPEN_MEETING,
        costs="Gratis",
    )


def _slug(what: str, day: date) -> str:
    return f"{what}-{date_format(day, 'F-Y')}"
