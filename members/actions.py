"""The verbs of the council itself; each is one transaction that does all of it or nothing.

Views, admin, commands and tests come through these doors. ``today`` is read at the edge and passed in.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from members.models import Committee, CommitteePlace, Member, Office, OfficePlace, SeatHold, SeatNumber, Term
from members.refusals import CouncilFull, Refusal
from members.seats import Occupancy, guarded
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
        earlier = list(member.terms.all())
        last = last or proposed_last_day(council, first, earlier)
        _refuse_wrong_term(earlier, first, last, last_possible_day(council, first, earlier))
        if instead_of:
            instead_of.delete()
        if office:
            OfficePlace.objects.create(office=office, member=member, starts_on=first)
        return Term.objects.create(
            member=member,
            starts_on=first,
            ends_on=last,
            decided_on=decided_on,
            decision_reference=reference,
        )


def _refuse_wrong_term(earlier: list[Term], first: date, last: date, limit: date) -> None:
    if limit < first:
        raise Refusal("Dit lid heeft de langste zittingstijd al bereikt. Benoemen kan niet meer.")
    if last < first:
        raise Refusal("De laatste dag ligt vóór de eerste dag. Kies een latere laatste dag.")
    if last > limit:
        raise Refusal(f"Dit lid mag hoogstens tot en met {date_format(limit)} lid zijn. Kies een eerdere dag.")
    for term in earlier:
        if term.starts_on <= last and term.ends_on >= first:
            raise Refusal(
                f"Dit lid is al benoemd van {date_format(term.starts_on)} tot en met"
                f" {date_format(term.ends_on)}. Kies andere dagen."
            )


def revoke(term: Term, *, today: date, label: str, hold_from: date | None) -> SeatHold | None:
    """Undo an appointment before its first day; the hold comes back when there was one (docs/rules.md, 11).

    An office that would start with the term goes too. Raises ``Refusal`` once the first day has come, and
    ``CouncilFull`` when the seat is gone.
    """
    if term.starts_on <= today:
        raise Refusal("De zittingstermijn is al begonnen. Terugdraaien kan niet meer.")
    with guarded(today):
        term.member.office_places.filter(starts_on__gte=term.starts_on).delete()
        term.delete()
        return SeatHold.objects.create(starts_on=hold_from, label=label) if hold_from else None


def hold_seat(*, first: date, last: date, label: str, today: date) -> SeatHold:
    """Hold a seat for a trial from ``first`` to ``last``, both counting (docs/rules.md, 3).

    The hold starts on the first day of the trial, or later, when a seat comes free before the trial ends.
    Raises ``CouncilFull`` when none does.
    """
    with guarded(today) as council:
        starts_on = _hold_from(Occupancy.read(today, trial_holds_seat=council.trial_holds_seat), first, last)
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
            " Kies een hoger aantal of een latere dag.",
            full.day,
        ) from full


def join_committee(member: Member, committee: Committee, *, first: date) -> CommitteePlace:
    """Give somebody a place in a committee from ``first`` on; raises ``Refusal`` when they have one already."""
    with transaction.atomic():
        Committee.objects.select_for_update().get(pk=committee.pk)
        if committee.places.filter(member=member).filter(Q(ends_on=None) | Q(ends_on__gte=first)).exists():
            raise Refusal(f"{member} zit al in de {committee}.")
        return CommitteePlace.objects.create(committee=committee, member=member, starts_on=first)
