"""How many people can apply at once, and what readers notice of it: ``python -m tests.bench.writes``.

32 visitors each send their form as soon as the last answer came, and then no more than twenty a second together. In
each round readers are measured without them and beside them.
Letters leave, into files. An answer counts when it leads to the page that thanks.
"""

import http.client
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from statistics import median
from time import perf_counter, sleep
from urllib.parse import urlencode

from tests.bench.serving import HOST, asked, heading, served, site

VISITORS, SECONDS, ROUNDS = 32, 4, 8
ASKED = 20  # sign-ups a second, of all visitors together
PATH = "/vacatures/lid/aanmelden/"
numbers = count(1)


def form(number: int) -> str:
    from members import safety

    known = {"name": f"Nieuw Voorbeeld {number}", "email": f"nieuw{number}@raad.example", "contact_by": "email"}
    return urlencode({**known, "motivation": "Ik wil meedenken.", "stamp": safety.new_stamp(), "step": "send"})


def send(port: int) -> tuple[int, float]:
    """The status of the answer to one new person, and the seconds it took."""
    number = next(numbers)
    # Everybody comes from another address: one address may send only so many.
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    kind = "application/x-www-form-urlencoded"
    start = perf_counter()
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        visitor.request("POST", PATH, form(number), {"Host": HOST, "Content-Type": kind, "X-Forwarded-For": address})
        status = visitor.getresponse().status
    finally:
        visitor.close()
    return status, perf_counter() - start


def keep_sending(port: int, turns: Iterator[int], rate: float | None) -> Iterator[tuple[int, float]]:
    """Send one form after the other; with a ``rate`` all visitors together no more than so many a second."""
    begin = perf_counter()
    for turn in turns:
        if rate:
            sleep(max(0, begin + turn / rate - perf_counter()))
        if perf_counter() > begin + SECONDS:
            return
        yield send(port)


def readers(port: int) -> float:
    """How many pages a second four readers get, each page over a connection of its own, as from nginx."""
    return asked(port, "/", SECONDS - 1, 4, "Connection: close")[0]


def main() -> None:
    with site() as environment:
        mail = {"TRUSTED_PROXIES": "1", "EMAIL_URL": f"filemail://{environment['DATA_DIR']}/mail"}
        os.mkdir(f"{environment['DATA_DIR']}/mail")
        with served(environment | mail) as (port, _):
            print(f"{heading()}, {VISITORS} visitors, {ROUNDS} rounds of {SECONDS} seconds.\n")
            asked(port, "/", seconds=1)
            report(port, None, "as fast as it goes")
            report(port, ASKED, f"{ASKED} a second")


def report(port: int, rate: float | None, what: str) -> None:
    sent, slower = [], []
    for _ in range(ROUNDS):
        alone = readers(port)
        answers, beside = both(port, rate)
        sent += answers
        slower.append(alone / beside)
        print(f"readers a second: {alone:.0f} alone, {beside:.0f} meanwhile", flush=True)
    waits = sorted(wait for _, wait in sent)
    print(f"{what}: {sum(status == 302 for status, _ in sent) / SECONDS / ROUNDS:.0f} sign-ups a second")
    print(f"answers by status: {dict(Counter(status for status, _ in sent))}")
    print(f"wait: median {median(waits):.2f} s, longest {waits[-1]:.2f} s")
    print(f"readers: {median(slower):.1f} times slower ({min(slower):.1f} to {max(slower):.1f})\n")


def both(port: int, rate: float | None) -> tuple[list[tuple[int, float]], float]:
    """Everybody sends for some seconds while readers read: the answers, and pages a second."""
    turns = count()
    with ThreadPoolExecutor(VISITORS + 1) as pool:
        senders = [pool.submit(lambda: list(keep_sending(port, turns, rate))) for _ in range(VISITORS)]
        beside = pool.submit(readers, port).result()
        return [one for sender in senders for one in sender.result()], beside


if __name__ == "__main__":
    main()
