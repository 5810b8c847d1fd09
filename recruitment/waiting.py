"""The waiting list over the years: asking whether somebody still wants to wait (docs/rules.md, 16)."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from members import post
from members.models import Council
from members.refusals import Refusal
from recruitment import letters
from recruitment.door import locked, note
from recruitment.keeping import QUESTION, asked_to_wait, day_to_ask, waits
from recruitment.models import Candidate
from recruitment.road import Stage


@transaction.atomic
def keep_waiting(candidate: Candidate, *, by: User | None, today: date) -> None:
    """The candidate says yes, and is asked again a whole period later; raises ``Refusal`` when nobody asked.

    Said twice on one day, it is one answer.
    """
    candidate = locked(candidate)
    if candidate.still_waits_on == today and waits(candidate):
        return
    if not asked_to_wait(candidate):
        raise Refusal("Wij wachten niet op dit antwoord.")
    candidate.still_waits_on = today
    candidate.save(update_fields=["still_waits_on"])
    note(candidate, "blijft op de wachtlijst", by=by)
    if by is None:
        post.tell_secretary(today)


def ask_due(today: date) -> int:
    """Ask everybody who waited for the period that the council set; returns how many letters were written."""
    listed = Candidate.objects.filter(stage=Stage.RECEIVED, waits_since__isnull=False).order_by("pk")
    return sum(_ask(pk, today) for pk in list(listed.values_list("pk", flat=True)))


@transaction.atomic
def _ask(pk: int, today: date) -> bool:
    # Another run, or the candidate, may have been faster: decide on the locked row, if it is still there.
    candidate = Candidate.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    day = day_to_ask(candidate, Council.objects.get()) if candidate else None
    if candidate is None or day is None or day > today:
        return False
    candidate.asked_to_wait_on = today
    candidate.save(update_fields=["asked_to_wait_on"])
    letters.write_for(candidate, QUESTION)
    return True
