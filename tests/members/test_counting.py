"""What counts forms misses none, however many come in the same moment, and forgets them when their time is over."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

from members.models import FormCount

AT_ONCE = 12
END = datetime(2026, 6, 1, 12, 10, tzinfo=UTC)


def at_once(act: Callable[[Barrier], object]) -> None:
    start = Barrier(AT_ONCE, timeout=30)

    def run(_: int) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            act(start)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(run, range(AT_ONCE)))


@pytest.mark.django_db(transaction=True)
def test_forms_that_come_in_the_same_moment_are_all_counted():
    at_once(lambda _: FormCount.objects.add("a seal", 5, until=END))
    assert FormCount.objects.get().number == 5 * AT_ONCE


@pytest.mark.django_db(transaction=True)
def test_control_a_count_that_is_read_first_and_written_later_misses_forms():
    def carelessly(all_have_read: Barrier) -> None:
        number = FormCount.objects.get().number
        all_have_read.wait()
        FormCount.objects.update(number=number + 5)

    FormCount.objects.add("a seal", 5, until=END)
    at_once(carelessly)
    assert FormCount.objects.get().number == 10


@pytest.mark.django_db(transaction=True)
def test_the_minute_work_cannot_forget_a_count_before_its_sum_is_read():
    safe: list[bool] = []

    def listen(execute: Any, sql: str, *rest: Any) -> Any:
        if FormCount._meta.db_table in sql:
            safe.append(connection.in_atomic_block)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        FormCount.objects.add("a seal", 5, until=END)
    assert safe
    assert all(safe)


def test_it_says_what_is_counted_so_far_for_each_seal_by_itself(db):
    assert [FormCount.objects.add("a seal", number, until=END) for number in (1, 12, 1)] == [1, 13, 14]
    assert FormCount.objects.add("another", 1, until=END) == 1


@pytest.mark.parametrize(("late", "left"), [(timedelta(seconds=-1), 1), (timedelta(0), 0)])
def test_the_minute_work_forgets_a_count_when_its_time_is_over(db, time_machine, late, left):
    FormCount.objects.add("a seal", 1, until=END)
    time_machine.move_to(END + late, tick=False)
    call_command("send_letters", verbosity=0)
    assert FormCount.objects.count() == left
