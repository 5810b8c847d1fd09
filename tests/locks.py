"""Shows that an action waits for a row: somebody else holds it, and the action's patience is short."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import OperationalError, connection, connections, transaction
from django.db.models import QuerySet


@contextmanager
def held(rows: QuerySet) -> Iterator[None]:
    """Hold these rows for as long as the block lasts; on SQLite the whole database."""
    with transaction.atomic():
        assert list(rows.select_for_update())
        yield


def waits(act: Callable[[], object]) -> bool:
    """Whether ``act``, in a connection of its own with little patience, got stuck on a lock."""

    def run() -> bool:
        try:
            _be_impatient()
            act()
        except OperationalError:
            return True
        finally:
            connections.close_all()
        return False

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def _be_impatient() -> None:
    if connection.vendor == "sqlite":
        # Where who writes stands in line (clientenraad/sqlite3), and then for the lock of the file.
        options = {**connection.settings_dict["OPTIONS"], "timeout": 0.05}
        connection.settings_dict = {**connection.settings_dict, "OPTIONS": options}
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
