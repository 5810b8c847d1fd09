"""How fast seats are judged and shown, in a council with a long history: ``python -m tests.bench.seats``.

Prints a table of medians. It makes a database of its own beside whatever DATABASE_URL says, and removes it again.
No test looks at these times: a busy machine would fail it.
"""

import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import django

ROUNDS = 50
PAST_TERMS = 1000
Row = tuple[str, str, Callable[[], object]]


@contextmanager
def site() -> Iterator[None]:
    """The site as on a server, with an empty database that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "static").mkdir()
        os.environ.update(DATA_DIR=folder, SECRET_KEY="only-for-measuring", SITE_URL="http://testserver")
        # Who measures has a password only.
        os.environ["SECOND_STEP"] = "0"
        os.environ["DJANGO_SETTINGS_MODULE"] = "clientenraad.settings"
        django.setup()
        from django.conf import settings
        from django.db import connection

        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = None
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/bench.sqlite3"
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        old = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(old, verbosity=0)


def fill(members: int, today: date) -> None:
    """So many members of today, and a long list of terms that are over."""
    from django.db.models import QuerySet

    from members.models import Member, SeatNumber, Term

    SeatNumber.objects.update(seats=members + 1, starts_on=date(1990, 1, 1))
    agreed = {"consent_on": date(2020, 1, 1), "consent_how": "per brief"}
    people = [Member(name=f"Lid {number} Voorbeeld", **agreed) for number in range(members + PAST_TERMS // 2)]
    people = Member.objects.bulk_create(people)
    old = [(date(1995, 1, 1), date(1998, 12, 31)), (date(1999, 1, 1), date(2002, 12, 31))]
    terms = [Term(member=who, starts_on=first, ends_on=last) for who in people[members:] for first, last in old]
    # Everybody begins and ends on a day of their own: the more such days, the more there is to judge.
    for number, who in enumerate(people[:members]):
        first, last = today - timedelta(days=400 + number), today + timedelta(days=700 - 2 * number)
        terms.append(Term(member=who, starts_on=first, ends_on=last))
    QuerySet(Term).bulk_create(terms)


def what_to_measure(members: int, today: date) -> list[Row]:
    from django.test import Client

    from members import actions
    from members.models import Council, Member
    from members.seats import guarded, occupancy

    council = Council.objects.get()
    council.roster_public = True
    council.save()
    newcomer = Member.objects.create(name="Nieuw Voorbeeld")
    visitor = Client()

    def guard() -> None:
        with guarded(today):
            pass

    def appoint_and_undo() -> None:
        actions.appoint(newcomer, first=today + timedelta(days=1), today=today)
        actions.undo_last(newcomer, today=today)

    def page(address: str) -> Callable[[], object]:
        def show() -> None:
            assert visitor.get(address).status_code == 200, address

        return show

    return [
        (f"the seat guard, {members} members", "5 ms", guard),
        (f"free seats today, {members} members", "", lambda: occupancy(today).free),
        (f"appoint and undo, both committed, {members} members", "", appoint_and_undo),
        (f"/leden/, {members} members", "", page("/leden/")),
        (f"rooster van aftreden, {members} members", "150 ms", page("/leden/rooster/")),
    ]


def measured(act: Callable[[], object]) -> tuple[float, float, int]:
    """Median and slowest in milliseconds, and how many queries one time takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    queries = len(captured)  # counted now: the next request throws the log away
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        act()
        times.append(1000 * (perf_counter() - start))
    return median(times), max(times), queries


def main() -> None:
    with site():
        from django.db import connection, transaction
        from django.utils import timezone

        today = timezone.localdate()
        print(f"{today}, {os.cpu_count()} cores, Python {platform.python_version()}, {connection.vendor}")
        print(f"With {PAST_TERMS} terms that are over. Medians of {ROUNDS} times.\n")
        print("| what | wanted | median | longest | queries |\n| --- | --- | --- | --- | --- |")
        for members in (15, 200):
            measure_council(members, today, transaction.atomic)


def measure_council(members: int, today: date, atomic: Callable) -> None:
    with atomic():
        fill(members, today)
        rows = what_to_measure(members, today)
    for what, wanted, act in rows:
        middle, longest, queries = measured(act)
        print(f"| {what} | {wanted} | {middle:.1f} ms | {longest:.1f} ms | {queries} |", flush=True)
    empty()


def empty() -> None:
    from django.db.models import QuerySet

    from members.models import Member, Term

    QuerySet(Term).delete()
    Member.objects.all().delete()


if __name__ == "__main__":
    main()
