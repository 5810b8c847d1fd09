from django.core.management import BaseCommand, call_command
from django.utils import timezone

from members import about_you, notices, portraits
from recruitment import reminders


class Command(BaseCommand):
    help = "Het werk van elke dag. Twee keer op een dag doet niets dubbel."

    def handle(self, **options: object) -> None:
        today = timezone.localdate()
        self.stdout.write(f"Termijnen die bijna eindigen: {notices.write_due(today)} nieuw gemeld.")
        self.stdout.write(f"Brieven met ‘dit staat er over u’: {about_you.write_due(today)} geschreven.")
        self.stdout.write(f"Herinneringen aan kandidaten: {reminders.write_due(today)} geschreven.")
        portraits.clear_strays(timezone.now())
        call_command("send_letters", stdout=self.stdout)
