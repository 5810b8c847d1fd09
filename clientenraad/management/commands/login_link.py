"""For who installs the site: lets somebody in when no administrator can."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction

from clientenraad.accounts import actions
from clientenraad.models import Colleague
from members.refusals import Refusal


class Command(BaseCommand):
    help = "Drukt een link af waarmee iemand een nieuw wachtwoord kiest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="GEBRUIKERSNAAM")
        parser.add_argument("--second-step", action="store_true", help="haal ook de tweede stap weg (telefoon kwijt)")

    @transaction.atomic
    def handle(self, *args: Any, username: str, second_step: bool, **options: Any) -> None:
        colleague = Colleague.objects.filter(username=username, is_active=True).first()
        if colleague is None:
            raise CommandError(f"Er is geen open account met de naam {username}.")
        try:
            if second_step:
                actions.reset_second_step(colleague, by=None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(actions.make_link(colleague, by=None))
