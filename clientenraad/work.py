"""What the site itself asks on a day: messages, pages of text, and what is unwell."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Subquery
from django.urls import reverse

from clientenraad import health
from clientenraad.models import Message, Page
from members.work import Part, Task


def council_with_counts(now: datetime) -> Any:
    """The council with the signs of its health, and beside it in the same question what is only counted.

    ``open_messages`` (None for none) and ``first_message``.
    """
    # What waits has one and the same answer, none, so that grouping by it counts them all.
    waiting = Message.objects.open().order_by().values("answered_on")
    return (
        health.with_signs(now)
        .annotate(
            open_messages=Subquery(waiting.annotate(number=Count("pk")).values("number")),
            first_message=Subquery(waiting.annotate(first=Min("pk")).values("first")),
        )
        .get()
    )


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


def unwell(council: Any, now: datetime) -> Iterator[Task]:
    """What is wrong with the site itself, such as a night that was missed; for who may have it mended."""
    for complaint in health.complaints(council, now):
        yield Task(f"{complaint.text}. Bekijk wat u kunt doen", reverse("admin:night"), Part.SITE, urgent=True)
