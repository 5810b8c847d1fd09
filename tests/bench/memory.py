"""What a council's processes take of the memory together: ``python -m tests.bench.memory [MINUTES] [--big]``.

The council is the demo, or with ``--big`` the site that ``manage.py fill`` makes. PSS: what processes share is counted
once. After 10,000 mixed requests, and then each minute of a soak: kept pages, pages that are made for a visitor with a
cookie, pages that are not there, and the secretary's own.
"""

import http.client
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from urllib.parse import urlencode

from tests.bench.serving import HOST, family, heading, served, site

REQUESTS, VISITORS = 10_000, 8
DESK = ["/beheer/", "/beheer/recruitment/candidate/", "/beheer/events/newsitem/", "/beheer/members/member/"]
KINDS = 10  # of so many requests one is the secretary's, and two are made for a visitor with a cookie


def megabytes(pid: int) -> float:
    """PSS of all processes of a server."""
    lines = [Path(f"/proc/{one}/smaps_rollup").read_text().split() for one in family(pid)]
    return sum(int(words[words.index("Pss:") + 1]) for words in lines) / 1024


def session_of_secretary() -> str:
    from django.contrib.auth.models import User
    from django.test import Client

    visitor = Client()
    visitor.force_login(User.objects.get(username="secretaris"))
    return visitor.cookies["sessionid"].value


def ask(port: int, paths: list[str], session: str, number: int) -> int:
    headers = {"Host": HOST, "Accept-Encoding": "gzip, br"}
    path = paths[number % len(paths)]
    if number % KINDS == 0:
        path, headers["Cookie"] = DESK[number // KINDS % len(DESK)], f"sessionid={session}"
    elif number % KINDS in (1, 2):
        headers["Cookie"] = "another=1"
    elif number % KINDS == 3:
        path = f"/nieuws/?{urlencode({'pagina': number})}"
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        visitor.request("GET", path, headers=headers)
        answer = visitor.getresponse()
        answer.read()
        return answer.status
    finally:
        visitor.close()


def main(minutes: int, filled_by: tuple[str, ...]) -> None:
    with site(filled_by) as environment, served(environment) as (port, pid):
        from events.models import NewsItem
        from tests.costs import public_pages

        paths = [*public_pages().values(), *(item.get_absolute_url() for item in NewsItem.objects.all()[:500])]
        paths = [path for path in paths if "rooster" not in path]
        session = session_of_secretary()
        print(f"{heading()}\n\nat the start: {megabytes(pid):.0f} MB", flush=True)
        with ThreadPoolExecutor(VISITORS) as pool:
            statuses = set(pool.map(lambda number: ask(port, paths, session, number), range(REQUESTS)))
            print(f"after {REQUESTS} requests: {megabytes(pid):.0f} MB, statuses {sorted(statuses)}", flush=True)
            for minute in range(1, minutes + 1):
                until = monotonic() + 60
                while monotonic() < until:
                    list(pool.map(lambda number: ask(port, paths, session, number), range(200)))
                print(f"after {minute} minutes more: {megabytes(pid):.0f} MB", flush=True)


if __name__ == "__main__":
    big = "--big" in sys.argv
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    main(numbers[0] if numbers else 0, ("fill",) if big else ("demo", "groningen"))
