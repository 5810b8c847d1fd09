"""Rows of the road that break a rule, for the check after a restore; the council's own are in ``members.rules``."""

from collections import defaultdict
from collections.abc import Iterator

from members.models import Council, SeatHold
from recruitment.days import days_at_each_stage
from recruitment.models import Candidate, Move
from recruitment.undo import HOLDING


def broken_rules() -> list[str]:
    """One sentence for each seat that is held for nobody, and each candidate on trial without one (rule 3).

    And for each whose days on the road do not follow from the steps (rule 16 keeps them for the figures).
    """
    return [*_holds_for_nobody(), *_trials_without_hold(), *_days_unlike_steps()]


def _holds_for_nobody() -> Iterator[str]:
    for hold in SeatHold.objects.exclude(candidate__stage__in=HOLDING):
        yield f"Een plaats wordt vastgehouden voor {hold.label}, maar die is niet op proef."


def _trials_without_hold() -> Iterator[str]:
    if not Council.objects.get().trial_holds_seat:
        return
    for candidate in Candidate.objects.filter(stage__in=HOLDING, hold=None):
        yield f"{str(candidate).capitalize()} is op proef, maar er wordt geen plaats vastgehouden."


def _days_unlike_steps() -> Iterator[str]:
    steps = defaultdict(list)
    for number, stage, at in Move.objects.standing().values_list("candidate_id", "to_stage", "at"):
        steps[number].append((stage, at))
    for candidate in Candidate.objects.only("days"):
        if candidate.days != days_at_each_stage(steps[candidate.pk]):
            yield f"Bij {candidate} passen de dagen per stap niet bij de stappen."
