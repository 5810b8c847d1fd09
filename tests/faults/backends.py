"""PostgreSQL's processes are ended while people apply; the site goes on without a restart."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import psycopg

from tests.faults.findings import Finding, at_least, noticed, same
from tests.faults.servers import connected, postgres, reader
from tests.faults.sign_ups import apply, crowd, email, faults, meanwhile
from tests.faults.sites import Ground, Site

LAST = 5000  # the number of who applies when all is over
OTHERS = "pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


def backends_ended(ground: Ground) -> Iterator[Finding]:
    """First every connection is ended in a proper way, then one process is killed, which ends all at once."""
    with postgres() as address:
        if address is None:
            yield Finding("a server", "there", "left out: PostgreSQL is not on this machine", is_good=True)
            return
        with connected(address) as database:
            # A throw-away server is quick rather than safe; a real one writes down what it says that it keeps.
            database.execute("ALTER SYSTEM SET synchronous_commit = on")
            database.execute("SELECT pg_reload_conf()")
        with ground.folder_for_one() as folder:
            yield from _ended(ground, folder / "data", address)


def _ended(ground: Ground, folder: Path, address: str) -> Iterator[Finding]:
    site = ground.new_site(folder, DATABASE_URL=address)
    try:
        site.start()
        told, ended = _applied_meanwhile(site, ground.number, address)
        yield at_least("connections ended", 10, ended)
        yield same("acknowledged to who tries again", ground.number, len(told))
        _kill_one(address)
        yield same("after a process was killed", True, apply(site, LAST, tries=40))
        yield from _judged(address, told | {LAST})
    finally:
        site.kill()


def _applied_meanwhile(site: Site, number: int, address: str) -> tuple[set[int], int]:
    """Who was told that the form has come, and how many connections were ended meanwhile."""
    ended: list[int] = []

    def end_all(stop: Event) -> None:
        while not stop.wait(0.3):
            with suppress(psycopg.Error), connected(address) as database:
                ended.extend(1 for _ in database.execute(f"SELECT pg_terminate_backend(pid), {OTHERS}".encode()))

    thread, stop = meanwhile(end_all)
    told = crowd(site, range(number), tries=100)
    stop.set()
    thread.join()
    return told, len(ended)


def _kill_one(address: str) -> None:
    """Kill one process of the server that the drill itself has started; the others then begin anew."""
    with connected(address) as database:
        one = database.execute(f"SELECT {OTHERS}".encode()).fetchone()
    if one:
        os.kill(int(str(one[0])), signal.SIGKILL)
        time.sleep(3)


def _judged(address: str, told: set[int]) -> Iterator[Finding]:
    for what, number in faults(reader(address), told).items():
        yield same(what, 0, number)
    sabotage = f"UPDATE recruitment_candidate SET email = '', phone = '1' WHERE email = '{email(LAST)}'"
    with connected(address) as database:
        database.execute(sabotage.encode())
    yield noticed("lost", faults(reader(address), told)["lost"] == 1)
