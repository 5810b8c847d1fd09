"""How fast the news is shown when there is a lot of it: ``python -m tests.bench.feed``.

Prints a table of medians, as ``tests.bench.seats`` does, in a database of its own.
"""

import os
import platform
from datetime import timedelta

from tests.bench.seats import ROUNDS, measured, site

ITEMS = 2000
PAGES = [("the feed", "200 ms", "/nieuws/feed.xml"), ("the list", "", "/nieuws/"), ("one item", "", "/nieuws/n1000/")]
TEXT = "<h2>Kop</h2>" + '<p>Een zin met <a href="/agenda/">een link</a> erin.</p>' * 100


def fill() -> None:
    from django.utils import timezone

    from events.models import NewsItem

    now = timezone.now()
    NewsItem.objects.bulk_create(
        NewsItem(title=f"Bericht {n}", slug=f"n{n}", summary="Kort.", text=TEXT, published_at=now - timedelta(days=n))
        for n in range(ITEMS)
    )


def main() -> None:
    with site():
        from django.db import connection
        from django.test import Client
        from django.utils import timezone

        fill()
        visitor = Client()
        print(
            f"{timezone.localdate()}, {os.cpu_count()} cores, Python {platform.python_version()}, {connection.vendor}"
        )
        print(f"With {ITEMS} items of about 800 words. Medians of {ROUNDS} times.\n")
        print("| what | wanted | median | longest | queries |\n| --- | --- | --- | --- | --- |")
        for what, wanted, address in PAGES:
            middle, longest, queries = measured(lambda address=address: visitor.get(address))
            print(f"| {what} | {wanted} | {middle:.1f} ms | {longest:.1f} ms | {queries} |", flush=True)


if __name__ == "__main__":
    main()
