"""Real servers of two processes each: what one process wrote, every other one shows in its next answer."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server
from threading import Event

import pytest
from django.db import connection

from clientenraad.models import Page
from clientenraad.page_cache import triggers

ROUNDS = 30
EACH = 12  # so many requests reach both processes


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextmanager
def served(database_url: str) -> Iterator[int]:
    """Gunicorn with two processes on this database; gives the port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "clientenraad.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    server = subprocess.Popen(
        [*command, "--log-level", "warning"],
        env=os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=Path(__file__).parents[2],
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            get(port)
        except OSError:
            time.sleep(0.1)  # it starts
        else:
            return
    raise AssertionError("the server did not start")


def get(port: int) -> str:
    """The page over a connection of its own, which either process may take."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as visitor:
        visitor.request("GET", "/over-ons/", headers={"Host": "testserver"})
        answer = visitor.getresponse()
        assert answer.status == 200
        return answer.read().decode()


def url_of_test_database() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


@pytest.fixture
def site(transactional_db) -> Iterator[int]:
    triggers.install_where_needed()
    with served(url_of_test_database()) as port:
        yield port


def test_once_a_change_is_committed_no_process_shows_the_old_page(site):
    """While others read all the time, so that a page is being made or kept at every moment of a change."""
    done = Event()

    def keep_reading() -> None:
        while not done.is_set():
            get(site)

    with ThreadPoolExecutor(3) as readers:
        reading = [readers.submit(keep_reading) for _ in range(3)]
        try:
            for number in range(ROUNDS):
                title = f"Titel {number} van nu"
                Page.objects.filter(slug="over-ons").update(title=title)
                assert [title in get(site) for _ in range(EACH)] == [True] * EACH
        finally:
            done.set()
    assert [reader.result() for reader in reading] == [None] * 3


@pytest.fixture
def copy(transactional_db, tmp_path) -> Path:
    """A database of SQLite of its own, for changes from outside Django."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has a file")
    triggers.install_where_needed()
    return copied_to(tmp_path / "raad.sqlite3")


def copied_to(file: Path) -> Path:
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)
    return file


def write_title(file: Path, title: str) -> None:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE clientenraad_page SET title = ? WHERE slug = 'over-ons'", [title])


def take_the_place(file: Path, *, of: Path) -> None:
    """As somebody does by hand: the new file, and nothing left of the old one's log."""
    for beside in ("-wal", "-shm"):
        of.with_name(of.name + beside).unlink()
    os.replace(file, of)


def test_a_change_by_another_program_and_another_file_in_its_place_are_seen_at_once(copy):
    with served(f"sqlite:///{copy}") as port:
        assert ["Eerste titel" in get(port) for _ in range(EACH)] == [False] * EACH
        write_title(copy, "Eerste titel")
        assert ["Eerste titel" in get(port) for _ in range(EACH)] == [True] * EACH
        later = copied_to(copy.with_name("later.sqlite3"))
        write_title(later, "Tweede titel")
        take_the_place(later, of=copy)
        assert ["Tweede titel" in get(port) for _ in range(EACH)] == [True] * EACH
