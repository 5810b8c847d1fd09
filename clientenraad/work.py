"""What the site itself asks of the secretary on a day."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from clientenraad.models import Message, Page
from members.work import Task


def tasks(today: date) -> list[Task]:
    """The messages that wait for an answer, as one line, and each page to look through again."""
    return [*_messages(), *_pages(today)]


def _messages() -> Iterator[Task]:
    number = Message.objects.open().count()
    if number:
        text = "1 bericht wacht op antwoord" if number == 1 else f"{number} berichten wachten op antwoord"
        yield Task(text, f"{reverse('admin:clientenraad_message_changelist')}?beantwoord=nee")


def _pages(today: date) -> Iterator[Task]:
    for page in Page.objects.published().filter(check_yearly=True):
        if page.must_be_checked(today):
            address = reverse("admin:clientenraad_page_change", args=[page.pk])
            yield Task(f"Kijk na of dit nog klopt: ‘{page.title}’", address)
