"""Runs a command of manage.py that kills itself: ``python -m tests.faults.dying WHEN COMMAND …``.

WHEN is ``note:5``: as it is about to note the fifth migration from now as done; ``plain:members.0001_initial``: the
same at one migration, with Django's own executor; ``line:3``: after the third line of output; ``statement:40``: as it
is about to ask the database for the fortieth time. When it ends before, it says how often it had asked as it noted the
last migration, and in all.
"""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
from django.core.management import base, execute_from_command_line
from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor

NOTE = 'INSERT INTO "django_migrations"'


def before_note(dies: Callable[[int, str], bool]) -> None:
    """Die as a migration is about to be noted; ``dies`` judges by how many were noted before it, and by its name."""
    note, names = MigrationExecutor.record_migration, []

    def record(self: Any, migration: Any) -> None:
        name = f"{migration.app_label}.{migration.name}"
        if dies(len(names), name):
            os.kill(os.getpid(), signal.SIGKILL)
        names.append(name)
        note(self, migration)

    MigrationExecutor.record_migration = record  # type: ignore[method-assign]


def after_line(number: int) -> None:
    write, lines = base.OutputWrapper.write, []

    def say(self: Any, *args: Any, **options: Any) -> None:
        write(self, *args, **options)
        lines.append(1)
        if len(lines) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    base.OutputWrapper.write = say  # type: ignore[method-assign]


def before_statement(number: int) -> None:
    from django.db import connection  # only now: it reads the settings

    asked, noted = [0], [0]

    def ask(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        asked[0] += 1
        if asked[0] == number:
            os.kill(os.getpid(), signal.SIGKILL)
        if statement.startswith(NOTE):
            noted[0] = asked[0]
        return execute(statement, *rest)

    connection.execute_wrappers.append(ask)
    atexit.register(lambda: print(noted[0], asked[0]))


def main(when: str, command: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "clientenraad.settings"
    kind, _, which = when.partition(":")
    if kind == "line":
        after_line(int(which))
    elif kind == "statement":
        before_statement(int(which))
    elif kind == "note":
        before_note(lambda number, name: number == int(which) - 1)
    else:
        before_note(lambda number, name: name == which)
        # After our own command has put its executor there, which reads models.
        django.setup()
        import clientenraad.management.commands.migrate  # noqa: F401

        migrate.MigrationExecutor = MigrationExecutor  # type: ignore[misc]
    execute_from_command_line(["manage.py", *command])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
