"""Putting several candidates forward to the college at once (docs/rules.md, 10 and 14)."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery

from members.refusals import Refusal
from recruitment.actions import nominate
from recruitment.models import Candidate, Talk
from recruitment.road import Stage

PUT_FORWARD = [Stage.NOMINATED, Stage.APPOINTED]


def ready() -> QuerySet[Candidate]:
    """Who can be put forward: the appointment talk was held and both sides go on."""
    last = Talk.objects.filter(candidate=OuterRef("pk"), kind=Stage.APPOINTMENT_TALK).order_by("-pk")
    talked = Candidate.objects.filter(stage=Stage.APPOINTMENT_TALK)
    talked = talked.annotate(last_outcome=Subquery(last.values("outcome")[:1]))
    return talked.filter(last_outcome=Talk.Outcome.GO_ON).order_by("trial_ends_on", "pk")


@transaction.atomic
def nominate_together(candidates: Iterable[Candidate], *, on: date, by: User | None, today: date) -> int:
    """Put all of them forward on one day, and return how many; raises ``Refusal`` and puts nobody forward.

    The refusal names the number of the candidate it is about.
    """
    # In one order, so that two people who press at once wait for each other instead of for ever.
    chosen = sorted(candidates, key=lambda candidate: candidate.pk)
    for candidate in chosen:
        try:
            nominate(candidate, on=on, by=by, today=today)
        except Refusal as refusal:
            name = str(candidate).capitalize()
            raise Refusal(f"{name}: {refusal} Er is niemand voorgedragen.") from refusal
    return len(chosen)


def nominated_on(day: date) -> QuerySet[Candidate]:
    """Who was put forward on ``day``, in order of the alphabet, as the college reads it."""
    return Candidate.objects.filter(stage__in=PUT_FORWARD, nominated_on=day).order_by("name", "pk")


def nomination_days() -> list[tuple[date, int]]:
    """The days on which somebody was put forward, the last one first, and how many."""
    put_forward = Candidate.objects.filter(stage__in=PUT_FORWARD, nominated_on__isnull=False)
    days = put_forward.order_by("-nominated_on").values_list("nominated_on")
    return list(days.annotate(number=Count("pk")))
