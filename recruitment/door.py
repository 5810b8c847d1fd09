"""The one guarded door of the road: every step of a candidate goes through ``move`` (docs/rules.md, 10 and 11)."""

from datetime import date

from django.contrib.auth.models import User

from members.refusals import Refusal
from recruitment.models import Answer, Candidate, Talk
from recruitment.road import LEFT, Stage


class MoveRefused(Refusal):
    """The road does not lead there from here, or something on the way is still missing."""


class CandidateGone(Refusal):
    """The candidate was erased, or joined with another, since the page was opened."""


def locked(candidate: Candidate) -> Candidate:
    """The row as it is now, held until the transaction ends; raises ``CandidateGone``."""
    # The copy at hand may be minutes old and two people can press at once: decide on the locked row.
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("vacancy", "hold")
    try:
        return rows.get(pk=candidate.pk)
    except Candidate.DoesNotExist as gone:
        raise CandidateGone(
            "Deze kandidaat is er niet meer. Alles is intussen gewist, of staat bij een ander nummer."
        ) from gone


def move(candidate: Candidate, stage: Stage, *, by: User | None, today: date, why: str = "") -> None:
    """The one guarded door of the road; ``candidate`` is the locked row. Raises ``MoveRefused``."""
    if stage not in candidate.next_stages:
        raise MoveRefused(f"Van ‘{candidate.get_stage_display()}’ naar ‘{stage.label}’ kan niet.")
    if missing := missing_before(candidate, stage):
        raise MoveRefused(missing)
    candidate.moves.create(from_stage=candidate.stage, to_stage=stage, by=by, why=why)
    candidate.count_days()
    candidate.stage, candidate.stage_since = stage, today
    if stage not in LEFT:
        candidate.waits_since = None  # who goes on along the road waits no more
    candidate.save(update_fields=["stage", "stage_since", "days", "waits_since"])


def note(candidate: Candidate, what: str, *, by: User | None) -> None:
    """Log what happened at a station without leaving it."""
    candidate.moves.create(from_stage=candidate.stage, to_stage=candidate.stage, why=what, by=by)


def missing_before(candidate: Candidate, stage: Stage) -> str:
    """What must be written down before the road goes on to ``stage``, as a sentence; empty when nothing."""
    if stage in (Stage.DECLINED, Stage.WITHDRAWN):
        return ""
    if candidate.stage in Talk.Kind.values:
        return _missing_outcome(candidate)
    if candidate.stage == Stage.AGREEMENT:
        return _missing_answer(candidate)
    return ""


def _missing_outcome(candidate: Candidate) -> str:
    talk, kind = candidate.talk_at(candidate.stage), Talk.Kind(candidate.stage)
    if talk is None or not talk.outcome:
        return f"Leg eerst de uitkomst van het {kind.label} vast."
    if talk.outcome == Talk.Outcome.STOP:
        return f"De uitkomst van het {kind.label} is: wij gaan niet verder. Wijs af, of plan een nieuw gesprek."
    return ""


def _missing_answer(candidate: Candidate) -> str:
    for side in Answer.Side:
        answer = candidate.answer_of(side)
        if answer is None:
            return f"Het antwoord van {side.label} ontbreekt nog. Noteer het eerst."
        if not answer.agrees:
            return f"Het antwoord van {side.label} is nee. Alleen met twee keer ja gaat de weg verder."
    return ""
