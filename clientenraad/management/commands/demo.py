"""Fills an empty site with an invented council, so that somebody can look around."""

from typing import Any

import environ
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clientenraad.demo.accounts import GROUPS, readable_password
from clientenraad.demo.amersfoort import AMERSFOORT
from clientenraad.demo.build import build
from clientenraad.demo.groningen import GRONINGEN
from members.models import Member
from recruitment.models import Candidate

COUNCILS = {"groningen": GRONINGEN, "amersfoort": AMERSFOORT}


class Command(BaseCommand):
    help = "Vult een lege website met een verzonnen raad."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("council", metavar="groningen|amersfoort", help="welke raad")

    def handle(self, *args: Any, council: str, **options: Any) -> None:
        if council not in COUNCILS:
            raise CommandError(f"Deze raad is er niet. Kies {' of '.join(COUNCILS)}.")
        refuse_unless_empty()
        password, told = password_of_accounts()
        demo = COUNCILS[council]
        build(demo, now=timezone.now(), password=password)
        self.stdout.write(f"De demonstratie van {demo.settings['name']} staat klaar. Alle mensen zijn verzonnen.")
        self.stdout.write(f"Accounts: {', '.join(GROUPS)}.")
        self.stdout.write(told)


def password_of_accounts() -> tuple[str, str]:
    """The password for the demo accounts, and what to say of it: only one that was made here is printed."""
    given = environ.FileAwareEnv()("DEMO_PASSWORD", default="").strip()
    if given:
        return given, "Het wachtwoord is dat uit DEMO_PASSWORD."
    password = readable_password()
    return password, f"Het wachtwoord is: {password}\nSchrijf het op. U ziet het maar één keer."


def refuse_unless_empty() -> None:
    """Invented people never mix with real ones; raises ``CommandError``."""
    if any(model.objects.exists() for model in (User, Member, Candidate)):
        raise CommandError("De database is niet leeg. Dit kan alleen in een lege database. Er is niets veranderd.")
