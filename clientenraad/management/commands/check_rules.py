import sys

from django.core.management import BaseCommand
from django.utils import timezone

from members.rules import broken_rules


class Command(BaseCommand):
    help = "Laat elke regel zien die niet klopt, bijvoorbeeld na het terugzetten van een back-up."

    def handle(self, **options: object) -> None:
        broken = broken_rules(timezone.localdate())
        for text in broken:
            self.stdout.write(text)
        if broken:
            sys.exit(1)
        self.stdout.write("Alle regels kloppen.")
