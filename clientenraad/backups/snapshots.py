"""The database as one file, taken while people write, and put back whole or not at all."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


class SnapshotFailed(Exception):
    """The database could not be written to a file, or not be read back; says why in Dutch."""


def engine() -> str:
    """``sqlite`` or ``postgresql``: a snapshot of the one cannot be put back into the other."""
    return str(connection.vendor)


def take(file: Path) -> None:
    """Write the database as it is at one moment to ``file``; raises ``SnapshotFailed``."""
    if engine() == "sqlite":
        _take_sqlite(file)
    elif not connection.introspection.table_names():
        raise SnapshotFailed("Deze database is leeg. Klopt DATABASE_URL wel?")
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def put_back(file: Path) -> None:
    """Make the database what it was in ``file``, in one transaction; raises ``SnapshotFailed``."""
    connection.close()
    if engine() == "sqlite":
        _put_back_sqlite(file)
    else:
        _run(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
            "--exit-on-error", f"--dbname={_database()['NAME']}", str(file),
        )  # fmt: skip


def _database() -> dict[str, Any]:
    return settings.DATABASES["default"] | {"NAME": connection.settings_dict["NAME"]}


def _take_sqlite(file: Path) -> None:
    try:
        source = _opened(_database()["NAME"])
    except sqlite3.OperationalError as error:
        raise SnapshotFailed("Hier is geen database. Wijst DATA_DIR wel naar de map van uw raad?") from error
    with closing(source), closing(sqlite3.connect(file)) as copy:
        # The library's own way to copy: pages that are written meanwhile are copied anew.
        source.backup(copy)
        # One file, without a write-ahead log beside it that could be forgotten.
        copy.execute("PRAGMA journal_mode=DELETE")


def _opened(name: str) -> sqlite3.Connection:
    """An existing database; opening must never make an empty one."""
    return sqlite3.connect(f"{Path(name).absolute().as_uri()}?mode=rw", uri=True)


def _put_back_sqlite(file: Path) -> None:
    with closing(_opened(str(file))) as source:
        if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise SnapshotFailed("De database in deze reservekopie is beschadigd.")
        with closing(sqlite3.connect(_database()["NAME"])) as target:
            source.backup(target)


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise SnapshotFailed(f"Het programma {program} staat niet op deze server. Installeer postgresql-client.")
    done = subprocess.run([path, *arguments], env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SnapshotFailed(f"{program} lukte niet: {done.stderr.strip()[:500]}")


def _environment() -> dict[str, str]:
    """What the programs of PostgreSQL want to know; the password never stands in the list of processes."""
    values = {f"PG{name}": str(_database().get(name) or "") for name in ("HOST", "PORT", "USER", "PASSWORD")}
    values["PGDATABASE"] = str(_database()["NAME"])
    return os.environ | {name: value for name, value in values.items() if value}
