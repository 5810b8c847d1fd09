import sys

from django.core.management import BaseCommand
from django.utils import timezone

from members import rules as council_rules
from recruitment import rules as road_rules


class Command(BaseCommand):
    help = "Laat elke regel zien die niet klopt, bijvoorbeeld na het terugzetten van een reservekopie."

    def handle(self, **options: object) -> None:
        broken = council_rules.broken_rules(timezone.localdate()) + road_rules.broken_rules()
        for text in broken:
            self.stdout.write(text)
        if broken:
            sys.exit(1)
        self.stdout.write("Alle regels kloppen.")
