"""A database that got lost, is damaged or is newer than the software is refused in words, and never replaced."""

import copy
import sqlite3
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
    migrations,
    models,
)
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.utils import timezone

from clientenraad import mark, upgrades
from clientenraad.management.commands import serve
from clientenraad.middleware import is_of_the_database


@pytest.fixture
def data(settings, tmp_path):
    """A data folder in which a database was made once."""
    settings.DATA_DIR = tmp_path
    mark.leave(upgrades.finished())
    return tmp_path


@pytest.fixture
def database(data, db, monkeypatch):
    """A connection to a file of SQLite in that folder; the file itself is not there."""
    if connection.vendor != "sqlite":
        pytest.skip("a server looks after its own files")
    from clientenraad.sqlite3.base import DatabaseWrapper

    settings = copy.deepcopy(connection.settings_dict) | {"NAME": str(data / "raad.sqlite3")}
    own = DatabaseWrapper(settings)
    monkeypatch.setattr(upgrades, "connection", own)
    yield own
    own.close()


def make(database) -> None:
    with sqlite3.connect(database.settings_dict["NAME"]) as file:
        file.execute("CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT, applied TEXT)")
        file.execute("INSERT INTO django_migrations VALUES (1, 'members', '0001_initial', '2026-06-01')")
    file.close()


# One file, and no other ----------------------------------------------------------------------------


def test_a_database_that_is_gone_is_not_made_anew(database, data):
    with pytest.raises(OperationalError, match="gone"):
        database.connect()
    assert [file.name for file in data.iterdir()] == [mark.NAME]


def test_an_empty_file_does_not_count_as_a_database(database, data):
    (data / "raad.sqlite3").touch()
    with pytest.raises(OperationalError, match="gone"):
        database.connect()


def test_where_none_was_made_a_new_one_may_come(database, data):
    mark.path().unlink()
    database.connect()
    assert (data / "raad.sqlite3").exists()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_taken_away_is_not_written_to_any_longer(database, data, replaced):
    make(database)
    database.connect()
    database.close_if_unusable_or_obsolete()
    assert database.connection is not None
    (data / "raad.sqlite3").rename(data / "elsewhere")
    if replaced:
        make(database)
    database.close_if_unusable_or_obsolete()
    assert database.connection is None


# What a start refuses ------------------------------------------------------------------------------


def test_a_lost_database_is_refused_and_a_whole_one_is_not(database):
    with pytest.raises(upgrades.DatabaseRefused, match="De database is weg of leeg"):
        upgrades.refuse_unfit()
    make(database)
    upgrades.refuse_unfit()


def test_a_database_without_what_was_in_it_is_refused(data, db):
    MigrationRecorder.Migration.objects.all().delete()
    with pytest.raises(upgrades.DatabaseRefused, match="De database is weg of leeg"):
        upgrades.refuse_unfit()
    mark.path().unlink()
    upgrades.refuse_unfit()


@pytest.mark.parametrize("at", [0, 4096])
def test_a_damaged_database_is_refused(database, data, at):
    make(database)
    with open(data / "raad.sqlite3", "r+b") as file:
        file.seek(at)
        file.write(b"nonsense" * 100)
    with pytest.raises(upgrades.DatabaseRefused, match="De database is beschadigd"):
        upgrades.refuse_unfit()


@pytest.mark.parametrize(("app", "refused"), [("members", True), ("no_longer_used", False)])
def test_a_newer_database_is_refused_before_anything_changes(db, app, refused, monkeypatch):
    MigrationRecorder.Migration.objects.create(app=app, name="0999_later", applied=timezone.now())
    monkeypatch.setattr(serve, "number", lambda *args, **options: 8000)
    monkeypatch.setattr(serve, "refuse_taken", lambda port: None)
    monkeypatch.setattr(serve, "serve", lambda *args: None)
    for name in ("collect_static", "load_demo"):
        monkeypatch.setattr(serve, name, lambda *args: None)
    monkeypatch.setattr(serve.connection, "close", lambda: None)
    if not refused:
        call_command("serve", stdout=StringIO())
        return
    for command in ("serve", "migrate"):
        with pytest.raises(CommandError, match=r"nieuwere versie \(members.0999_later\)"):
            call_command(command, stdout=StringIO())


def test_a_start_that_was_broken_off_after_the_last_migration_is_finished(data, db, monkeypatch):
    called = []
    monkeypatch.setattr(serve, "call_command", lambda name, *args, **options: called.append(name))
    for name in ("collect_static", "load_demo"):
        monkeypatch.setattr(serve, name, lambda *args: None)
    monkeypatch.setattr(serve.connection, "close", lambda: None)
    serve.prepare("groningen")
    mark.path().unlink()
    serve.prepare("groningen")
    assert called == ["createcachetable", "migrate", "createcachetable"]


def test_migrate_leaves_the_mark_when_it_has_finished(data, db):
    mark.path().unlink()
    call_command("migrate", "--plan", stdout=StringIO())
    assert mark.state() == ""
    call_command("migrate", verbosity=0)
    assert mark.state() == upgrades.finished()


def add_table() -> migrations.Migration:
    """A migration whose index Django makes last of all."""
    migration = migrations.Migration("0999_later", "members")
    fields = [("id", models.BigAutoField(primary_key=True)), ("name", models.SlugField())]
    migration.operations = [migrations.CreateModel("Later", fields)]
    return migration


@pytest.mark.parametrize(("executor", "stays"), [(upgrades.WholeMigrations, False), (MigrationExecutor, True)])
def test_a_migration_that_cannot_be_noted_leaves_nothing_behind(transactional_db, monkeypatch, executor, stays):
    def die(self, migration):
        raise KeyboardInterrupt

    monkeypatch.setattr(MigrationExecutor, "record_migration", die)
    with pytest.raises(KeyboardInterrupt):
        executor(connection).apply_migration(ProjectState(), add_table())
    assert ("members_later" in connection.introspection.table_names()) is stays
    if stays:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE members_later")


@pytest.mark.parametrize(
    ("error", "is_it"),
    [
        (OperationalError("disk full"), True),
        (InterfaceError("the connection is closed"), True),
        (DatabaseError("database disk image is malformed"), True),
        (ProgrammingError("no such column"), False),
        (ValueError(), False),
    ],
)
def test_what_the_visitor_may_try_again_is_told_apart_from_a_mistake_of_ours(error, is_it):
    assert is_of_the_database(error) is is_it
