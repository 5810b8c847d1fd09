"""Which version of the public site the database holds at this moment: one small read."""

import os
import threading
from functools import cache
from typing import Any

from django.db import Error, connections

from clientenraad.page_cache.triggers import VERSION_TABLE, fingerprint

# Each thread's own connection of Django; to ask Django for it each time takes longer than the read itself.
_own = threading.local()


def current() -> int | None:
    """A number that changes with every committed change of what visitors may read.

    None when nothing may be kept: the database does not answer, or does not watch its tables.
    """
    database = _database()
    try:
        _follow_file(database)
        if database.connection is None:
            database.connect()
        # Not through Django's cursor, which takes ten times as long.
        row = database.connection.execute(_question()).fetchone()
    except (Error, database.Database.Error, OSError):
        database.close()
        return None
    return row[0] if row else None


def _database() -> Any:
    try:
        return _own.database
    except AttributeError:
        _own.database, _own.file = connections["default"], None
        return _own.database


@cache
def _question() -> str:
    return f"SELECT number FROM {VERSION_TABLE} WHERE watched = '{fingerprint()}'"  # noqa: S608


def _follow_file(database: Any) -> None:
    """Leave a file of SQLite that another took the place of; raises ``OSError`` when there is none."""
    if database.vendor != "sqlite":
        return
    file = os.stat(database.settings_dict["NAME"])
    if (file.st_dev, file.st_ino) != _own.file:
        database.close()
        _own.file = (file.st_dev, file.st_ino)
