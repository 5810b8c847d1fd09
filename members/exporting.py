"""Everything the council keeps about its members, as rows that can be imported again (docs/rules.md, 1 to 9)."""

from collections.abc import Iterator
from typing import Any

from members.columns import HEADERS
from members.models import Member, SeatNumber, Term
from members.spreadsheet import Written

# A portrait is no text, so its consent cannot come back without it.
ONLY_OUT = {
    "portrait_consent_on": "toestemming portret",
    "portrait_consent_how": "hoe toestemming portret",
    "told_on": "wist wat er over dit lid staat",
}
ABOUT_MEMBER = ["name", "email", "phone", "address", "public_name", "public_text", "consent_on", "consent_how"]
ABOUT_MEMBER += ["former_consent_on", "former_consent_how", *ONLY_OUT]
WHO = ["name", "email", "phone"]  # with their number: enough to know somebody again on a later line
TERM = ["starts_on", "ends_on", "decided_on", "decision_reference", "exception_why", "planned_ends_on"]


def rows() -> list[list[Written]]:
    """A row of headers; then a line for each term, office, place in a committee and number of seats.

    Who has none of these has a line too. All about a person stands on their first line.
    """
    members = Member.objects.prefetch_related("terms", "office_places__office", "committee_places__committee")
    lines = [line for member in members.order_by("name", "pk") for line in _lines(member)]
    lines += [{"seats": number.seats, "seats_first": number.starts_on} for number in SeatNumber.objects.all()]
    headers = HEADERS | ONLY_OUT
    return [list(headers.values()), *([line.get(key) for key in headers] for line in lines)]


def _lines(member: Member) -> Iterator[dict[str, Any]]:
    who = {key: getattr(member, key) for key in WHO} | {"person_number": member.pk}
    about = {key: getattr(member, key) for key in ABOUT_MEMBER} | {"show_since": "ja" if member.show_since else "nee"}
    parts = list(_parts(member)) or [{}]
    for number, part in enumerate(parts):
        yield {**who, **({} if number else about), **part}


def _parts(member: Member) -> Iterator[dict[str, Any]]:
    for term in sorted(member.terms.all(), key=lambda term: term.starts_on):
        reason = Term.Reason(term.left_because).label if term.left_because else ""
        yield {key: getattr(term, key) for key in TERM} | {"left_because": reason}
    for place in member.office_places.all():
        yield {"office": place.office.name, "office_first": place.starts_on, "office_last": place.ends_on}
    for seat in member.committee_places.all():
        yield {"committee": seat.committee.name, "committee_first": seat.starts_on, "committee_last": seat.ends_on}
