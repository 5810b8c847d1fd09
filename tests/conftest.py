"""What every test may ask for."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, settings

from clientenraad.models import Page, Word
from members.models import Council, Member, SeatNumber, Term

# No run is refused by chance: the same examples each time, and no fifth of a second for each on a busy machine.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

Fill = Callable[[int, date, date], list[Term]]


@pytest.fixture
def today() -> date:
    """The day on which most stories play: a Monday, long before and after any change of the clock."""
    return date(2026, 6, 1)


@pytest.fixture
def council(db: None) -> Council:
    """The council with its usual rules: 15 seats, terms of 4 and 4 years, a trial holds a seat."""
    # A test with real transactions empties the tables, also of what a migration put there.
    council = Council.objects.get_or_create(pk=1)[0]
    # Past the guard of the seats: to ask every time whether nobody is one too many is most of this fixture's time.
    seat_numbers = QuerySet(SeatNumber)
    seat_numbers.delete()
    seat_numbers.bulk_create([SeatNumber(seats=15, starts_on=date(2020, 1, 1))])
    # Otherwise every worklist begins with the page about benefits, which nobody has looked through yet.
    Page.objects.update(check_yearly=False)
    # Otherwise a sentence of a page has links in it, or not, after a test that emptied the tables.
    Word.objects.all().delete()
    return council


@pytest.fixture
def fill(council: Council) -> Fill:
    """Seat so many new members from the first day to the last, both counting, without asking any rule."""

    def fill(number: int, first: date, last: date) -> list[Term]:
        members = Member.objects.bulk_create(Member(name=f"Lid {n} Voorbeeld") for n in range(number))
        return QuerySet(Term).bulk_create(Term(member=m, starts_on=first, ends_on=last) for m in members)

    return fill
