from django.conf import settings
from django.core.management import BaseCommand
from django.utils import timezone

from members.models import FormCount, Letter
from members.post import deliver_due
from recruitment.applying import answer_link_requests


class Command(BaseCommand):
    help = "Verstuurt de brieven die aan de beurt zijn. Mag zo vaak als u wilt."

    def handle(self, **options: object) -> None:
        FormCount.objects.forget_before(timezone.now())
        answer_link_requests(timezone.now())
        sent = deliver_due(timezone.now())
        waiting = Letter.objects.filter(status__in=[Letter.Status.WAITING, Letter.Status.SENDING]).count()
        waits = "wacht" if waiting == 1 else "wachten"
        if settings.MAIL_LEAVES:
            self.stdout.write(f"{letters(sent)} verstuurd, {waiting} {waits}.")
        else:
            self.stdout.write(f"Er is geen mailserver ingesteld. {letters(waiting)} {waits}.")


def letters(number: int) -> str:
    return f"{number} {'brief' if number == 1 else 'brieven'}"
