"""What the pages of the desk, and the public ones, cost in the demo and in a big site: ``python -m tests.bench.sizes``.

Prints the pages that take over a third longer in a big site: first those that show as much there, then those that show
more and so may take longer. The time is the processor's and the shortest of some, so that other work on the machine
hardly counts; with PostgreSQL that of the database is not in it. Queries are counted by tests/test_desk_costs.py and
tests/test_page_costs.py.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from time import thread_time

from tests.bench.pages import SIZES
from tests.bench.serving import HOST, heading, site

ROUNDS = 7
WANTED = 1.3  # times as long as in the demo
SHOWS_MORE = 1.1  # times as many bytes
Cost = tuple[float, float]  # milliseconds, and thousands of bytes


def main() -> None:
    """Each size in a process of its own, since a process has one database."""
    os.environ["SECOND_STEP"] = "0"  # who measures has a password only
    few, many = (json.loads(subprocess.check_output([sys.executable, "-m", __spec__.name, size])) for size in SIZES)
    pairs = {name: (few[name], many[name]) for name in few.keys() & many.keys()}
    slower = {name: pair for name, pair in pairs.items() if ratio(pair, 0) > WANTED}
    print(f"{heading()}. Milliseconds of the processor, the shortest of {ROUNDS} times.\n")
    print("| page | the demo | a big site | ratio | kB |\n| --- | --- | --- | --- | --- |")
    for name in sorted(slower, key=lambda name: (ratio(slower[name], 1) > SHOWS_MORE, -ratio(slower[name], 0))):
        (before, small), (after, large) = slower[name]
        print(f"| {name} | {before:.1f} ms | {after:.1f} ms | {after / before:.1f} | {small:.0f} to {large:.0f} |")
    print(f"| {len(pairs) - len(slower)} other pages | | | at most {WANTED} | |")


def ratio(pair: tuple[Cost, Cost], which: int) -> float:
    """How many times as long (0), or as large (1), in the big site."""
    few, many = pair
    return many[which] / few[which]


def measure(size: str) -> dict[str, Cost]:
    with site(SIZES[size]):
        from django.contrib.auth.models import User
        from django.test import Client

        from members.models import Council
        from tests.costs import public_pages
        from tests.desk_costs import desk_pages

        Council.objects.update(roster_public=True, former_members_public=True)
        user, client, visitor = User.objects.get(username="beheer"), Client(HTTP_HOST=HOST), Client(HTTP_HOST=HOST)
        client.force_login(user)
        costs = {f"public: {name}": cost(visitor.get, address) for name, address in public_pages().items()}
        costs |= {name: cost(client.get, address) for name, address in desk_pages(user).items()}
        return {name: found for name, found in costs.items() if found}


def cost(get: Callable, address: str) -> Cost | None:
    """Of one request, the page being known already; None for one that leads elsewhere or is closed."""
    answer = get(address)
    if answer.status_code != 200:
        return None
    times = []
    for _ in range(ROUNDS):
        start = thread_time()
        answer = get(address)
        times.append(1000 * (thread_time() - start))
    return min(times), len(answer.getvalue()) / 1000


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
