"""Rule 1, when people press in the same second: the last seat goes to one of them, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections
from model_bakery import baker

from members import actions
from members.models import Council, Member, Term
from members.refusals import CouncilFull, Refusal
from members.seats import occupancy

PEOPLE = 20
pytestmark = pytest.mark.django_db(transaction=True)


def race(act: Callable[[int], object]) -> list[object]:
    """What ``act`` gave to each of twenty threads that called it at the same moment, refusals included."""
    start = Barrier(PEOPLE, timeout=30)

    def run(number: int) -> object:
        try:
            # Nobody comes late because a connection was still to be made.
            connection.ensure_connection()
            start.wait()
            return act(number)
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(run, range(PEOPLE)))


@pytest.fixture
def one_seat_left(fill):
    fill(14, date(2024, 1, 1), date(2029, 12, 31))
    return baker.make(Member, PEOPLE)


def appoint_everybody(members: list[Member], today: date) -> list[object]:
    return race(lambda number: actions.appoint(members[number], first=today, today=today))


def test_of_twenty_people_one_gets_the_last_seat(one_seat_left, today):
    results = appoint_everybody(one_seat_left, today)
    refusals = [result for result in results if isinstance(result, CouncilFull)]
    assert {str(refusal).partition(" Dan ")[0] for refusal in refusals} == {
        "Op 1 juni 2026 zijn alle 15 plaatsen bezet."
    }
    assert len(refusals) == 19
    assert Term.objects.running_on(today).count() == 15


def test_of_twenty_trials_one_holds_the_last_seat(one_seat_left, today):
    last = date(2026, 8, 31)
    results = race(lambda number: actions.hold_seat(first=today, last=last, label=f"kandidaat {number}", today=today))
    assert sum(isinstance(result, CouncilFull) for result in results) == 19
    assert occupancy(today).held_on(today) == 1


def test_the_same_race_without_the_lock_seats_all_twenty(one_seat_left, today, monkeypatch):
    # Shows that this harness does catch it: count first, then write, is what goes wrong.
    everybody_has_counted = Barrier(PEOPLE, timeout=30)

    @contextmanager
    def count_then_write(today: date):
        if not occupancy(today).free:
            raise CouncilFull("vol", today)
        everybody_has_counted.wait()
        yield Council.objects.get()

    monkeypatch.setattr(actions, "guarded", count_then_write)
    monkeypatch.setattr("members.models.guard._guard", nullcontext)
    results = appoint_everybody(one_seat_left, today)
    assert all(isinstance(result, Term) for result in results)
    assert Term.objects.running_on(today).count() == 34
