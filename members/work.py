"""What the council itself asks of the secretary on a day: terms that end, and letters that wait for somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from members.models import Letter
from members.notices import After, Ending, ending_soon


@dataclass(frozen=True)
class Task:
    """One line of the worklist, one click from doing it."""

    text: str
    url: str
    urgent: bool = False


def tasks(today: date, *, with_names: bool, with_letters: bool = True) -> list[Task]:
    """The terms that end soon, then the letters; a name or a letter only for who may see the one or send the other."""
    terms = [_of(ending, with_names) for ending in ending_soon(today)]
    return [*terms, *_letters()] if with_letters else terms


def _of(ending: Ending, with_names: bool) -> Task:
    term = ending.term
    who = term.member.name if with_names else "Een lid"
    may = {
        After.REAPPOINTMENT: "Herbenoemen kan",
        After.EXCEPTION: "Verlengen kan alleen bij uitzondering",
        After.NOTHING: "Herbenoemen kan niet",
    }[ending.after]
    page = reverse("admin:members_member_change", args=[term.member_id])
    return Task(f"{who}: de zittingstermijn eindigt op {date_format(term.ends_on)}. {may}", page)


def _letters() -> Iterator[Task]:
    for status, one, more in [
        (Letter.Status.REFUSED, "brief is geweigerd door de mailserver", "brieven zijn geweigerd door de mailserver"),
        (Letter.Status.DRAFT, "brief wacht op uw ja", "brieven wachten op uw ja"),
        (Letter.Status.TO_PRINT, "brief moet nog op de post", "brieven moeten nog op de post"),
        (Letter.Status.TO_TELL, "bericht moet u nog doorgeven", "berichten moet u nog doorgeven"),
    ]:
        number = Letter.objects.filter(status=status).count()
        if number:
            page = f"{reverse('admin:members_letter_changelist')}?status__exact={status}"
            yield Task(f"{number} {one if number == 1 else more}", page, urgent=status == Letter.Status.REFUSED)
