"""How fast the agenda is with 2,000 events in it: ``python -m tests.bench.calendar``.

Prints a table as tests/bench/seats.py does, and makes a database of its own in the same way.
"""

import os
import platform
from datetime import timedelta
from time import perf_counter

from tests.bench.seats import measured, site

EVENTS = 2000
ROWS = [
    ("the whole calendar", "200 ms", "/agenda.ics"),
    ("the agenda", "", "/agenda/"),
    ("one page of it", "", "/agenda/borrel-1/"),
    ("home", "", "/"),
]


def fill() -> None:
    """As many get-togethers coming as past, a day apart, with texts as long as people write them."""
    from django.utils import timezone

    from events.models import GetTogether

    now = timezone.now()
    GetTogether.objects.bulk_create(
        GetTogether(
            title="Borrel van de raad",
            slug=f"borrel-{number}",
            starts_at=now + timedelta(days=number - EVENTS // 2),
            ends_at=now + timedelta(days=number - EVENTS // 2, hours=2),
            place="Buurthuis De Verzonnen Hoek",
            address="Verzinstraat 1, Groningen",
            costs="U betaalt uw eigen drankje. De koffie is gratis.",
            text="<p>Iedereen is welkom.</p>",
        )
        for number in range(EVENTS)
    )


def main() -> None:
    with site():
        from django.db import connection
        from django.test import Client
        from django.utils import timezone

        fill()
        visitor = Client()

        def show(address: str) -> None:
            assert visitor.get(address).status_code == 200, address

        print(
            f"{timezone.localdate()}, {os.cpu_count()} cores, Python {platform.python_version()}, {connection.vendor}"
        )
        start = perf_counter()
        show("/agenda.ics")
        print(f"With {EVENTS} events. The first calendar of a process: {1000 * (perf_counter() - start):.0f} ms.\n")
        print("| what | wanted | median | longest | queries |\n| --- | --- | --- | --- | --- |")
        for what, wanted, address in ROWS:
            middle, longest, queries = measured(lambda address=address: show(address))
            print(f"| {what} | {wanted} | {middle:.1f} ms | {longest:.1f} ms | {queries} |", flush=True)


if __name__ == "__main__":
    main()
