from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = "Het werk van elke dag. Twee keer op een dag doet niets dubbel."

    def handle(self, **options: object) -> None:
        call_command("send_letters", stdout=self.stdout)
