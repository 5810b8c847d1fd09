"""How fast the yearly report opens among many candidates: ``python -m tests.bench.figures``.

Prints a table of medians. It makes a database of its own beside whatever DATABASE_URL says, and removes it again.
No test looks at these times: a busy machine would fail it.
"""

import os
import platform

from tests.bench import candidates, seats

MANY = 2000


def spend_days() -> None:
    """No two roads alike, so that the database has nothing to count together."""
    from recruitment.models import Candidate
    from recruitment.road import ROADS, VacancyKind

    people = list(Candidate.objects.all())
    for number, who in enumerate(people):
        who.days = {stage: number % (53 + place) for place, stage in enumerate(ROADS[VacancyKind.SEAT][:4])}
    Candidate.objects.bulk_update(people, ["days"])


def main() -> None:
    with seats.site():
        from django.contrib.auth.models import Group, User
        from django.db import connection, transaction
        from django.test import Client
        from django.utils import timezone

        today = timezone.localdate()
        with transaction.atomic():
            seats.fill(15, today)
            candidates.fill(MANY, today)
            spend_days()
        secretary = User.objects.create_user("secretaris", is_staff=True)
        secretary.groups.add(Group.objects.get(name="Secretaris"))
        client = Client()
        client.force_login(secretary)
        print(f"{today}, {os.cpu_count()} cores, Python {platform.python_version()}, {connection.vendor}\n")
        print("| what | wanted | median | longest | queries |\n| --- | --- | --- | --- | --- |")
        for what, end in [("the report", "/"), ("its sheet", ".csv")]:
            address = f"/beheer/cijfers/{today.year}{end}"
            assert client.get(address).status_code == 200
            middle, longest, queries = seats.measured(lambda address=address: client.get(address))
            print(
                f"| {what}, {MANY} candidates | 500 ms | {middle:.0f} ms | {longest:.0f} ms | {queries} |", flush=True
            )


if __name__ == "__main__":
    main()
