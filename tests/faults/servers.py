"""A throw-away PostgreSQL, by ``tests/with_postgres``."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

from tests.faults.sign_ups import Read, Rows
from tests.faults.sites import TOP


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


def connected(address: str, name: str = "") -> "psycopg.Connection[tuple[object, ...]]":
    """A connection to the database of this address, or to the one called ``name`` on the same server."""
    folder, _, own = urlsplit(address).path[1:].rpartition("/")
    return psycopg.connect(host=f"/{folder.lstrip('/')}", dbname=name or own, autocommit=True)


def reader(address: str) -> Read:
    def read(question: str) -> Rows:
        with connected(address) as database:
            return database.execute(question.encode()).fetchall()

    return read
