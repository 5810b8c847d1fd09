"""PostgreSQL's processes are ended while people apply; the site goes on without a restart."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Event

import psycopg

from tests.faults.databases import answer, site_on_postgres
from tests.faults.findings import Finding, at_least, left_out, same
from tests.faults.sign_ups import PAUSE, apply, crowd, judged, meanwhile
from tests.faults.sites import Ground, Site

LAST = 5000  # the number of who applies when all is over
OTHERS = "pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


def backends_ended(ground: Ground) -> Iterator[Finding]:
    """First every connection is ended in a proper way, then one process is killed, which ends all at once."""
    with site_on_postgres(ground) as site:
        if site is None:
            yield left_out("PostgreSQL is not on this machine")
            return
        workers = site.workers()
        told, ended = _applied_meanwhile(site, ground.number)
        yield at_least("connections ended", 10, ended)
        yield same("acknowledged to who tries again", ground.number, len(told))
        _kill_one(site)
        yield same("after a process was killed", True, apply(site, LAST, tries=40))
        yield same("workers that had to begin anew", 0, len(set(workers) - set(site.workers())))
        yield from judged(site, told | {LAST})


def _applied_meanwhile(site: Site, number: int) -> tuple[set[int], int]:
    """Who was told that the form has come, and how many connections were ended meanwhile."""
    ended: list[int] = []

    def end_all(stop: Event) -> None:
        while not stop.wait(PAUSE):
            with suppress(psycopg.Error):
                ended.extend(1 for _ in answer(site, f"SELECT pg_terminate_backend(pid), {OTHERS}"))

    with meanwhile(end_all):
        told = crowd(site, range(number), tries=100)
    return told, len(ended)


def _kill_one(site: Site) -> None:
    """Kill one process of the server that the drill itself has started; the others then begin anew."""
    one = answer(site, f"SELECT {OTHERS}")
    if one:
        os.kill(one[0][0], signal.SIGKILL)
        time.sleep(3)
