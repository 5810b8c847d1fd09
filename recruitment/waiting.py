"""Staying on the waiting list: who waits is asked now and then whether that is still wanted (docs/rules.md, 16)."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from members import post
from members.refusals import Refusal
from recruitment.door import locked, note
from recruitment.models import Candidate


def asked_to_wait(candidate: Candidate) -> bool:
    """Whether the question if this candidate still wants to wait has no answer yet."""
    asked, answered = candidate.asked_to_wait_on, candidate.still_waits_on
    return candidate.on_the_road and asked is not None and (answered is None or answered < asked)


@transaction.atomic
def keep_waiting(candidate: Candidate, *, by: User | None, today: date) -> None:
    """Note that the candidate still wants to wait; raises ``Refusal`` when nobody asked."""
    candidate = locked(candidate)
    if not asked_to_wait(candidate):
        raise Refusal("Wij wachten niet op dit antwoord.")
    candidate.still_waits_on = today
    candidate.save(update_fields=["still_waits_on"])
    note(candidate, "blijft op de wachtlijst", by=by)
    if by is None:
        post.tell_secretary(today)
