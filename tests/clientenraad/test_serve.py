"""What ``./start`` ends in: everything ready once, nothing done twice, a clear word when something is wrong."""

import os
import socket

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError
from model_bakery import baker

from clientenraad.management.commands import serve
from members.models import Member
from recruitment.models import Candidate


@pytest.fixture
def called(monkeypatch):
    """The names of the commands that were called instead of run."""
    names = []
    monkeypatch.setattr(serve, "call_command", lambda name, *args, **options: names.append(name))
    return names


# Variables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("65535", 65535), (" 8001\n", 8001), ("", 8000)])
def test_a_number_in_a_variable_is_read(monkeypatch, text, number):
    monkeypatch.setenv("PORT", text)
    assert serve.number("PORT", default=8000, most=65535) == number


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80.5", "achtduizend"])
def test_a_wrong_number_names_the_variable(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(CommandError, match=f"^PORT moet een getal zijn van 1 tot en met 65535. Er staat: {text}$"):
        serve.number("PORT", default=8000, most=65535)


def test_a_demo_that_does_not_exist_is_refused(monkeypatch):
    monkeypatch.setenv("DEMO_COUNCIL", "utrecht")
    with pytest.raises(CommandError, match="^DEMO_COUNCIL moet groningen of amersfoort zijn. Er staat: utrecht$"):
        serve.chosen_demo()


def test_groningen_is_the_usual_demo(monkeypatch):
    monkeypatch.delenv("DEMO_COUNCIL", raising=False)
    assert serve.chosen_demo() == "groningen"


def test_a_port_in_use_is_refused_and_a_free_one_is_not():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"^Poort {port} is bezet"):
            serve.refuse_taken(port)
    serve.refuse_taken(port)


# Making ready ------------------------------------------------------------------------------------


@pytest.fixture
def collected(monkeypatch):
    monkeypatch.setattr(serve, "collect_static", lambda: None)
    # A test keeps its connection.
    monkeypatch.setattr(serve.connection, "close", lambda: None)


def test_an_empty_database_gets_the_demo(db, called, collected):
    serve.prepare("groningen")
    assert called == ["createcachetable", "demo"]


@pytest.mark.parametrize(
    ("model", "values"), [(User, {}), (Member, {}), (Candidate, {"email": "sam@voorbeeld.example"})]
)
def test_a_database_with_somebody_in_it_gets_no_demo(db, called, collected, model, values):
    baker.make(model, **values)
    serve.prepare("groningen")
    assert called == ["createcachetable"]


def test_migrations_that_were_not_applied_are(db, called, collected, monkeypatch):
    monkeypatch.setattr(serve.MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    serve.prepare("groningen")
    assert called[0] == "migrate"


@pytest.fixture
def static(settings, tmp_path):
    """A folder with the only static file there is, and an empty one to collect it in."""
    (tmp_path / "source").mkdir()
    (tmp_path / "target").mkdir()
    (tmp_path / "source" / "site.css").write_text("a{}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "source"], tmp_path / "target"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return tmp_path / "source"


def test_static_files_are_collected_once(static, called):
    serve.collect_static()
    serve.collect_static()
    assert called == ["collectstatic"]


def test_a_changed_static_file_is_collected_again(static, called):
    serve.collect_static()
    os.utime(static / "site.css", (1, 1))
    serve.collect_static()
    assert called == ["collectstatic", "collectstatic"]


def test_collecting_that_was_broken_off_starts_again(static, called, monkeypatch):
    def break_off(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(serve, "call_command", break_off)
        serve.collect_static()
    serve.collect_static()
    assert called == ["collectstatic"]


def test_the_server_listens_on_this_machine_only(monkeypatch):
    commands = []
    monkeypatch.setattr(serve.os, "execv", lambda program, command: commands.append(command))
    serve.serve(8001, 3)
    command = " ".join(commands[0])
    assert "--bind 127.0.0.1:8001 --workers 3 --worker-class gthread --threads 24" in command
    assert "--no-control-socket" in command
    assert "access-log" not in command
