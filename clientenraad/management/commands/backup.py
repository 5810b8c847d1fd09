from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from clientenraad import retention
from clientenraad.backups import archive, keeping
from clientenraad.backups.snapshots import SnapshotFailed
from clientenraad.models import GoodRun
from members import trail
from members.models import Council


class Command(BaseCommand):
    help = "Maakt een reservekopie van de database en de bestanden, en ruimt oude reservekopieën op."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="MAP", nargs="?", type=Path, help="waar de reservekopie komt")

    def handle(self, *, folder: Path | None, **options: object) -> None:
        where, now = folder or keeping.folder(), timezone.localtime()
        try:
            path = archive.write(where, now)
            # By a clock that runs ahead every backup is too old: then the old ones stay as well.
            pruned = 0 if retention.held(now) else keeping.prune(where, now)
            trail.note(trail.Kind.BACKED_UP, Council)
            GoodRun.note(GoodRun.BACKUP, now)
        except (OSError, SnapshotFailed) as error:
            raise CommandError(f"De reservekopie is niet gelukt: {error}") from error
        self.stdout.write(f"Reservekopie gemaakt: {path} ({path.stat().st_size // 1024} kB).")
        if pruned:
            self.stdout.write(f"Oude reservekopieën gewist: {pruned}.")
