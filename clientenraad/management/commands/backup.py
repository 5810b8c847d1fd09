from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from clientenraad.backups import archive, keeping
from clientenraad.backups.snapshots import SnapshotFailed


class Command(BaseCommand):
    help = "Maakt een back-up van de database en de bestanden, en ruimt oude back-ups op."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="MAP", nargs="?", type=Path, help="waar de back-up komt")

    def handle(self, *, folder: Path | None, **options: object) -> None:
        where, now = folder or keeping.folder(), timezone.localtime()
        try:
            path = archive.write(where, now)
            pruned = keeping.prune(where, now)
        except (OSError, SnapshotFailed) as error:
            raise CommandError(f"De back-up is niet gelukt: {error}") from error
        self.stdout.write(f"Back-up gemaakt: {path} ({path.stat().st_size // 1024} kB).")
        if pruned:
            self.stdout.write(f"Oude back-ups gewist: {pruned}.")
