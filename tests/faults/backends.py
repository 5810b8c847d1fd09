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
from tests.faults.sites import Ground

OTHERS = "pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


def backends_ended(ground: Ground) -> Iterator[Finding]:
    """First every connection is ended in a proper way, then one process is killed, which ends all at once."""
    with postgres() as address:
        if address is None:
            yield Finding("a server", "there", "left out: PostgreSQL is not on this machine", is_good=True)
            return
        with ground.folder_for_one() as folder:
            yield from _ended(ground, folder / "data", address)


def _ended(ground: Ground, folder: Path, address: str) -> Iterator[Finding]:
    site = ground.new_site(folder, DATABASE_URL=address)
    try:
        site.start()
        deaths: list[int] = []

        def end_all(stop: Event) -> None:
            while not stop.wait(0.5):
                with suppress(psycopg.Error), connected(address) as database:
                    deaths.append(
                        len(database.execute(f"SELECT pg_terminate_backend(pid), {OTHERS}".encode()).fetchall())
                    )

        thread, stop = meanwhile(end_all)
        told = crowd(site, range(ground.number // 5), tries=100)
        stop.set()
        thread.join()
        yield at_least("connections ended", 10, sum(deaths))
        yield same("acknowledged to who tries again", ground.number // 5, len(told))
        with connected(address) as database:
            pids = [row[0] for row in database.execute(f"SELECT {OTHERS}".encode()).fetchall()]
        if pids:
            os.kill(int(str(pids[0])), signal.SIGKILL)
        time.sleep(3)
        yield same("after a process was killed", True, apply(site, 5000, tries=40))
        told.add(5000)
        for what, number in faults(reader(address), told).items():
            yield same(what, 0, number)
        with connected(address) as database:
            database.execute(
                f"UPDATE recruitment_candidate SET email = '' , phone = '1' WHERE email = '{email(5000)}'".encode()
            )
        yield noticed("lost", faults(reader(address), told)["lost"] == 1)
    finally:
        site.kill()
