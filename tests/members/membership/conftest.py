"""What the tests of a membership share: a member with a term that ends this month, and two verbs."""

from datetime import date

import pytest
from model_bakery import baker

from members.actions import leave, reappoint
from members.models import Member, Term

LONG_AGO, FAR = date(2024, 1, 1), date(2029, 12, 31)
FIRST, LAST = date(2022, 7, 1), date(2026, 6, 30)


@pytest.fixture
def member(council):
    return baker.make(Member, name="Sam Voorbeeld")


@pytest.fixture
def term(member):
    """The first four years, which end at the end of this month."""
    return Term.objects.create(member=member, starts_on=FIRST, ends_on=LAST)


def again(member: Member, today: date, **more) -> Term:
    return reappoint(member, decided_on=date(2026, 5, 19), reference="B26-7", today=today, **more)


def gone(member: Member, last: date, today: date) -> Term:
    return leave(member, last=last, because=Term.Reason.WORK, today=today)


def days_of(member: Member) -> list[tuple[date, date]]:
    return list(member.terms.values_list("starts_on", "ends_on"))
