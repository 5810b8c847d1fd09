"""The first thing on a real server: the council's name, its permanent vacancy, and a link for the administrator."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from clientenraad.accounts import actions
from clientenraad.accounts.links import address_for
from clientenraad.management.commands.demo import refuse_unless_empty
from clientenraad.models import Colleague
from members.models import Council
from recruitment.models import Vacancy

ACCOUNT = "beheer"
SUMMARY = "Denk mee en praat mee over Werk & Inkomen in {municipality}. U weet zelf wat beter kan."
TEXT = """<p>Wat doet de gemeente voor mensen met een uitkering of met schulden? Wat gaat goed en wat kan beter?
Daarover denken en praten onze leden mee.</p>"""


class Command(BaseCommand):
    help = "Maakt een lege website klaar voor een echte raad, en drukt een link af voor de beheerder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAAM", help="de naam van de raad")
        parser.add_argument("municipality", metavar="GEMEENTE", help="de naam van de gemeente")
        parser.add_argument("email", metavar="E-MAILADRES", help="het e-mailadres van de beheerder")

    def handle(self, *args: Any, **options: Any) -> None:
        # On a new server nothing was started yet.
        call_command("migrate", verbosity=0, interactive=False)
        self._begin(**{key: options[key] for key in ("name", "municipality", "email")})

    @transaction.atomic
    def _begin(self, *, name: str, municipality: str, email: str) -> None:
        refuse_unless_empty()
        _set_up(name, municipality)
        keeper = Colleague(username=ACCOUNT, email=_sound(email))
        actions.invite(keeper, roles=[Group.objects.get(name=actions.KEEPER)], by=None)
        self.stdout.write(f"{name} staat klaar. Met deze link kiest de beheerder een wachtwoord, binnen zeven dagen:")
        self.stdout.write(address_for(keeper))


def _set_up(name: str, municipality: str) -> None:
    council = Council.objects.locked()
    council.name, council.municipality = name, municipality
    try:
        council.full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    council.save()
    today = timezone.localdate()
    summary = SUMMARY.format(municipality=municipality)
    Vacancy.objects.create(
        title="Lid van de raad", slug="lid", summary=summary, text=TEXT, posted_on=today, changed_on=today
    )


def _sound(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"Dit e-mailadres klopt niet: {email}") from error
    return email
