from django.core.management import BaseCommand, call_command
from django.utils import timezone

from members import notices


class Command(BaseCommand):
    help = "Het werk van elke dag. Twee keer op een dag doet niets dubbel."

    def handle(self, **options: object) -> None:
        today = timezone.localdate()
        endings = notices.write_due(today)
        self.stdout.write(f"Termijnen die bijna eindigen: {endings} nieuw gemeld.")
        call_command("send_letters", stdout=self.stdout)
