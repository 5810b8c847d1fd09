"""SQLite lets who waits for its lock try again by chance: of many at once an unlucky one waits for too long.

So the threads of one process stand in line before they ask for that lock (docs/performance.md).

SQLite also makes an empty database where it finds none, and goes on writing to a file that was taken away. Neither
may happen here: what somebody was told is kept must be there (docs/operations.md).
"""

import os
from pathlib import Path
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from clientenraad import mark

_line = Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has its turn from the beginning of a transaction to its end, and stays with its file."""

    _has_turn = False
    _file: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file; where a database was made before, one that is gone or empty is an ``OperationalError``."""
        if mark.is_there():
            if self.is_gone():
                raise OperationalError("the file of the database is gone")
            address = Path(conn_params["database"]).absolute().as_uri()
            conn_params = {**conn_params, "database": f"{address}?mode=rw"}
        opened = super().get_new_connection(conn_params)
        self._file = _identity(self.settings_dict["NAME"])
        return opened

    def is_gone(self) -> bool:
        """Whether there is no file, or nothing in it."""
        file = Path(self.settings_dict["NAME"])
        return not file.exists() or not file.stat().st_size

    def close_if_unusable_or_obsolete(self) -> None:
        """Before and after each request; a file that was taken away or replaced is no longer ours either."""
        super().close_if_unusable_or_obsolete()
        if not self.in_atomic_block:
            self.leave_replaced_file()

    def leave_replaced_file(self) -> None:
        """Close the connection when its file is gone, or another took its place."""
        if self.connection is not None and _identity(self.settings_dict["NAME"]) != self._file:
            self.close()

    def _start_transaction_under_autocommit(self) -> None:
        if not _line.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        self._has_turn = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _line.release()


def _identity(file: str | Path) -> tuple[int, int] | None:
    """Which file it is, whatever it is called; None when there is none."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino
