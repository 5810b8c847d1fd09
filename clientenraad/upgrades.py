"""Whether the database is the one that belongs here, before anything in it is changed (docs/operations.md)."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from clientenraad import mark
from clientenraad.backups import unfinished

LOST = (
    "De database is weg of leeg, en hier hoort er een te zijn. Er is niets veranderd.\n"
    "Zet een reservekopie terug: docs/backups.md zegt hoe.\n"
    f"Wilt u echt met een lege website beginnen? Haal dan het bestand {mark.NAME} weg uit DATA_DIR."
)
DAMAGED = (
    "De database is beschadigd. Er is niets veranderd.\nZet een reservekopie terug: docs/backups.md zegt hoe. Bewaar"
    " het beschadigde bestand."
)
NEWER = "De database is van een nieuwere versie ({}). Er is niets veranderd.\nZet eerst de nieuwere software neer."


class DatabaseRefused(Exception):
    """This database is not one to go on with; says in Dutch why, and what to do."""


def refuse_unfit() -> None:
    """Raise ``DatabaseRefused`` for a database that got lost, is damaged, half restored, or newer than the software."""
    if unfinished.is_in_the_way():
        raise DatabaseRefused(unfinished.TEXT)
    if is_gone():
        raise DatabaseRefused(LOST)
    try:
        _refuse_damaged()
        applied = MigrationRecorder(connection).applied_migrations()
    except OperationalError:
        raise  # locked, or the server does not answer: that may pass
    except DatabaseError as error:
        raise DatabaseRefused(DAMAGED) from error
    if mark.is_there() and not applied:
        raise DatabaseRefused(LOST)
    if found := unknown(f"{app}.{name}" for app, name in applied):
        raise DatabaseRefused(NEWER.format(min(found)))


def is_gone() -> bool:
    """Whether SQLite's file is missing or empty, where there was one; a server says itself what is wrong."""
    return connection.vendor == "sqlite" and mark.is_there() and connection.is_gone()  # type: ignore[attr-defined]


def _refuse_damaged() -> None:
    if connection.vendor != "sqlite":
        return  # a server looks after its own files
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        if cursor.fetchone() != ("ok",):
            raise DatabaseRefused(DAMAGED)


def unknown(applied: Iterable[str]) -> set[str]:
    """Of these migrations, such as ``members.0001_initial``, those that only newer software can have made.

    Those of a package that is no longer used do not count: an older version had it.
    """
    known = MigrationLoader(None)
    migrations = known.disk_migrations or {}
    names = {*migrations, *(old for one in migrations.values() for old in one.replaces)}
    ours = {name for name in applied if name.partition(".")[0] in known.migrated_apps}
    return ours - {f"{app}.{name}" for app, name in names}


@cache
def finished() -> str:
    """What ``mark`` says when ``migrate`` has done all that this software wants; other migrations, another text."""
    names = sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or {})
    return sha256("\n".join(names).encode()).hexdigest()


class WholeMigrations(MigrationExecutor):
    """Each migration and the note that it was done, in one transaction.

    Django's own notes some of them after it. Who is killed in between has the tables without the note, and every
    later start fails on tables that are there already.
    """

    def apply_migration(self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False) -> Any:
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake, fake_initial)
        self._tell("apply_start", migration)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            # What Django would do as the last thing of this transaction, after which there is no room for the note.
            while editor.deferred_sql:
                editor.execute(editor.deferred_sql.pop(0), None)
            self.record_migration(migration)  # type: ignore[call-arg]
        self._tell("apply_success", migration)
        return state

    def _tell(self, what: str, migration: Any) -> None:
        if self.progress_callback:
            self.progress_callback(what, migration, False)
