"""Two editors who press in the same second, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from model_bakery import baker

from events import actions
from events.models import GetTogether
from events.series import plan
from members.refusals import Refusal
from tests.events.conftest import NOON, at

EDITORS = 8
pytestmark = pytest.mark.django_db(transaction=True)


def race(act: Callable[[], object]) -> list[object]:
    """What ``act`` gave to each of eight threads that called it at the same moment, refusals included."""
    start = Barrier(EDITORS, timeout=30)

    def run(_: int) -> object:
        try:
            connection.ensure_connection()
            start.wait()
            return act()
        except Refusal as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(run, range(EDITORS)))


def test_a_plan_is_carried_out_once(series):
    todo = plan(series, now=NOON)
    days = [new.day for new in todo.new]
    results = race(lambda: actions.carry_out(series, days=days, seen=todo.fingerprint, now=NOON))
    refused = "Er is intussen iets veranderd. Kijk de dagen hieronder nog een keer na."
    assert results.count(refused) == EDITORS - 1
    assert GetTogether.objects.count() == 12


def test_one_of_them_cancels(council):
    event = baker.make(GetTogether, starts_at=at("2027-01-07 20:00"))
    results = race(lambda: actions.cancel(event, why="De zaal is dicht.", seen=0))
    assert results.count(actions.CHANGED_MEANWHILE) == EDITORS - 1
    assert GetTogether.objects.get().version == 1
