"""How fast the secretary's pages open among many candidates: ``python -m tests.bench.candidates``.

Prints a table of medians. It makes a database of its own beside whatever DATABASE_URL says, and removes it again.
No test looks at these times: a busy machine would fail it.
"""

import os
import platform
from collections.abc import Callable
from datetime import date, timedelta

from tests.bench.seats import measured, site

MANY = 2000
FEW = 10
LIST = "/beheer/recruitment/candidate/"
STEPS = ["plan-kennismaking", "leg-gesprek-vast", "noteer-antwoord", "start-proef", "wijs-af", "voeg-samen"]


def fill(number: int, today: date) -> None:
    """So many people on the road, a fifth of them done, each with talks, answers and letters as on a real road."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from members.models import Letter
    from recruitment.models import Answer, Candidate, Move, Talk, Vacancy
    from recruitment.road import Stage

    vacancy = Vacancy.objects.get_or_create(slug="lid", defaults={"title": "Lid", "summary": "Denk mee."})[0]
    stages = [stage for stage in Stage if stage != Stage.COMMITTEE_MEMBER]
    now, first = timezone.now(), Candidate.objects.count()
    people = [
        Candidate(
            vacancy=vacancy,
            name=f"Zoë Voorbeeld {n}",
            email=f"n{n}@voorbeeld.example",
            stage=stages[n % len(stages)],
            stage_since=today - timedelta(days=n % 60),
            trial_starts_on=today - timedelta(days=n % 80),
            trial_ends_on=today + timedelta(days=n % 90),
            motivation="Ik denk graag mee over werk en inkomen. " * 10,
        )
        for n in range(first, first + number)
    ]
    for who in people:
        who.keep_in_step()
    people = Candidate.objects.bulk_create(people)
    Move.objects.bulk_create(Move(candidate=who, to_stage=Stage.RECEIVED) for who in people for _ in range(3))
    Answer.objects.bulk_create(
        Answer(candidate=who, side=side, agrees=True, given_on=today) for who in people for side in Answer.Side
    )
    Talk.objects.bulk_create(
        Talk(candidate=who, kind=kind, planned_at=now - timedelta(days=who.pk % 50), outcome=Talk.Outcome.GO_ON)
        for who in people
        for kind in Talk.Kind.values
    )
    kind = ContentType.objects.get_for_model(Candidate)
    Letter.objects.bulk_create(
        Letter(
            addressee_type=kind,
            addressee_id=who.pk,
            kind="received",
            subject="Ontvangen",
            body="Beste …",
            status=Letter.Status.SENT,
            sent_at=now - timedelta(days=who.pk % 40),
        )
        for who in people
        for _ in range(4)
    )


def what_to_measure(number: int) -> list[tuple[str, str, Callable[[], object]]]:
    from django.contrib.auth.models import Group, User
    from django.test import Client

    from recruitment.models import Candidate

    secretary = User.objects.create_user(f"secretaris{number}", is_staff=True)
    secretary.groups.add(Group.objects.get(name="Secretaris"))
    client = Client()
    client.force_login(secretary)
    on_the_road = Candidate.objects.on_the_road().latest("pk").pk

    def page(address: str) -> Callable[[], object]:
        def show() -> None:
            assert client.get(address).status_code == 200, address

        return show

    rows = [
        ("the list", "200 ms", LIST),
        ("the list, everybody", "", f"{LIST}?weg=alle"),
        ("the list, who hears nothing", "", f"{LIST}?let_op=stil"),
        ("the last page of the list", "", f"{LIST}?weg=alle&p={(number - 1) // 50 + 1}"),
        ("a candidate", "", f"{LIST}{on_the_road}/change/"),
        *((f"the form of {slug}", "", f"{LIST}{on_the_road}/doe/{slug}/") for slug in STEPS),
        ("the first page of the desk", "", "/beheer/"),
    ]
    return [(f"{what}, {number} candidates", wanted, page(address)) for what, wanted, address in rows]


def main() -> None:
    with site():
        from django.db import connection, transaction
        from django.utils import timezone

        today = timezone.localdate()
        print(f"{today}, {os.cpu_count()} cores, Python {platform.python_version()}, {connection.vendor}\n")
        print("| what | wanted | median | longest | queries |\n| --- | --- | --- | --- | --- |")
        for number in (FEW, MANY):
            with transaction.atomic():
                fill(number, today)
            for what, wanted, act in what_to_measure(number):
                act()  # what is read once for all requests
                middle, longest, queries = measured(act)
                print(f"| {what} | {wanted} | {middle:.1f} ms | {longest:.1f} ms | {queries} |", flush=True)


if __name__ == "__main__":
    main()
