"""Fills an empty site with very many invented rows, to measure how fast it is then (docs/performance.md)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from clientenraad.demo.build import build
from clientenraad.demo.groningen import GRONINGEN
from clientenraad.demo.many import add_many
from clientenraad.management.commands.demo import password_of_accounts, refuse_unless_empty


class Command(BaseCommand):
    help = "Vult een lege website met heel veel verzonnen mensen en berichten, om te meten hoe snel zij dan is."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_empty()
        password, told = password_of_accounts()
        now = timezone.now()
        with transaction.atomic():
            build(GRONINGEN, now=now, password=password)
            self.say("de voorbeeldraad van Groningen")
            add_many(now, self.say)
        self.stdout.write(f"Klaar. Alles is verzonnen. {told}")

    def say(self, what: str) -> None:
        """One line as soon as it is there: the whole takes up to a minute."""
        self.stdout.write(f"  {what}")
        self.stdout.flush()
