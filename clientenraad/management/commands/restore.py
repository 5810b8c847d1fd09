from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from clientenraad.backups import unfinished
from clientenraad.backups.archive import BackupRefused
from clientenraad.backups.restoring import restore
from clientenraad.backups.snapshots import SnapshotFailed


class Command(BaseCommand):
    help = "Zet een reservekopie terug in een lege website. Kijkt daarna of alle regels kloppen."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BESTAND", type=Path, help="de reservekopie")

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            restore(file, timezone.localtime(), self.stdout.write)
        except (BackupRefused, SnapshotFailed, OSError) as error:
            so_far = unfinished.TEXT if unfinished.is_there() else "Er is niets teruggezet."
            raise CommandError(f"{error} {so_far}") from error
        self.stdout.write("Alles staat weer op zijn plaats. Iedereen moet opnieuw inloggen.")
        self.stdout.write("Moesten er nog brieven weg? Die wachten op een ja van de secretaris.")
        call_command("check_rules", stdout=self.stdout)
