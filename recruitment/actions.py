"""The verbs of the road. Site, admin, commands and tests all come through these doors (docs/rules.md, 10 to 13).

Every verb is one transaction: rows, log and letter together, or nothing and a ``Refusal`` in Dutch.
``by`` is who did it (None: the candidate, through the site); ``today`` is read at the edge and passed in.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from members import actions as council
from members import post
from members.dates import end_of_stretch
from members.models import Council, Member
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import letters
from recruitment.models import Answer, Candidate, Talk, Vacancy
from recruitment.road import Stage

DURING_TRIAL = [Stage.TRIAL, Stage.APPOINTMENT_TALK]


class FormUsed(Refusal):
    """This form's number was used before, for other answers; nothing was stored."""


class MoveRefused(Refusal):
    """The road does not lead there from here, or something on the way is still missing."""


def sign_up(candidate: Candidate, *, today: date, by: User | None = None) -> Candidate:
    """Put a new candidate on the road and confirm it by letter.

    The same form sent twice is one application: the second time the first candidate is returned. Raises
    ``FormUsed`` when the answers are others than the first time.
    """
    try:
        with transaction.atomic():
            return _first_time(candidate, today=today, by=by)
    except IntegrityError:
        known = sent_before(candidate)
        if known is None:
            raise
        return known


def sent_before(candidate: Candidate) -> Candidate | None:
    """Who this form made when it was sent before; raises ``FormUsed`` when the answers were others then."""
    if candidate.form_number is None:
        return None
    known = Candidate.objects.filter(form_number=candidate.form_number).first()
    if known and any(getattr(known, field) != getattr(candidate, field) for field in TYPED):
        raise FormUsed(f"Deze pagina is al bewaard, als {known}. Open die kandidaat, of begin met een nieuwe pagina.")
    return known


# What a visitor fills in; with the same number and other answers it is not the same form sent twice.
TYPED = ["vacancy_id", "name", "email", "phone", "address", "contact_by", "motivation", "keep"]


def waits_for_a_seat(vacancy: Vacancy, today: date) -> bool:
    """Whether who applies for this vacancy is on the waiting list: it needs a seat and none is free (rule 4)."""
    return vacancy.needs_seat and not occupancy(today).free


def _first_time(candidate: Candidate, *, today: date, by: User | None) -> Candidate:
    candidate.stage, candidate.stage_since = Stage.RECEIVED, today
    candidate.save(force_insert=True)
    candidate.moves.create(to_stage=Stage.RECEIVED, by=by)
    letters.write_for(candidate, "received_full" if waits_for_a_seat(candidate.vacancy, today) else "received")
    if by is None:
        post.tell_secretary(today)
    return candidate


@transaction.atomic
def plan_talk(
    candidate: Candidate,
    kind: str,
    *,
    at: datetime,
    participants: Iterable[Member],
    by: User | None,
    today: date,
    way: str = Talk.Way.VISIT,
    place: str = "",
    others: str = "",
) -> Talk:
    """Plan a talk and invite the candidate; the first plan for a station moves the candidate there.

    Raises ``MoveRefused`` when this talk is not the next station, and ``Refusal`` when too few people come.
    """
    participants = list(participants)
    candidate = locked(candidate)
    _refuse_lonely_talk(kind, participants, others)
    _refuse_far_day(at, today)
    again = candidate.stage == kind
    if again:
        _drop_plan(candidate, by)
    else:
        _move(candidate, Stage(kind), by=by, today=today)
    talk = candidate.talks.create(kind=kind, planned_at=at, way=way, place=place, others=others)
    talk.participants.set(participants)
    letters.write_for(candidate, "talk_moved" if again else "talk_planned")
    return talk


def _drop_plan(candidate: Candidate, by: User | None) -> None:
    """A talk that was not held makes room for a new plan; an invitation that did not leave yet never does."""
    for talk in candidate.talks.filter(kind=candidate.stage, outcome=""):
        note(
            candidate,
            f"afspraak van {date_format(timezone.localtime(talk.planned_at), 'j F Y, H.i')} uur vervalt",
            by=by,
        )
        talk.delete()
    candidate.letters.filter(kind__in=["talk_planned", "talk_moved"]).not_left().delete()


def note(candidate: Candidate, what: str, *, by: User | None) -> None:
    """Log what happened at a station without leaving it."""
    candidate.moves.create(from_stage=candidate.stage, to_stage=candidate.stage, why=what, by=by)


def _refuse_far_day(at: datetime, today: date) -> None:
    if abs((timezone.localtime(at).date() - today).days) > 366:
        raise Refusal("Deze dag is meer dan een jaar weg. Kies een andere dag.")


def _refuse_lonely_talk(kind: str, participants: list[Member], others: str) -> None:
    if kind == Talk.Kind.DELEGATION and len(participants) < 2:
        raise Refusal("Een delegatie bestaat uit twee of meer leden. Kies er nog een lid bij.")
    if not participants and not others:
        raise Refusal("Kies wie er bij het gesprek zijn.")


@transaction.atomic
def record_talk(
    candidate: Candidate, *, outcome: str, notes: str, participants: Iterable[Member], now: datetime
) -> Talk:
    """Write down who came to the talk of this station, what was said and what came out of it."""
    candidate = locked(candidate)
    talk = candidate.talk_at(candidate.stage)
    if talk is None:
        raise Refusal("Er is nog geen gesprek gepland. Plan het eerst.")
    if talk.planned_at > now:
        raise Refusal("Dit gesprek is nog niet geweest. Leg het vast als het voorbij is.")
    participants = list(participants)
    _refuse_lonely_talk(talk.kind, participants, talk.others)
    talk.outcome, talk.notes = outcome, notes
    talk.save(update_fields=["outcome", "notes"])
    talk.participants.set(participants)
    return talk


@transaction.atomic
def ask_agreement(candidate: Candidate, *, by: User | None, today: date) -> None:
    """Ask both sides whether they want to go on; raises ``MoveRefused`` before the last talk was recorded."""
    candidate = locked(candidate)
    _move(candidate, Stage.AGREEMENT, by=by, today=today)
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
    values = {"agrees": agrees, "given_on": given_on, "by": by}
    note(candidate, f"antwoord van {Answer.Side(side).label}: {'ja' if agrees else 'nee'}", by=by)
    return candidate.answers.update_or_create(side=side, defaults=values)[0]


@transaction.atomic
def start_trial(candidate: Candidate, *, first: date, by: User | None, today: date) -> date:
    """Begin the trial on ``first``, for as many months as the council has set, and hold a seat (rules 3 and 5).

    Returns the last day, which counts. Raises ``MoveRefused`` without two answers of yes, and ``CouncilFull``
    when no seat comes free in time.
    """
    candidate = locked(candidate)
    _move(candidate, Stage.TRIAL, by=by, today=today)
    last = end_of_stretch(first, months=Council.objects.get().trial_months)
    candidate.hold = council.hold_seat(first=first, last=last, label=str(candidate), today=today)
    candidate.trial_starts_on, candidate.trial_ends_on = first, last
    candidate.save(update_fields=["hold", "trial_starts_on", "trial_ends_on"])
    letters.write_for(candidate, "trial")
    return last


@transaction.atomic
def extend_trial(candidate: Candidate, *, last: date, why: str, by: User | None, today: date) -> None:
    """Let the trial last longer, once, up to and including ``last``; raises ``Refusal`` the second time.

    Also when the appointment talk was planned already, for that talk may show that more time is needed.
    """
    candidate = locked(candidate)
    if candidate.stage not in DURING_TRIAL or candidate.trial_ends_on is None:
        raise MoveRefused("Er loopt nu geen proefperiode.")
    if last > end_of_stretch(today, years=1):
        raise Refusal("Deze dag is meer dan een jaar weg. Kies een andere dag.")
    if candidate.trial_extended_why:
        raise Refusal("De proefperiode is al een keer verlengd. Nog een keer kan niet.")
    if last <= candidate.trial_ends_on:
        raise Refusal(f"Kies een dag na {date_format(candidate.trial_ends_on)}.")
    candidate.trial_ends_on, candidate.trial_extended_why = last, why
    candidate.save(update_fields=["trial_ends_on", "trial_extended_why"])
    note(candidate, f"proefperiode verlengd tot en met {date_format(last)}: {why}", by=by)
    letters.write_for(candidate, "extended")


@transaction.atomic
def nominate(candidate: Candidate, *, on: date, by: User | None, today: date) -> None:
    """Put the candidate forward to the college; it gets name and dates only (docs/rules.md, 14)."""
    candidate = locked(candidate)
    if on > today:
        raise Refusal("De dag van de voordracht moet nog komen. Kies vandaag of een eerdere dag.")
    _move(candidate, Stage.NOMINATED, by=by, today=today)
    candidate.nominated_on = on
    candidate.save(update_fields=["nominated_on"])
    letters.write_for(candidate, "nominated")


@transaction.atomic
def appoint(
    candidate: Candidate, *, decided_on: date, reference: str, first: date, by: User | None, today: date
) -> Member:
    """Note the college's decision: the member and the first term exist, and the hold is exchanged for the term.

    Raises ``MoveRefused`` when the candidate was not nominated, ``CouncilFull`` when a day would get too full.
    """
    candidate = locked(candidate)
    _refuse_odd_decision(candidate, decided_on, first, today)
    _move(candidate, Stage.APPOINTED, by=by, today=today)
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


@transaction.atomic
def accept_to_committee(candidate: Candidate, *, first: date, by: User | None, today: date) -> Member:
    """End the short road: a committee place from ``first`` on, for somebody who need not be a member (rule 4)."""
    candidate = locked(candidate)
    _move(candidate, Stage.COMMITTEE_MEMBER, by=by, today=today)
    committee = candidate.vacancy.committee
    if committee is None:
        raise MoveRefused("Deze vacature is niet voor een commissie.")
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
def decline(candidate: Candidate, *, why: str, by: User | None, today: date) -> None:
    """The council says no; the reason is for staff only, and the letter waits for the secretary's yes."""
    candidate = locked(candidate)
    _move(candidate, Stage.DECLINED, by=by, today=today, why=why)
    _give_hold_back(candidate)
    letters.write_for(candidate, "declined", draft=True)


@transaction.atomic
def withdraw(candidate: Candidate, *, by: User | None, today: date, why: str = "") -> None:
    """The candidate stops, from the own page (``by`` None) or noted by the secretary; the hold goes back."""
    candidate = locked(candidate)
    _move(candidate, Stage.WITHDRAWN, by=by, today=today, why=why)
    _give_hold_back(candidate)
    letters.write_for(candidate, "withdrawn")
    if by is None:
        post.tell_secretary(today)


@transaction.atomic
def send_new_link(email: str, *, now: datetime) -> None:
    """Write a letter with a fresh link to whoever applied with this address; at most one an hour each.

    Says nothing to the asker: whether somebody applied is that person's own business.
    """
    for candidate in Candidate.objects.select_for_update().filter(email__iexact=email):
        if not candidate.letters.filter(kind="new_link", written_at__gt=now - timedelta(hours=1)).exists():
            letters.write_for(candidate, "new_link")


def _give_hold_back(candidate: Candidate) -> None:
    if candidate.hold:
        council.give_back(candidate.hold)


def locked(candidate: Candidate) -> Candidate:
    # The copy at hand may be minutes old and two people can press at once: decide on the locked row.
    return Candidate.objects.select_for_update(of=("self",)).select_related("vacancy", "hold").get(pk=candidate.pk)


def _move(candidate: Candidate, stage: Stage, *, by: User | None, today: date, why: str = "") -> None:
    """The one guarded door of the road; ``candidate`` is the locked row. Raises ``MoveRefused``."""
    if stage not in candidate.next_stages:
        raise MoveRefused(f"Van ‘{candidate.get_stage_display()}’ naar ‘{stage.label}’ kan niet.")
    if missing := missing_before(candidate, stage):
        raise MoveRefused(missing)
    candidate.moves.create(from_stage=candidate.stage, to_stage=stage, by=by, why=why)
    candidate.stage, candidate.stage_since = stage, today
    candidate.save(update_fields=["stage", "stage_since"])


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
        return f"De uitkomst van het {kind.label} is: we gaan niet verder. Wijs af, of plan een nieuw gesprek."
    return ""


def _missing_answer(candidate: Candidate) -> str:
    for side in Answer.Side:
        answer = candidate.answer_of(side)
        if answer is None:
            return f"Het antwoord van {side.label} ontbreekt nog. Noteer het eerst."
        if not answer.agrees:
            return f"Het antwoord van {side.label} is nee. Alleen met twee keer ja gaat de weg verder."
    return ""
