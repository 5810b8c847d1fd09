"""Threads that write to SQLite stand in one line, and whoever had a turn gives it back."""

from contextlib import suppress

import pytest
from django.db import OperationalError, connection, transaction

from members.models import Council


@pytest.fixture
def line(transactional_db):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has a line of its own")
    from clientenraad.sqlite3.base import _line

    return _line


def test_who_writes_has_the_turn_until_the_end_of_the_transaction(line):
    with transaction.atomic():
        assert line.locked()
        Council.objects.update(phone="06 0000 0000")
    assert not line.locked()


def test_a_change_that_is_undone_gives_the_turn_back(line):
    with suppress(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert not line.locked()


def test_a_connection_that_is_lost_gives_the_turn_back(line):
    with suppress(OperationalError), transaction.atomic():
        connection.close()
        raise OperationalError
    assert not line.locked()


def test_who_waits_too_long_is_told_that_the_database_is_locked(line, monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    with line, pytest.raises(OperationalError, match="database is locked"), transaction.atomic():
        pass
    with transaction.atomic():
        Council.objects.update(phone="06 0000 0001")
    assert Council.objects.get().phone == "06 0000 0001"


def test_a_transaction_that_cannot_begin_gives_the_turn_back(line, monkeypatch):
    def refuse(self):
        raise OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr("django.db.backends.sqlite3.base.DatabaseWrapper._start_transaction_under_autocommit", refuse)
        with pytest.raises(OperationalError, match="disk I/O error"), transaction.atomic():
            pass
    assert not line.locked()
