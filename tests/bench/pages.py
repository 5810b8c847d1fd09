"""What each public page costs when it is made anew, in the demo and in a big site: ``python -m tests.bench.pages``.

The time is the processor's, so that other work on the machine hardly counts. Queries are counted by a test too
(tests/test_page_costs.py).
"""

import json
import subprocess
import sys
from io import BytesIO
from statistics import median
from time import thread_time
from typing import Any

from tests.bench.serving import HOST, heading, site

ROUNDS = 30
SIZES = {"the demo": ("demo", "groningen"), "a big site": ("fill",)}


def main() -> None:
    """Each size in a process of its own, since a process has one database."""
    costs = [json.loads(subprocess.check_output([sys.executable, "-m", __spec__.name, size])) for size in SIZES]
    print(f"{heading()}. Milliseconds of the processor, medians of {ROUNDS} times.\n")
    print(f"| page | {' | '.join(f'{size} | queries' for size in SIZES)} |\n| --- | --- | --- | --- | --- |")
    for path in costs[0]:
        cells = [f"{cost[path][0]:.1f} ms | {cost[path][1]}" for cost in costs]
        print(f"| {path} | {' | '.join(cells)} |")


def measure(size: str) -> dict[str, tuple[float, int]]:
    with site(SIZES[size]):
        from members.models import Council
        from tests.costs import public_pages

        Council.objects.update(roster_public=True, former_members_public=True)
        return {name: cost(path) for name, path in public_pages().items()}


def cost(path: str) -> tuple[float, int]:
    """Milliseconds and queries of one request, the page being known already."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask(path)
    with CaptureQueriesContext(connection) as queries:
        ask(path)
    asked = len(queries)  # counted now: the next request throws the log away
    times = []
    for _ in range(ROUNDS):
        start = thread_time()
        ask(path)
        times.append(1000 * (thread_time() - start))
    return median(times), asked


def ask(address: str) -> None:
    from clientenraad.wsgi import site

    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": HOST,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    statuses: list[str] = []
    answer = site(environ, lambda status, headers: statuses.append(status))
    b"".join(answer)
    answer.close()
    assert statuses == ["200 OK"], address


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
