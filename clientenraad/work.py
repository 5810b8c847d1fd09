"""What the site itself asks on a day: messages, pages of text, and what the night should have done."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Min, Subquery
from django.urls import reverse

from clientenraad.backups import keeping
from clientenraad.models import GoodRun, Message, Page
from clientenraad.retention import JOB
from members.models import Council
from members.work import Part, Task

LATE = timedelta(hours=36)  # a night was missed, with room for one that ran later than usual


def council_with_counts() -> Any:
    """The council, and beside it in the same question what is only counted.

    ``open_messages`` (None for none) and ``first_message``; ``night_at`` is the last good run, None before the first;
    ``begun_at`` is when somebody first could log in here: from then on nights count.
    """
    # What waits has one and the same answer, none, so that grouping by it counts them all.
    waiting = Message.objects.open().order_by().values("answered_on")
    return Council.objects.annotate(
        open_messages=Subquery(waiting.annotate(number=Count("pk")).values("number")),
        first_message=Subquery(waiting.annotate(first=Min("pk")).values("first")),
        night_at=Subquery(GoodRun.objects.filter(job=JOB).values("at")),
        begun_at=Subquery(User.objects.order_by("date_joined").values("date_joined")[:1]),
    ).get()


def messages(council: Any) -> Iterator[Task]:
    """The messages that wait for an answer, as one line; ``council`` is from ``council_with_counts``."""
    number = council.open_messages
    if number == 1:
        page = reverse("admin:clientenraad_message_change", args=[council.first_message])
        yield Task("1 bericht wacht op antwoord", page, Part.POST)
    elif number:
        page = f"{reverse('admin:clientenraad_message_changelist')}?beantwoord=nee"
        yield Task(f"{number} berichten wachten op antwoord", page, Part.POST)


def pages(today: date) -> Iterator[Task]:
    """Each page to look through again, for who may change pages."""
    for page in Page.objects.published().filter(check_yearly=True).only("title", "check_yearly", "checked_on"):
        if page.must_be_checked(today):
            address = reverse("admin:clientenraad_page_change", args=[page.pk])
            yield Task(f"Kijk na of dit nog klopt: ‘{page.title}’", address, Part.SITE)


def night(council: Any, now: datetime) -> Iterator[Task]:
    """That the work of the night, or the backup, was not done; for who may have it mended."""
    address = reverse("admin:night")
    if is_late(council.night_at or council.begun_at, now):
        yield Task("Het werk van de nacht is niet gedaan. Bekijk wat u kunt doen", address, Part.SITE, urgent=True)
    if is_late(keeping.newest(keeping.folder()) or council.begun_at, now):
        yield Task("Er is geen nieuwe reservekopie. Bekijk wat u kunt doen", address, Part.SITE, urgent=True)


def is_late(last: datetime | None, now: datetime) -> bool:
    """Whether the last time lies more than 36 hours back; before anybody could log in nothing is late."""
    return last is not None and now - last > LATE
