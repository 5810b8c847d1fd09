"""Taking the last step back, visibly: the log keeps both the step and its undoing (docs/rules.md, 11)."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from members import actions as council
from members import trail
from members.models import Member
from members.seats import guarded
from recruitment import letters
from recruitment.door import MoveRefused, locked
from recruitment.models import Candidate
from recruitment.road import LEFT, Stage
from recruitment.talks import ABOUT_TALK, lapse

# What each step tells; a letter that did not leave yet must not leave for a step that was taken back.
LETTERS = {
    Stage.INTAKE_TALK: ABOUT_TALK,
    Stage.DELEGATION_TALK: ABOUT_TALK,
    Stage.AGREEMENT: ["agreement"],
    Stage.TRIAL: ["trial", "extended", "trial_halfway", "trial_ends_soon"],
    Stage.APPOINTMENT_TALK: ABOUT_TALK,
    Stage.NOMINATED: ["nominated"],
    Stage.APPOINTED: ["appointed"],
    Stage.COMMITTEE_MEMBER: ["committee_member"],
    Stage.DECLINED: ["declined"],
    Stage.WITHDRAWN: ["withdrawn"],
}
HOLDING = [Stage.TRIAL, Stage.APPOINTMENT_TALK, Stage.NOMINATED]


@transaction.atomic
def take_back(candidate: Candidate, *, why: str, by: User | None, today: date, only: int | None = None) -> Stage:
    """Undo the last step that stands and return the stage it leads back to; a letter waits for the secretary.

    A decline or withdrawal, too, as long as the data exist: who held a seat must find one again. An appointment
    only before the first day of the term. With ``only`` it must be that move, as the page said. Raises
    ``MoveRefused`` when there is no step to take back, ``Refusal`` when the term has begun, and ``CouncilFull``
    when the seat has gone.
    """
    candidate = locked(candidate)
    step = candidate.last_step
    if step is None:
        raise MoveRefused("Er is geen stap om terug te draaien.")
    if only is not None and step.pk != only:
        raise MoveRefused(f"De laatste stap is nu: {step}. Kijk eerst wat er is gebeurd.")
    back_to = Stage(step.from_stage)
    talk = lapse(candidate, by=by)
    with guarded(today):
        _undo(candidate, Stage(step.to_stage), back_to, today)
    candidate.moves.create(from_stage=candidate.stage, to_stage=back_to, by=by, why=why, undoes=step)
    candidate.count_days()
    candidate.stage, candidate.stage_since = back_to, _since(candidate, back_to, today)
    candidate.save()
    candidate.letters.filter(kind__in=LETTERS.get(Stage(step.to_stage), [])).not_left().delete()
    letters.write_for(candidate, "taken_back", draft=True, lapsed=talk)
    return back_to


def _since(candidate: Candidate, stage: Stage, today: date) -> date:
    """The day on which the candidate came to ``stage``, as if the step after it had never been taken."""
    came = candidate.moves.filter(to_stage=stage, undoes=None, undone_by=None).exclude(from_stage=stage).last()
    return min(today, timezone.localdate(came.at)) if came else today


def _undo(candidate: Candidate, taken: Stage, back_to: Stage, today: date) -> None:
    UNDOING[taken](candidate, today)
    if taken in LEFT and back_to in HOLDING:
        _hold_again(candidate, today)


def _drop_plan(candidate: Candidate, today: date) -> None:
    candidate.talks.filter(kind=candidate.stage, outcome="").delete()


def _drop_answers(candidate: Candidate, today: date) -> None:
    candidate.answers.all().delete()


def _end_trial(candidate: Candidate, today: date) -> None:
    if candidate.hold:
        council.give_back(candidate.hold)
    candidate.hold, candidate.trial_starts_on, candidate.trial_ends_on = None, None, None
    candidate.trial_extended_why = ""
    candidate.halfway_on, candidate.halfway_notes = None, ""


def _drop_nomination(candidate: Candidate, today: date) -> None:
    candidate.nominated_on = None


def _drop_reason(candidate: Candidate, today: date) -> None:
    candidate.declined_because = None


def _unseat(candidate: Candidate, today: date) -> None:
    member = candidate.member
    if member is None:
        raise MoveRefused("Dit lid is al gewist. Terugdraaien kan niet meer.")
    council.revoke(member.terms.latest("starts_on"), today=today)
    _forget(candidate, member)
    _hold_again(candidate, today)


def _leave_committee(candidate: Candidate, today: date) -> None:
    member = candidate.member
    if member is None:
        raise MoveRefused("Deze persoon is al gewist. Terugdraaien kan niet meer.")
    member.committee_places.filter(committee=candidate.vacancy.committee).delete()
    _forget(candidate, member)


def _forget(candidate: Candidate, member: Member) -> None:
    """The appointment made this member; without a term, place or account nothing is left of it."""
    candidate.member = None
    candidate.save(update_fields=["member"])
    if not (member.terms.exists() or member.committee_places.exists() or member.user):
        # No erasing would look for this member's trail any more.
        trail.forget([member, *member.letters.all()])
        member.delete()


def _hold_again(candidate: Candidate, today: date) -> None:
    first, last = candidate.trial_starts_on or today, candidate.trial_ends_on or today
    candidate.hold = council.hold_seat(first=first, last=max(last, today), label=str(candidate), today=today)


UNDOING: dict[Stage, Callable[[Candidate, date], None]] = {
    Stage.INTAKE_TALK: _drop_plan,
    Stage.DELEGATION_TALK: _drop_plan,
    Stage.AGREEMENT: _drop_answers,
    Stage.TRIAL: _end_trial,
    Stage.APPOINTMENT_TALK: _drop_plan,
    Stage.NOMINATED: _drop_nomination,
    Stage.APPOINTED: _unseat,
    Stage.COMMITTEE_MEMBER: _leave_committee,
    Stage.DECLINED: _drop_reason,
    Stage.WITHDRAWN: _drop_reason,
}
