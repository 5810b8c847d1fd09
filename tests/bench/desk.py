"""How fast the secretary's first page opens on a big site: ``python -m tests.bench.desk``.

Prints a table of medians. It makes a database of its own beside whatever DATABASE_URL says, and removes it again.
No test looks at these times: a busy machine would fail it. How many queries it takes a test does look at.
"""

import os
import platform
from collections.abc import Callable
from datetime import date, timedelta

from tests.bench.candidates import fill
from tests.bench.seats import measured, site

CANDIDATES, MEMBERS, EVENTS = 2000, 500, 2000
ROLES = ["Secretaris", "Voorzitter", "Redactie", "Beheerder"]


def fill_council(today: date) -> None:
    """Members with terms that end within some years, and get-togethers since twenty years."""
    from django.db.models import QuerySet
    from django.utils import timezone

    from clientenraad.models import GoodRun
    from events.models import GetTogether
    from members.models import Member, Term

    people = Member.objects.bulk_create(Member(name=f"Lid {n} Voorbeeld") for n in range(MEMBERS))
    ends = [today + timedelta(days=7 * (n % 200)) for n in range(MEMBERS)]
    # Past the guard: nobody asks a council of 500 who may sit.
    QuerySet(Term).bulk_create(
        Term(member=who, starts_on=last - timedelta(days=900), ends_on=last)
        for who, last in zip(people, ends, strict=True)
    )
    now = timezone.now()
    GetTogether.objects.bulk_create(
        GetTogether(title="Borrel", slug=f"borrel-{n}", starts_at=now + timedelta(days=4 * (n - EVENTS + 100)))
        for n in range(EVENTS)
    )
    GoodRun.objects.create(job="daily", at=now)


def first_page_of(role: str) -> Callable[[], object]:
    from django.contrib.auth.models import Group, User
    from django.test import Client

    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)

    def show() -> None:
        assert client.get("/beheer/").status_code == 200

    return show


def main() -> None:
    with site():
        from django.db import connection, transaction
        from django.utils import timezone

        today = timezone.localdate()
        with transaction.atomic():
            fill(CANDIDATES, today)
            fill_council(today)
        print(f"{today}, {os.cpu_count()} cores, Python {platform.python_version()}, {connection.vendor}\n")
        print("| what | wanted | median | longest | queries |\n| --- | --- | --- | --- | --- |")
        for role in ROLES:
            show = first_page_of(role)
            show()  # what is read once for all requests
            middle, longest, queries = measured(show)
            print(f"| the first page, {role} | 200 ms, 15 | {middle:.1f} ms | {longest:.1f} ms | {queries} |")


if __name__ == "__main__":
    main()
