"""Questions to the database of a site, of either kind, and a throw-away PostgreSQL by ``tests/with_postgres``."""

import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.faults.sites import TOP, Ground, Site

Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Rows]


@contextmanager
def asking(site: Site) -> Iterator[Ask]:
    """Ask the database itself; what a question changes is kept at once, but not between BEGIN and ROLLBACK."""
    address = site.environment.get("DATABASE_URL")
    opened: Any = connected(address) if address else _file(site)
    with closing(opened) as database:

        def ask(question: str) -> Rows:
            answer = database.execute(question)
            return answer.fetchall() if answer.description else []

        yield ask


def answer(site: Site, question: str) -> Rows:
    """The answer to a single question."""
    with asking(site) as ask:
        return ask(question)


def _file(site: Site) -> sqlite3.Connection:
    # Never a new file: a drill that asks must not make what it looks for.
    return sqlite3.connect(f"{site.database.as_uri()}?mode=rw", uri=True, timeout=30, isolation_level=None)


def connected(address: str, name: str = "") -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection to the database of this address, or to the one called ``name`` on the same server."""
    folder, _, own = urlsplit(address).path[1:].rpartition("/")
    return psycopg.connect(host=f"/{folder.lstrip('/')}", dbname=name or own, autocommit=True)


def another(address: str, name: str, like: str = "template1") -> str:
    """The address of a new database on the same server: an empty one, or a copy of the one called ``like``."""
    with connected(address) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())
    return f"{address.rpartition('/')[0]}/{name}"


def replace(address: str, like: str) -> None:
    """Make the database of this address a copy of the one called ``like``."""
    name = address.rpartition("/")[2]
    with connected(address, like) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())


@contextmanager
def postgres() -> Iterator[str | None]:
    """The address of an empty database; None where the programs of a server are not installed."""
    program = str(TOP / "tests" / "with_postgres")
    if subprocess.run([program, "--present"], capture_output=True, check=False).returncode:
        yield None
        return
    # It lives until its input is closed.
    command = [program, "sh", "-c", 'echo "$DATABASE_URL"; read -r _']
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.communicate("\n")


@contextmanager
def site_on_postgres(ground: Ground) -> Iterator[Site | None]:
    """A new council on a server of its own, served; None where there is no such server."""
    with postgres() as address, ground.folder_for_one() as folder:
        if address is None:
            yield None
            return
        with connected(address) as database:
            # A throw-away server is quick rather than safe; a real one writes down what it says that it keeps.
            database.execute("ALTER SYSTEM SET synchronous_commit = on")
            database.execute("SELECT pg_reload_conf()")
        site = ground.new_site(folder / "data", DATABASE_URL=address)
        try:
            site.start()
            yield site
        finally:
            site.kill()
