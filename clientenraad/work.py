"""What the site itself asks of the secretary on a day."""

from datetime import date

from django.urls import reverse

from clientenraad.models import Message
from members.work import Task


def tasks(today: date) -> list[Task]:
    """The messages that wait for an answer, as one line."""
    number = Message.objects.open().count()
    if not number:
        return []
    text = "1 bericht wacht op antwoord" if number == 1 else f"{number} berichten wachten op antwoord"
    return [Task(text, f"{reverse('admin:clientenraad_message_changelist')}?beantwoord=nee")]
