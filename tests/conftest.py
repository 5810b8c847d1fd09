"""What every test may ask for."""

import gc
from collections.abc import Callable, Generator
from datetime import date

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from clientenraad.models import Page, Word
from members.models import Council, Member, SeatNumber, Term
from tests.migrated import as_migrated

# No run is refused by chance: the same examples each time, and no fifth of a second for each on a busy machine.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

Fill = Callable[[int, date, date], list[Term]]


def pytest_collection_finish() -> None:
    """What was loaded until now stays: without looking for garbage in it at every turn tests take a twentieth less."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """A test with real transactions empties every table at its end: the next one finds again what migrations put there.

    Whichever that is: workers take tests from each other.
    """
    yield
    # After the last test the database itself is gone.
    if nextitem and empties_tables(item):
        with item.config.stash[blocking_manager_key].unblock():
            as_migrated()


def empties_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    names = {"transactional_db", "live_server"}.intersection(getattr(item, "fixturenames", []))
    return bool(names or (marker and marker.kwargs.get("transaction")))


@pytest.fixture
def today() -> date:
    """The day on which most stories play: a Monday, long before and after any change of the clock."""
    return date(2026, 6, 1)


@pytest.fixture
def council(db: None) -> Council:
    """The council with its usual rules: 15 seats, terms of 4 and 4 years, a trial holds a seat."""
    council = Council.objects.get()
    # Past the guard of the seats: to ask every time whether nobody is one too many is most of this fixture's time.
    seat_numbers = QuerySet(SeatNumber)
    seat_numbers.delete()
    seat_numbers.bulk_create([SeatNumber(seats=15, starts_on=date(2020, 1, 1))])
    # Otherwise every worklist begins with the page about benefits, which nobody has looked through yet.
    Page.objects.update(check_yearly=False)
    # Otherwise a sentence of a page has links in it.
    Word.objects.all().delete()
    return council


@pytest.fixture
def fill(council: Council) -> Fill:
    """Seat so many new members from the first day to the last, both counting, without asking any rule."""

    def fill(number: int, first: date, last: date) -> list[Term]:
        members = Member.objects.bulk_create(Member(name=f"Lid {n} Voorbeeld") for n in range(number))
        return QuerySet(Term).bulk_create(Term(member=m, starts_on=first, ends_on=last) for m in members)

    return fill
