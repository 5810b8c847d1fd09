"""How long the council keeps what it knows of somebody who was a member (docs/rules.md, 16)."""

from datetime import date

from members.dates import FAR_AWAY, end_of_stretch
from members.models import Council, Member

BACKUP_WEEKS = 4  # after this nothing that was erased is left in a backup either
NAMELESS = "Oud-lid zonder naam"  # in the place of a name that was erased; the terms stay for the figures


def last_day_of(member: Member) -> date | None:
    """The last day of the last term or committee place; None without any, or while a place has no end.

    Reads ``member.terms`` and ``member.committee_places`` whole, so that a list can fetch them for all at once.
    """
    days = [term.ends_on for term in member.terms.all()]
    days += [place.held_until for place in member.committee_places.all()]
    last = max(days, default=FAR_AWAY)
    return None if last >= FAR_AWAY else last


def is_former(member: Member, today: date) -> bool:
    """Whether every term and committee place is over; also of somebody who never had any."""
    places = [place.held_until for place in member.committee_places.all()]
    return all(last < today for last in [*(term.ends_on for term in member.terms.all()), *places])


def contact_kept_until(member: Member, council: Council) -> date | None:
    """The last day on which the contact data, letters and portrait may still be there; None without an end.

    Of somebody without a name nothing else may stay either, such as the application of once.
    """
    last = last_day_of(member)
    if member.name == NAMELESS:
        return last
    return end_of_stretch(last, months=council.former_member_months) if last else None


def name_kept_until(member: Member, council: Council) -> date | None:
    """The last day on which the name may still be there; None when the council keeps names, or the member agreed.

    Who agreed to be named as a former member stays named for as long as the council shows former members.
    """
    last = last_day_of(member)
    agreed = council.former_members_public and member.consent_on and member.former_consent_on
    if last is None or council.former_name_years is None or agreed:
        return None
    return end_of_stretch(last, years=council.former_name_years)
