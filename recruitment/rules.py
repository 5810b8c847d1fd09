"""Rows of the road that break a rule, for the check after a restore; the council's own are in ``members.rules``."""

from collections.abc import Iterator

from members.models import Council, SeatHold
from recruitment.models import Candidate
from recruitment.undo import HOLDING


def broken_rules() -> list[str]:
    """One sentence for each seat that is held for nobody, and each candidate on trial without one (rule 3)."""
    return [*_holds_for_nobody(), *_trials_without_hold()]


def _holds_for_nobody() -> Iterator[str]:
    for hold in SeatHold.objects.exclude(candidate__stage__in=HOLDING):
        yield f"Een plaats wordt vastgehouden voor {hold.label}, maar die is niet op proef."


def _trials_without_hold() -> Iterator[str]:
    if not Council.objects.get().trial_holds_seat:
        return
    for candidate in Candidate.objects.filter(stage__in=HOLDING, hold=None):
        yield f"{str(candidate).capitalize()} is op proef, maar er wordt geen plaats vastgehouden."
