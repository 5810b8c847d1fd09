"""What of former members goes, and when: by the calendar, never by hand (docs/rules.md, 16)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from django.urls import reverse_lazy
from django.utils.formats import date_format

from members.dates import DAY
from members.erasing import erase_contact, erase_name
from members.former import NAMELESS, contact_kept_until, last_day_of, name_kept_until
from members.models import Council, Letter, Member
from members.refusals import Refusal


@dataclass(frozen=True)
class Due:
    """What of one person goes on ``day``, or went too late when that is over.

    ``erase`` judges again on the locked row and returns whether it erased something: the list may be a week old.
    """

    who: str
    page: str
    day: date
    what: str
    why: str
    erase: Callable[[date], bool]


def due_by(day: date) -> list[Due]:
    """What of former members goes on ``day`` or before; the number of queries does not grow with the members."""
    council = Council.objects.get()
    written_to = set(Letter.objects.filter(addressee_type__model="member").values_list("addressee_id", flat=True))
    members = Member.objects.exclude(name=NAMELESS).prefetch_related("terms", "committee_places")
    found = [due for member in members for due in _of(member, council, has_letters=member.pk in written_to)]
    return [due for due in found if due.day <= day]


def _of(member: Member, council: Council, *, has_letters: bool) -> Iterator[Due]:
    ended = last_day_of(member)
    if ended is None:
        return
    who, page = member.name, cast(str, reverse_lazy("admin:members_member_change", args=[member.pk]))
    why = f"De laatste dag was {date_format(ended)}."
    kept = contact_kept_until(member, council)
    if kept and (has_letters or _has_contact(member)):
        yield Due(
            who, page, kept + DAY, "adressen, brieven en portret", why, partial(_carry_out, erase_contact, member.pk)
        )
    kept = name_kept_until(member, council)
    if kept:
        yield Due(
            who, page, kept + DAY, "naam en gegevens over de termijnen", why, partial(_carry_out, erase_name, member.pk)
        )


def _has_contact(member: Member) -> bool:
    return bool(
        member.email or member.phone or member.address or member.public_text or member.portrait or member.user_id
    )


def _carry_out(erase: Callable[..., None], pk: int, today: date) -> bool:
    member = Member.objects.filter(pk=pk).first()
    if member is None or member.name == NAMELESS:
        return False
    try:
        erase(member, today=today)
    except Refusal:
        # Since the list was made somebody was appointed again, or agreed to stay named.
        return False
    return True
