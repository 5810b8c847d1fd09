"""Which rows break a rule, say after a restore (docs/rules.md, 1, 5, 6 and 9).

What is over is history: a day that was too full and a maximum that passed are kept, and not listed.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.utils.formats import date_format

from members.models import Council, OfficePlace, SeatNumber, Term
from members.seats import Occupancy
from members.terms import last_possible_day


def broken_rules(today: date) -> list[str]:
    """One Dutch sentence for each row that breaks a rule; the number of queries does not grow with the council."""
    council = Council.objects.first()
    if council is None:
        return ["De instellingen van de raad ontbreken."]
    terms = _terms_by_member()
    rows = OfficePlace.objects.select_related("office", "member").prefetch_related("member__terms")
    places = list(rows.order_by("starts_on", "pk"))
    return [
        *_no_seats(today),
        *_too_full_days(today, council),
        *(text for own in terms.values() for text in _overlaps(own)),
        *(text for own in terms.values() for text in _passed(council, own, today)),
        *_two_chairs(places),
        *_outside_membership(places, terms, today),
    ]


def over_maximum(council: Council, terms: list[Term]) -> Iterator[tuple[Term, date]]:
    """Those of one member's terms that, with the earlier ones, last too long; each with the last day it may have.

    A written reason at a term allows it the council's exceptional years.
    """
    for term in terms:
        earlier = [other for other in terms if other.starts_on < term.starts_on]
        limit = last_possible_day(council, term.starts_on, earlier, exceptional=bool(term.exception_why))
        if term.ends_on > limit:
            yield term, limit


def _terms_by_member() -> dict[int, list[Term]]:
    """Everybody's terms, in order of time, with the member at hand."""
    rows = Term.objects.select_related("member").order_by("member__name", "member", "starts_on")
    return {member: list(terms) for member, terms in groupby(rows, key=lambda term: term.member_id)}


def _no_seats(today: date) -> list[str]:
    if SeatNumber.objects.filter(starts_on__lte=today).exists():
        return []
    return ["Er staat nergens hoeveel plaatsen de raad nu heeft."]


def _too_full_days(today: date, council: Council) -> Iterator[str]:
    seats = Occupancy.read(today, trial_holds_seat=council.trial_holds_seat)
    for day in seats.turning_days:
        if seats.room_on(day) < 0:
            taken = seats.seats_on(day) - seats.room_on(day)
            yield f"Te vol, met {taken} bezet of vastgehouden. {seats.full_message(day)}"


def _overlaps(terms: list[Term]) -> Iterator[str]:
    furthest = terms[0]
    for term in terms[1:]:
        if term.starts_on <= furthest.ends_on:
            yield f"Overlap: {term.member} heeft twee termijnen op {date_format(term.starts_on)}."
        furthest = max(furthest, term, key=lambda term: term.ends_on)


def _passed(council: Council, terms: list[Term], today: date) -> Iterator[str]:
    for term, limit in over_maximum(council, terms):
        if term.ends_on >= today:
            yield (
                f"Te lang: {term.member} is benoemd tot en met {date_format(term.ends_on)}."
                f" Volgens de regels van de raad mag dat tot en met {date_format(limit)}."
            )


def _two_chairs(places: list[OfficePlace]) -> Iterator[str]:
    chairs = [((place.starts_on, place.held_until), place) for place in places if place.office.is_chair]
    last_day, before = date.min, None
    for (first, last), place in sorted(chairs, key=lambda chair: chair[0]):
        if before and first <= last_day:
            yield f"Twee voorzitters: op {date_format(first)} zijn dat {before.member} en {place.member}."
        if last > last_day:
            last_day, before = last, place


def _outside_membership(places: list[OfficePlace], terms: dict[int, list[Term]], today: date) -> Iterator[str]:
    for place in places:
        own = terms.get(place.member_id, [])
        if not is_over(place, today) and not any(term.starts_on <= place.starts_on <= term.ends_on for term in own):
            yield f"Functie zonder lid te zijn: {place.office} van {place.member} vanaf {date_format(place.starts_on)}."


def is_over(place: OfficePlace, today: date) -> bool:
    return place.ends_on is not None and place.ends_on < today
