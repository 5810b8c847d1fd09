"""The verbs of the council: of a membership (benoem, herbenoem, verleng, stopt eerder, maak ongedaan) and of seats.

Each is one transaction under the seat guard: all of it, or nothing and a ``Refusal`` in Dutch. Views, admin,
commands and tests come through these doors. ``today`` is read at the edge and passed in.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from members.dates import DAY
from members.models import (
    Committee,
    CommitteePlace,
    Council,
    Member,
    Office,
    OfficePlace,
    SeatHold,
    SeatNumber,
    Term,
)
from members.refusals import CouncilFull, Refusal
from members.rules import over_maximum
from members.seats import Occupancy, guarded, occupancy
from members.terms import last_possible_day, proposed_last_day


def appoint(
    member: Member,
    *,
    first: date,
    today: date,
    last: date | None = None,
    decided_on: date | None = None,
    reference: str = "",
    instead_of: SeatHold | None = None,
    office: Office | None = None,
) -> Term:
    """Seat ``member`` from ``first`` to ``last``, both counting; without ``last`` as long as the settings say.

    ``instead_of`` is the member's own hold, exchanged for the term in the same breath (docs/rules.md, 3).
    ``office`` starts with the term: a chair outside the count takes no seat from the first day on.
    Raises ``CouncilFull`` with the first day that has no seat left, and ``Refusal`` for a term that overlaps
    another of this member, ends before it starts, or passes the maximum.
    """
    with guarded(today) as council:
        terms = list(member.terms.all())
        last = last or proposed_last_day(council, first, terms)
        _refuse_wrong_days(first, last, last_possible_day(council, first, terms))
        if instead_of:
            instead_of.delete()
        term = _new_term(member, first, last, decided_on, reference)
        if office:
            OfficePlace.objects.create(office=office, member=member, starts_on=first)
        return term


def reappoint(member: Member, *, today: date, decided_on: date, reference: str, last: date | None = None) -> Term:
    """The next term, from the day after the last one (docs/rules.md, 8); raises as ``appoint`` does."""
    with guarded(today):
        return appoint(
            member,
            first=_day_after_last_term(member),
            last=last,
            decided_on=decided_on,
            reference=reference,
            today=today,
        )


def extend_exceptionally(
    member: Member, *, today: date, decided_on: date, reference: str, why: str, last: date | None = None
) -> Term:
    """A term on top of the maximum, in an exceptional case and with a written reason (docs/rules.md, 6).

    Raises ``Refusal`` when the council's rules know no such case, without a reason, past its years, or for
    who can still be reappointed.
    """
    with guarded(today) as council:
        first, terms = _day_after_last_term(member), list(member.terms.all())
        _refuse_no_exception(council, why)
        if last_possible_day(council, first, terms) >= first:
            raise Refusal(f"{member} kan nog gewoon worden herbenoemd. Kies ‘Herbenoem’.")
        limit = last_possible_day(council, first, terms, exceptional=True)
        last = last or limit
        _refuse_wrong_days(first, last, limit)
        term = _new_term(member, first, last, decided_on, reference)
        term.exception_why = why
        term.save(update_fields=["exception_why"])
        return term


def record_term(term: Term, *, today: date) -> Term:
    """Keep a term that was agreed elsewhere, such as one in the list a council kept before.

    Days before ``today`` are history: a maximum that was passed then is kept (docs/rules.md, 1). Raises
    ``ValidationError`` for days that cannot be, and ``Refusal`` for a term that overlaps another of its member,
    or that makes a membership from today on longer than the maximum.
    """
    with guarded(today) as council:
        term.full_clean(exclude=["member"], validate_unique=False)
        term.refuse_broken_rules()
        terms = [*term.member.terms.all(), term]
        for late, limit in over_maximum(council, sorted(terms, key=lambda term: term.starts_on)):
            if late.ends_on >= today:
                raise Refusal(_too_long(late, limit))
        term.save()
        return term


def _too_long(term: Term, limit: date) -> str:
    if limit < term.starts_on:
        return f"{term.member} heeft vóór {date_format(term.starts_on)} de langste zittingstijd al bereikt."
    return f"{term.member} mag volgens de regels van uw raad lid zijn tot en met {date_format(limit)}, niet langer."


def leave(member: Member, *, last: date, because: str, today: date) -> Term:
    """Let a membership end early, on ``last``, which still counts (docs/rules.md, 7).

    Raises ``Refusal`` when no term runs on that day, or when a next term was agreed already.
    """
    with guarded(today):
        term = member.terms.running_on(last).first()
        if term is None:
            raise Refusal(f"{member} is op {date_format(last)} geen lid. Kies een dag in de zittingstermijn.")
        if member.terms.filter(starts_on__gt=last).exists():
            raise Refusal(f"{member} is al voor een volgende termijn benoemd. Maak die benoeming eerst ongedaan.")
        if term.ends_on == last:
            raise Refusal(f"De termijn van {member} eindigt al op {date_format(last)}. U hoeft niets te doen.")
        term.planned_ends_on = term.planned_ends_on or term.ends_on
        term.ends_on, term.left_because = last, because
        term.save(update_fields=["ends_on", "left_because", "planned_ends_on"])
        return term


def leave_together(members: Iterable[Member], *, last: date, because: str, today: date) -> list[Term]:
    """Several members leave on one day for one reason: all of them, or none and a ``Refusal`` that names one."""
    with guarded(today):
        return [leave(member, last=last, because=because, today=today) for member in members]


def what_undo_does(member: Member, *, today: date) -> str:
    """What ``undo_last`` would take back now, as a sentence; empty when nothing."""
    term = member.terms.order_by("starts_on").last()
    if term and term.left_because and term.planned_ends_on:
        planned = date_format(term.planned_ends_on)
        return f"{member} stopt niet op {date_format(term.ends_on)}, maar blijft tot en met {planned}."
    if term and term.starts_on > today:
        return f"De benoeming vanaf {date_format(term.starts_on)} gaat weg."
    return ""


def undo_last(member: Member, *, today: date, only: str | None = None) -> str:
    """Take back the last verb: an early end, or an appointment until its first day. Returns what was undone.

    With ``only`` nothing else than what ``what_undo_does`` said: a second press must not undo a second thing.
    Raises ``Refusal`` when there is nothing to take back, and ``CouncilFull`` when the seat has gone.
    """
    with guarded(today) as council:
        if only is not None and only != what_undo_does(member, today=today):
            raise Refusal("Dit is al ongedaan gemaakt, of er is intussen iets veranderd. Kijk nog eens.")
        term = member.terms.order_by("starts_on").last()
        if term and term.left_because:
            _stay_after_all(council, term)
            return f"{member} blijft toch, tot en met {date_format(term.ends_on)}."
        if term and term.starts_on > today:
            revoke(term, today=today)
            return f"De benoeming van {member} vanaf {date_format(term.starts_on)} is ongedaan gemaakt."
    raise Refusal("Er is niets om ongedaan te maken. Een termijn die is begonnen, eindigt met ‘Stopt eerder’.")


def revoke(term: Term, *, today: date) -> None:
    """Undo an appointment before its first day (docs/rules.md, 11); an office that would start with it goes too."""
    with guarded(today):
        if term.starts_on <= today:
            raise Refusal("De zittingstermijn is al begonnen. Terugdraaien kan niet meer.")
        term.member.office_places.filter(starts_on__gte=term.starts_on).delete()
        term.delete()


def _stay_after_all(council: Council, term: Term) -> None:
    last, others = term.planned_ends_on or term.ends_on, term.member.terms.exclude(pk=term.pk)
    # An older term that was typed in since has used years too. Without one, what was agreed once may come back.
    if others.filter(pk__gt=term.pk).exists():
        limit = last_possible_day(council, term.starts_on, others, exceptional=bool(term.exception_why))
        _refuse_wrong_days(term.starts_on, last, limit)
    term.ends_on = last
    term.left_because, term.planned_ends_on = "", None
    term.save(update_fields=["ends_on", "left_because", "planned_ends_on"])


def _day_after_last_term(member: Member) -> date:
    last = member.terms.order_by("ends_on").last()
    if last is None:
        raise Refusal(f"{member} is nog niet benoemd. Kies ‘Benoem’.")
    if last.left_because:
        raise Refusal(f"{member} is eerder gestopt. Kies ‘Benoem’ met een eerste dag, of maak het stoppen ongedaan.")
    return last.ends_on + DAY


def _new_term(member: Member, first: date, last: date, decided_on: date | None, reference: str) -> Term:
    return Term.objects.create(
        member=member, starts_on=first, ends_on=last, decided_on=decided_on, decision_reference=reference
    )


def _refuse_no_exception(council: Council, why: str) -> None:
    if not council.exceptional_years:
        raise Refusal("De regels van uw raad kennen geen uitzonderlijke verlenging.")
    if not why.strip():
        raise Refusal("Schrijf op waarom dit een uitzonderlijk geval is.")


def _refuse_wrong_days(first: date, last: date, limit: date) -> None:
    if limit < first:
        raise Refusal("Dit lid heeft de langste zittingstijd al bereikt. Benoemen kan niet meer.")
    if last < first:
        raise Refusal("De laatste dag ligt vóór de eerste dag. Kies een latere laatste dag.")
    if last > limit:
        raise Refusal(f"Dit lid mag hoogstens tot en met {date_format(limit)} lid zijn. Kies een eerdere dag.")


def hold_seat(*, first: date, last: date, label: str, today: date) -> SeatHold:
    """Hold a seat for a trial from ``first`` to ``last``, both counting (docs/rules.md, 3).

    The hold starts on the first day of the trial, or later, when a seat comes free before the trial ends.
    Raises ``CouncilFull`` when none does. Where trials hold no seat (a setting) nothing is judged.
    """
    with guarded(today) as council:
        starts_on = first
        if council.trial_holds_seat:
            starts_on = _hold_from(Occupancy.read(today, trial_holds_seat=True), first, last)
        return SeatHold.objects.create(starts_on=starts_on, label=label)


def _hold_from(seats: Occupancy, first: date, last: date) -> date:
    # A trial typed in afterwards began in the past; only the days from today on are judged.
    judged_from = max(first, seats.today)
    free_from = seats.first_day_with_room(judged_from)
    if free_from is None or free_from > last:
        text = f"De proefperiode kan niet beginnen. Er komt geen plaats vrij tot en met {date_format(last)}."
        full_day = seats.first_full_day(judged_from) or judged_from
        raise CouncilFull(f"{text} {seats.full_message(full_day)}", full_day)
    return first if free_from == judged_from else free_from


def give_back(hold: SeatHold) -> None:
    """End a hold; the seat is free for somebody else from now on."""
    hold.delete()


def set_seats(seats: int, *, starts_on: date, today: date) -> SeatNumber:
    """Have ``seats`` seats from ``starts_on`` on; raises ``CouncilFull`` when more are taken on a day from then."""
    try:
        with guarded(today):
            return SeatNumber.objects.update_or_create(starts_on=starts_on, defaults={"seats": seats})[0]
    except CouncilFull as full:
        raise CouncilFull(
            f"Op {date_format(full.day)} zijn meer dan {seats} plaatsen bezet of vastgehouden."
            f" Kies een hoger aantal of een latere dag.{occupancy(today).people_on(full.day)}",
            full.day,
        ) from full


def planned_seats(today: date) -> QuerySet[SeatNumber]:
    """Numbers of seats whose first day has not come yet."""
    return SeatNumber.objects.filter(starts_on__gt=today)


def drop_seats(number: SeatNumber, *, today: date) -> None:
    """Forget a number of seats that was planned; raises ``Refusal`` once its first day has come."""
    with guarded(today):
        if number.starts_on <= today:
            raise Refusal("Dit aantal geldt al. Kies ‘Wijzig het aantal plaatsen’.")
        number.delete()


def join_committee(member: Member, committee: Committee, *, first: date) -> CommitteePlace:
    """Give somebody a place in a committee from ``first`` on; raises ``Refusal`` when they have one already."""
    with transaction.atomic():
        Committee.objects.select_for_update().get(pk=committee.pk)
        if committee.places.filter(member=member).filter(Q(ends_on=None) | Q(ends_on__gte=first)).exists():
            raise Refusal(f"{member} zit al in de {committee}.")
        return CommitteePlace.objects.create(committee=committee, member=member, starts_on=first)
