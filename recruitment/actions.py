"""The verbs of the road. Site, admin, commands and tests all come through these doors (docs/rules.md, 10 to 13).

Every verb is one transaction: rows, log and letter together, or nothing and a ``Refusal`` in Dutch.
``by`` is who did it (None: the candidate, through the site); ``today`` is read at the edge and passed in.
"""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from members import actions as council
from members import post
from members.dates import end_of_stretch
from members.models import Council, Member
from members.refusals import Refusal
from recruitment import letters
from recruitment.door import MoveRefused, locked, move, note
from recruitment.models import Answer, Candidate, DeclineReason, Talk
from recruitment.road import Stage
from recruitment.talks import lapse

DURING_TRIAL = [Stage.TRIAL, Stage.APPOINTMENT_TALK]


@transaction.atomic
def ask_agreement(candidate: Candidate, *, by: User | None, today: date) -> None:
    """Ask both sides whether they want to go on; raises ``MoveRefused`` before the last talk was recorded."""
    candidate = locked(candidate)
    move(candidate, Stage.AGREEMENT, by=by, today=today)
    letters.write_for(candidate, "agreement")


@transaction.atomic
def record_answer(
    candidate: Candidate, *, side: str, agrees: bool, given_on: date, by: User | None, today: date
) -> Answer:
    """Write down the answer of one side, in any order; a later answer takes the place of an earlier one."""
    candidate = locked(candidate)
    if candidate.stage != Stage.AGREEMENT:
        raise MoveRefused(f"Antwoorden noteren kan alleen bij de stap ‘{Stage.AGREEMENT.label}’.")
    if given_on > today:
        raise Refusal("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
    refuse_before(given_on, candidate.stage_since, "De vraag is pas gesteld op {dag}.")
    values = {"agrees": agrees, "given_on": given_on, "by": by}
    note(candidate, f"antwoord van {Answer.Side(side).label}: {'ja' if agrees else 'nee'}", by=by)
    return candidate.answers.update_or_create(side=side, defaults=values)[0]


def refuse_before(day: date, earliest: date | None, why: str) -> None:
    """Raise ``Refusal`` when ``day`` comes before the step that it follows; ``why`` names that day as {dag}."""
    if earliest and day < earliest:
        raise Refusal(f"{why.format(dag=date_format(earliest))} Kies die dag of een latere dag.")


def _refuse_far(day: date, today: date) -> None:
    """A slip in the year must not hold a seat, or promise a place, for years."""
    if day > end_of_stretch(today, years=1):
        raise Refusal("Deze dag is meer dan een jaar weg. Kies een andere dag.")


def _agreed_on(candidate: Candidate) -> date | None:
    """The day of the last of the two answers."""
    return max((answer.given_on for answer in candidate.answers.all()), default=None)


@transaction.atomic
def start_trial(candidate: Candidate, *, first: date, by: User | None, today: date) -> date:
    """Begin the trial on ``first``, for as many months as the council has set, and hold a seat (rules 3 and 5).

    Returns the last day, which counts. Raises ``MoveRefused`` without two answers of yes, ``Refusal`` for a first
    day before them, and ``CouncilFull`` when no seat comes free in time.
    """
    candidate = locked(candidate)
    move(candidate, Stage.TRIAL, by=by, today=today)
    refuse_before(first, _agreed_on(candidate), "Het akkoord is van {dag}.")
    _refuse_far(first, today)
    last = end_of_stretch(first, months=Council.objects.get().trial_months)
    candidate.hold = council.hold_seat(first=first, last=last, label=str(candidate), today=today)
    candidate.trial_starts_on, candidate.trial_ends_on = first, last
    candidate.save(update_fields=["hold", "trial_starts_on", "trial_ends_on"])
    letters.write_for(candidate, "trial")
    return last


@transaction.atomic
def record_halfway(candidate: Candidate, *, on: date, notes: str, by: User | None, today: date) -> None:
    """Write down how the trial goes, about half-way; a later text takes the place of an earlier one."""
    candidate = locked(candidate)
    if candidate.stage != Stage.TRIAL:
        raise MoveRefused("Er loopt nu geen proefperiode.")
    if on > today:
        raise Refusal("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
    refuse_before(on, candidate.trial_starts_on, "De proefperiode begint op {dag}.")
    candidate.halfway_on, candidate.halfway_notes = on, notes
    candidate.save(update_fields=["halfway_on", "halfway_notes"])
    note(candidate, f"halverwege gesproken op {date_format(on)}", by=by)


@transaction.atomic
def extend_trial(candidate: Candidate, *, last: date, why: str, by: User | None, today: date) -> None:
    """Let the trial last longer, once, up to and including ``last``; raises ``Refusal`` the second time.

    Also when the appointment talk was planned already, for that talk may show that more time is needed.
    """
    candidate = locked(candidate)
    if candidate.stage not in DURING_TRIAL or candidate.trial_ends_on is None:
        raise MoveRefused("Er loopt nu geen proefperiode.")
    _refuse_far(last, today)
    if candidate.trial_extended_why:
        raise Refusal("De proefperiode is al een keer verlengd. Nog een keer kan niet.")
    if last <= candidate.trial_ends_on:
        raise Refusal(f"Kies een dag na {date_format(candidate.trial_ends_on)}.")
    candidate.trial_ends_on, candidate.trial_extended_why = last, why
    candidate.save(update_fields=["trial_ends_on", "trial_extended_why"])
    note(candidate, f"proefperiode verlengd tot en met {date_format(last)}: {why}", by=by)
    candidate.letters.filter(kind="trial_ends_soon").not_left().delete()  # it names the old last day
    letters.write_for(candidate, "extended")


@transaction.atomic
def nominate(candidate: Candidate, *, on: date, by: User | None, today: date) -> None:
    """Put the candidate forward to the college; it gets name and dates only (docs/rules.md, 14)."""
    candidate = locked(candidate)
    if on > today:
        raise Refusal("De dag van de voordracht moet nog komen. Kies vandaag of een eerdere dag.")
    talk = candidate.talk_at(Stage.APPOINTMENT_TALK)
    move(candidate, Stage.NOMINATED, by=by, today=today)
    refuse_before(on, _held_on(talk), "Het aanstellingsgesprek was op {dag}.")
    candidate.nominated_on = on
    candidate.save(update_fields=["nominated_on"])
    letters.write_for(candidate, "nominated")


def _held_on(talk: Talk | None) -> date | None:
    return timezone.localdate(talk.planned_at) if talk else None


@transaction.atomic
def appoint(
    candidate: Candidate, *, decided_on: date, reference: str, first: date, by: User | None, today: date
) -> Member:
    """Note the college's decision: the member and the first term exist, and the hold is exchanged for the term.

    Raises ``MoveRefused`` when the candidate was not nominated, ``CouncilFull`` when a day would get too full.
    """
    candidate = locked(candidate)
    _refuse_odd_decision(candidate, decided_on, first, today)
    move(candidate, Stage.APPOINTED, by=by, today=today)
    member = _member_from(candidate)
    council.appoint(
        member,
        first=first,
        decided_on=decided_on,
        reference=reference,
        instead_of=candidate.hold,
        today=today,
    )
    _arrive(candidate, member)
    return member


def _refuse_odd_decision(candidate: Candidate, decided_on: date, first: date, today: date) -> None:
    if decided_on > today:
        raise Refusal("De dag van het besluit moet nog komen. Noteer het besluit als het er is.")
    if candidate.nominated_on and decided_on < candidate.nominated_on:
        raise Refusal(f"Het besluit ligt vóór de voordracht van {date_format(candidate.nominated_on)}.")
    if candidate.trial_starts_on and first < candidate.trial_starts_on:
        raise Refusal(f"De eerste dag ligt vóór de proefperiode vanaf {date_format(candidate.trial_starts_on)}.")
    refuse_before(first, decided_on, "Het besluit is van {dag}. Eerder kan iemand geen lid zijn.")
    _refuse_far(first, today)


@transaction.atomic
def accept_to_committee(candidate: Candidate, *, first: date, by: User | None, today: date) -> Member:
    """End the short road: a committee place from ``first`` on, for somebody who need not be a member (rule 4)."""
    candidate = locked(candidate)
    move(candidate, Stage.COMMITTEE_MEMBER, by=by, today=today)
    committee = candidate.vacancy.committee
    if committee is None:
        raise MoveRefused("Deze vacature is niet voor een commissie.")
    refuse_before(first, _agreed_on(candidate), "Het akkoord is van {dag}.")
    _refuse_far(first, today)
    member = _member_from(candidate)
    council.join_committee(member, committee, first=first)
    _arrive(candidate, member)
    return member


def _member_from(candidate: Candidate) -> Member:
    return Member.objects.create(
        name=candidate.name, email=candidate.email, phone=candidate.phone, address=candidate.address
    )


def _arrive(candidate: Candidate, member: Member) -> None:
    candidate.member, candidate.hold = member, None
    candidate.save(update_fields=["member", "hold"])
    letters.write_for(candidate, candidate.stage)


@transaction.atomic
def decline(
    candidate: Candidate, *, by: User | None, today: date, because: DeclineReason | None = None, why: str = ""
) -> None:
    """The council says no: for a reason from the list, a note, or both, for staff only.

    The letter waits for the secretary's yes.
    """
    candidate = locked(candidate)
    talk = lapse(candidate, by=by)
    said = ". ".join(text for text in [str(because or ""), why] if text)
    move(candidate, Stage.DECLINED, by=by, today=today, why=said)
    candidate.declined_because = because
    candidate.save(update_fields=["declined_because"])
    _give_hold_back(candidate)
    letters.write_for(candidate, "declined", draft=True, lapsed=talk)


@transaction.atomic
def withdraw(candidate: Candidate, *, by: User | None, today: date, why: str = "") -> None:
    """The candidate stops, from the own page (``by`` None) or noted by the secretary; the hold goes back."""
    candidate = locked(candidate)
    talk = lapse(candidate, by=by)
    move(candidate, Stage.WITHDRAWN, by=by, today=today, why=why)
    _give_hold_back(candidate)
    letters.write_for(candidate, "withdrawn", lapsed=talk)
    if by is None:
        post.tell_secretary(today)


def _give_hold_back(candidate: Candidate) -> None:
    if candidate.hold:
        council.give_back(candidate.hold)
