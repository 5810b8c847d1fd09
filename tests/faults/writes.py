"""Who was told that the form has come is there, once, with one letter: whatever dies or is pressed meanwhile."""

import os
import random
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

from tests.faults.findings import Finding, at_least, same
from tests.faults.sign_ups import crowd, form, is_acknowledged, judged, meanwhile, send
from tests.faults.sites import Ground, Site

BETWEEN_DEATHS = 2  # seconds


def workers_killed(ground: Ground) -> Iterator[Finding]:
    """One worker after the other is killed while people apply; nobody tries again."""
    with ground.site() as site:
        deaths: list[int] = []

        def kill_workers(stop: Event) -> None:
            while not stop.wait(BETWEEN_DEATHS):
                # Not both at once: that is the next drill.
                with suppress(ProcessLookupError, IndexError):
                    worker = random.choice(site.workers())  # noqa: S311 (any will do)
                    os.kill(worker, signal.SIGKILL)
                    deaths.append(worker)

        thread, stop = meanwhile(kill_workers)
        told = crowd(site, range(ground.number))
        stop.set()
        thread.join()
        yield at_least("workers killed", 1, len(deaths))
        yield at_least(f"acknowledged, of {ground.number}", ground.number // 10, len(told))
        yield from judged(site, told)


def server_killed(ground: Ground) -> Iterator[Finding]:
    """The whole server is killed and started again; whoever got no answer sends the same form once more."""
    with ground.site() as site:
        deaths: list[int] = []

        def kill_server(stop: Event) -> None:
            while not stop.wait(BETWEEN_DEATHS):
                site.kill()
                deaths.append(1)
                site.start()

        thread, stop = meanwhile(kill_server)
        told = crowd(site, range(ground.number), tries=400)
        stop.set()
        thread.join()
        yield at_least("times the server was killed", 1, len(deaths))
        yield same(f"acknowledged, of {ground.number}", ground.number, len(told))
        yield from judged(site, told)


def pressed_twice(ground: Ground) -> Iterator[Finding]:
    """Fifty people press twice in the same moment; both times they are thanked."""
    with ground.site() as site:
        told = set()
        for number in range(50):
            if _both_acknowledged(site, number):
                told.add(number)
        yield same("people thanked both times", 50, len(told))
        yield from judged(site, told)


def _both_acknowledged(site: Site, number: int) -> bool:
    text = form(number)
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(send, site, number, text) for _ in range(2)]
        return all(is_acknowledged(answer.result()) for answer in answers)
