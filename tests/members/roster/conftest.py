"""Members with terms and an office, at noon on the day of most stories."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import QuerySet

from members.models import Member, Office, Term

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
FIRST_TERM = (date(2024, 1, 1), date(2027, 12, 31))
SECOND_TERM = (date(2028, 1, 1), date(2031, 12, 31))


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def seat(name, *stretches, **values):
    """A member with these terms, without asking any rule; the last term gets what else is said of it."""
    in_term = {key: values.pop(key) for key in ("left_because", "planned_ends_on") if key in values}
    member = Member.objects.create(name=name, **values)
    terms = [Term(member=member, starts_on=first, ends_on=last) for first, last in stretches]
    for key, value in in_term.items():
        setattr(terms[-1], key, value)
    QuerySet(Term).bulk_create(terms)
    return member


def chair(*, takes_seat):
    """The office of chair, whether or not a migration made it."""
    return Office.objects.update_or_create(name="voorzitter", defaults={"takes_seat": takes_seat})[0]
