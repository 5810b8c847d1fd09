"""Who was told that the form has come is there, once, with one letter: whatever dies or is pressed meanwhile."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

from tests.faults.databases import asking, site_on_postgres
from tests.faults.findings import Finding, at_least, left_out, noticed, on, same
from tests.faults.sign_ups import THREADS, crowd, faults, form, is_acknowledged, judged, meanwhile, send
from tests.faults.sites import Ground, Site

WORKERS, SERVERS = 25, 10  # deaths, evenly over the crowd


def workers_killed(ground: Ground) -> Iterator[Finding]:
    """One worker after the other is killed while people apply; nobody tries again."""
    with ground.site() as site:
        deaths: list[int] = []

        def kill_one() -> None:
            # Not both at once: that is the next drill.
            with suppress(ProcessLookupError, IndexError):
                worker = random.choice(site.workers())  # noqa: S311 (any will do)
                os.kill(worker, signal.SIGKILL)
                deaths.append(worker)

        with meanwhile(now_and_then(site, ground.number // WORKERS, kill_one)):
            told = crowd(site, range(ground.number))
        yield at_least("workers killed", WORKERS // 3, len(deaths))
        yield at_least(f"acknowledged, of {ground.number}", ground.number // 4, len(told))
        yield at_least("forms that were broken off half-way", 1, site.broken_off)
        yield from judged(site, told)
    yield from _control(ground)


def now_and_then(site: Site, number: int, act: Callable[[], None]) -> Callable[[Event], None]:
    """Act each time that another so many people were thanked: often enough on a quick machine and on a slow one."""

    def watch(stop: Event) -> None:
        following = number
        while not stop.wait(random.uniform(0, 0.05)):  # noqa: S311 (at any moment of what the others do)
            if len(site.thanked) >= following:
                act()
                following = len(site.thanked) + number

    return watch


def server_killed(ground: Ground) -> Iterator[Finding]:
    """The whole server is killed and started again; whoever got no answer sends the same form once more."""
    with ground.site() as site:
        yield from on("SQLite", _server_killed(ground, site))
    with site_on_postgres(ground) as served:
        if served is None:
            yield left_out("PostgreSQL is not on this machine")
        else:
            yield from on("PostgreSQL", _server_killed(ground, served))
    yield from _control(ground)


def _server_killed(ground: Ground, site: Site) -> Iterator[Finding]:
    deaths: list[int] = []

    def kill_and_start() -> None:
        site.kill()
        deaths.append(1)
        site.start()

    with meanwhile(now_and_then(site, ground.number // SERVERS, kill_and_start)):
        told = crowd(site, range(ground.number), tries=400)
    yield at_least("times the server was killed", SERVERS // 2, len(deaths))
    yield at_least("forms that were broken off half-way and sent again", 1, site.broken_off)
    yield same(f"acknowledged, of {ground.number}", ground.number, len(told))
    yield from judged(site, told)


def _control(ground: Ground) -> Iterator[Finding]:
    """A site that thanks before it has stored must be found out by being killed."""
    with ground.site(served=False) as site:
        site.start("tests.faults.hasty:application")
        told = crowd(site, range(THREADS))
        site.kill()
        with asking(site) as ask:
            yield noticed("a site that thanks first and stores later", faults(ask, told)["lost"] > 0)


def pressed_twice(ground: Ground) -> Iterator[Finding]:
    """Fifty people press twice in the same moment; both times they are thanked."""
    with ground.site() as site:
        told = {number for number in range(50) if _both_acknowledged(site, number, *[form(number)] * 2)}
        yield same("people thanked both times", 50, len(told))
        yield from judged(site, told)
        _both_acknowledged(site, 50, form(50), form(50))
        with asking(site) as ask:
            yield noticed("the same answers in two forms", faults(ask, told)["stored twice"] == 1)


def _both_acknowledged(site: Site, number: int, *texts: str) -> bool:
    with ThreadPoolExecutor(len(texts)) as pool:
        answers = [pool.submit(send, site, number, text) for text in texts]
        return all(is_acknowledged(answer.result()) for answer in answers)
