from datetime import date

from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from clientenraad import documents, messages, retention
from clientenraad.accounts import sealing
from clientenraad.models import GoodRun
from events import photos
from members import about_you, journal, notices, portraits, trail
from recruitment import reminders, waiting


class Command(BaseCommand):
    help = "Het werk van elke dag. Twee keer op een dag doet niets dubbel."

    def handle(self, **options: object) -> None:
        today = timezone.localdate()
        self._write_letters(today)
        outcome = retention.erase_due(timezone.now())
        self.stdout.write(in_words(outcome))
        # A session holds what somebody looked for, and Django itself leaves it where it is.
        call_command("clearsessions")
        if again := sealing.seal_anew():
            self.stdout.write(f"Codes van de tweede stap verzegeld met de nieuwe sleutel: {again}.")
        if not outcome.held:
            self.stdout.write(f"Beantwoorde berichten: {messages.erase_due(today)} gewist.")
            journal.shorten(today)
            self.stdout.write(f"Oude regels van ‘Wie deed wat’: {trail.erase_old(today)} gewist.")
        portraits.clear_strays(timezone.now())
        photos.clear_strays(timezone.now())
        documents.clear_strays(timezone.now())
        call_command("send_letters", stdout=self.stdout)
        if outcome.went_well:
            GoodRun.note(GoodRun.NIGHT, timezone.now())
        # After the erasing, so that who is gone is not in it.
        call_command("backup", stdout=self.stdout)
        if outcome.failed:
            raise CommandError(f"Het wissen ging {outcome.failed} keer mis.")

    def _write_letters(self, today: date) -> None:
        """Write what is due by the date, when the clock can be trusted."""
        if why_not := retention.letters_held(timezone.now()):
            self.stdout.write(f"Niemand herinnerd. {why_not}")
            return
        self.stdout.write(f"Termijnen die bijna eindigen: {notices.write_due(today)} nieuw gemeld.")
        self.stdout.write(f"Brieven met ‘dit staat er over u’: {about_you.write_due(today)} geschreven.")
        self.stdout.write(f"Herinneringen aan kandidaten: {reminders.write_due(today)} geschreven.")
        self.stdout.write(f"Gevraagd of wachten nog mag: {waiting.ask_due(today)} keer.")


def in_words(outcome: retention.Outcome) -> str:
    """What was erased, counted and without a name, or why nothing was."""
    if outcome.held:
        return f"Niets gewist. {outcome.held} De secretaris kan dat in het beheer bevestigen, bij ‘Wissen’."
    return f"Gewist: {outcome.erased}."
