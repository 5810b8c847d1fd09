"""What the council itself asks of the secretary on a day: terms that end, and letters that wait for somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, TextChoices
from django.urls import reverse
from django.utils.formats import date_format

from members.letter_verbs import SendDraft
from members.models import Council, Letter
from members.notices import After, Ending, ending_soon
from members.verbs import Reappoint


class Part(TextChoices):
    """The parts of the worklist, in the order in which they stand on the first page."""

    NEW = "new", "Nieuwe aanmeldingen"
    TALKS = "talks", "Gesprekken"
    ROAD = "road", "Verder op de weg"
    POST = "post", "Brieven en berichten"
    MEMBERS = "members", "Leden"
    TOGETHER = "together", "Bijeenkomsten"
    SITE = "site", "De website"
    ELSEWHERE = "elsewhere", "Een ander is aan zet"


@dataclass(frozen=True)
class Task:
    """One line of the worklist, one click from doing it."""

    text: str
    url: str
    part: Part
    urgent: bool = False


def terms(council: Council, today: date, *, may_change: bool) -> list[Task]:
    """The terms that end soon, by name: for who may see the members, and perhaps ``may_change`` them."""
    return [_of(ending, may_change) for ending in ending_soon(council, today)]


def _of(ending: Ending, may_change: bool) -> Task:
    term = ending.term
    may = {
        After.REAPPOINTMENT: "Herbenoemen kan",
        After.EXCEPTION: "Verlengen kan alleen bij uitzondering",
        After.NOTHING: "Herbenoemen kan niet",
    }[ending.after]
    page = reverse("admin:members_member_change", args=[term.member_id])
    if may_change and ending.after == After.REAPPOINTMENT:
        page = reverse("admin:members_member_verb", args=[term.member_id, Reappoint.slug])
    text = f"{term.member.name}: de zittingstermijn eindigt op {date_format(term.ends_on)}. {may}"
    return Task(text, page, Part.MEMBERS)


WAIT_FOR_SOMEBODY = [
    (Letter.Status.REFUSED, "brief is geweigerd door de mailserver", "brieven zijn geweigerd door de mailserver"),
    (Letter.Status.DRAFT, "brief wacht op uw ja", "brieven wachten op uw ja"),
    (Letter.Status.TO_PRINT, "brief moet nog op de post", "brieven moeten nog op de post"),
    (Letter.Status.TO_TELL, "bericht moet u nog doorgeven", "berichten moet u nog doorgeven"),
]


def letters() -> Iterator[Task]:
    """The letters that wait for somebody, a line for each reason: for who may send them."""
    waiting = Letter.objects.filter(status__in=[status for status, *_ in WAIT_FOR_SOMEBODY]).order_by()
    counted = waiting.values_list("status").annotate(number=Count("pk"), first=Min("pk"))
    found = {status: (number, first) for status, number, first in counted}
    for status, one, more in WAIT_FOR_SOMEBODY:
        if status in found:
            number, first = found[status]
            text = f"{number} {one if number == 1 else more}"
            page = _letter(status, first) if number == 1 else _letters_with(status)
            yield Task(text, page, Part.POST, urgent=status == Letter.Status.REFUSED)


def _letter(status: str, number: int) -> str:
    """Where the only letter is dealt with: a draft is read and sent on one page, the others have more than one way."""
    if status == Letter.Status.DRAFT:
        return reverse("admin:members_letter_verb", args=[number, SendDraft.slug])
    return reverse("admin:members_letter_change", args=[number])


def _letters_with(status: str) -> str:
    return f"{reverse('admin:members_letter_changelist')}?status__exact={status}"
