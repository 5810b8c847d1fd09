"""Drinks, dinners and an open meeting: since the start of last year and most of a year ahead."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from clientenraad.demo.days import THURSDAY, first_of_month, moment, weekday_from
from clientenraad.demo.spec import DemoCouncil
from events import actions
from events.models import GetTogether, Series
from events.models.series import every_month
from events.series import plan
from members.dates import end_of_stretch

Kind = GetTogether.Kind
DINNER_MONTHS = [6, 12]
CANCELLED_WHY = "De zaal is die dag dicht. Er komt geen andere dag."
MOVED_WHY = "Op de oude dag was de zaal al bezet."

DRINKS = "<p>Iedereen is welkom, ook als u ons nog niet kent. U hoeft zich niet aan te melden.</p>"
DINNER = "<p>Wij eten samen. Wie bij de raad hoort is welkom, ook oud-leden. Laat ons weten wat u niet eet.</p>"
OPEN_MEETING = """
<p>Kom luisteren en meepraten. Wij bespreken de plannen van de gemeente voor mensen met weinig geld.</p>
<p>Wilt u zelf iets zeggen? Dat kan in de eerste tien minuten.</p>
"""


def plan_gatherings(council: DemoCouncil, now: datetime) -> None:
    """Two series and two open meetings; of the drinks to come the second is cancelled and the fourth is moved.

    Last summer's drinks were cancelled too, so that the yearly report has something to tell.
    """
    today = timezone.localdate(now)
    drinks = _carried_out(_drinks(council, today))
    _carried_out(_dinners(council, today))
    for day in _meeting_days(today):
        _open_meeting(council, day).save()
    _cancel(drinks.get_togethers.get(planned_on__year=today.year - 1, planned_on__month=7))
    coming = drinks.get_togethers.coming(now).filter(starts_at__gt=now)
    _cancel(coming[1])
    _move(coming[3], now)


def _carried_out(series: Series) -> Series:
    """The series with its rows, made on the day before it began; on holidays nobody comes."""
    series.save()
    before = moment(series.first_day - timedelta(days=1), 12)
    todo = plan(series, now=before)
    days = [new.day for new in todo.new if new.is_wanted]
    actions.carry_out(series, days=days, seen=todo.fingerprint, now=before)
    return series


def _drinks(council: DemoCouncil, today: date) -> Series:
    """Every first Thursday, from last year's January until most of a year ahead."""
    return Series(
        kind=Kind.DRINKS,
        title="Borrel van de raad",
        number=Series.Number.FIRST,
        weekday=Series.Weekday.THURSDAY,
        months=every_month(),
        starts=time(17),
        ends=time(19),
        first_day=date(today.year - 1, 1, 1),
        last_day=_last_of_month(today, 9),
        text=DRINKS,
        costs="U betaalt uw eigen drankje. De koffie is gratis.",
        **_where(council),
    )


def _dinners(council: DemoCouncil, today: date) -> Series:
    """Every second Friday of June and December, from last year's January until a year ahead."""
    return Series(
        kind=Kind.DINNER,
        title="Samen eten",
        number=Series.Number.SECOND,
        weekday=Series.Weekday.FRIDAY,
        months=DINNER_MONTHS,
        starts=time(18),
        ends=time(21),
        first_day=date(today.year - 1, 1, 1),
        last_day=_last_of_month(today, 12),
        text=DINNER,
        costs="Gratis. Neem iets mee als u wilt.",
        for_whom=GetTogether.ForWhom.COUNCIL,
        **_where(council),
    )


def _last_of_month(today: date, months: int) -> date:
    return end_of_stretch(first_of_month(today, months), months=1)


def _meeting_days(today: date) -> Iterator[date]:
    """One open meeting behind us and one to come."""
    for days in (-60, 25):
        yield weekday_from(today + timedelta(days=days), THURSDAY)


def _open_meeting(council: DemoCouncil, day: date) -> GetTogether:
    return GetTogether(
        kind=Kind.OPEN_MEETING,
        title="Open vergadering",
        slug=f"open-vergadering-{date_format(day, 'F-Y')}",
        starts_at=moment(day, 19, 30),
        ends_at=moment(day, 21, 30),
        text=OPEN_MEETING,
        costs="Gratis",
        **_where(council),
    )


def _where(council: DemoCouncil) -> dict[str, str]:
    return {
        "place": council.place,
        "address": council.address,
        "directions": "De bus stopt voor de deur. U kunt uw fiets binnen zetten.",
        "accessible": GetTogether.Accessible.YES,
        "accessible_note": "Er is ook een aangepast toilet.",
    }


def _cancel(event: GetTogether) -> None:
    actions.cancel(event, why=CANCELLED_WHY, seen=event.version)


def _move(event: GetTogether, now: datetime) -> None:
    """To the Tuesday after."""
    day = timezone.localdate(event.starts_at) + timedelta(days=5)
    actions.move(
        event,
        starts_at=moment(day, 17),
        ends_at=moment(day, 19),
        place=event.place,
        address=event.address,
        why=MOVED_WHY,
        seen=event.version,
        now=now,
    )
