"""Putting a backup back into an empty site."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from clientenraad import messages, retention, upgrades
from clientenraad.backups import archive, keeping, snapshots, unfinished
from clientenraad.backups.archive import BackupRefused
from clientenraad.backups.snapshots import SnapshotFailed
from clientenraad.management.commands.demo import refuse_unless_empty
from members import erasing as council_erasing
from members import journal
from members.former import NAMELESS
from members.models import Letter, Member
from recruitment import erasing
from recruitment.models import Candidate

NO_JOURNAL = (
    "Let op. Naast de reservekopie ligt geen gewist.txt. Is er daarna nog iemand gewist? Die staat er dan weer in.\n"
    "Hebt u dat bestand nog? Zet het er dan naast, en begin opnieuw in een lege website."
)


def restore(path: Path, now: datetime, say: Callable[[str], object]) -> None:
    """Make this empty site the one in the backup; raises ``BackupRefused``, or ``CommandError`` when it is not empty.

    What was refused has changed nothing. A restore that was broken off can be started again, and until then nobody
    else uses what it left (``unfinished``). ``say`` is told how far it is.
    """
    was_broken_off = unfinished.is_there()
    if not was_broken_off and not upgrades.is_gone() and connection.introspection.table_names():
        refuse_unless_empty()
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.DATA_DIR) as temporary:
        folder = Path(temporary)
        _refuse_unfit(archive.unpack(path, folder), now)
        say("De reservekopie is heel. Nu zetten wij alles terug.")
        if not any((place / journal.NAME).exists() for place in (path.parent, journal.path().parent)):
            say(NO_JOURNAL)
        # Read now: the folder is gone afterwards.
        erased = journal.keys_in([folder / journal.NAME, path.parent / journal.NAME, journal.path()])
        unfinished.begin()
        try:
            _put_back(folder)
        except (SnapshotFailed, OSError):
            # The database comes back whole or not at all; only what an earlier try left may be in it.
            if not was_broken_off:
                unfinished.end()
            raise
    say("De gegevens staan er. Nu werken wij de database bij, en wissen wij wie intussen is gewist.")
    call_command("migrate", verbosity=0, interactive=False)
    _close_what_was_open()
    _erase_again(erased, now)
    unfinished.end()


def _put_back(folder: Path) -> None:
    archive.put_media_back(folder)
    _drop_tables()
    snapshots.put_back(folder / archive.SNAPSHOT)


def _refuse_unfit(about: dict[str, Any], now: datetime) -> None:
    if about["engine"] != snapshots.engine():
        raise BackupRefused(f"Deze reservekopie is van {about['engine']}. Deze website gebruikt {snapshots.engine()}.")
    if newer := upgrades.unknown(about["migrations"]):
        raise BackupRefused(
            f"Deze reservekopie is van een nieuwere versie ({min(newer)}). Zet eerst de nieuwere software neer."
        )
    made_at = datetime.fromisoformat(about["made_at"])
    if made_at > now:
        raise BackupRefused("Deze reservekopie is van later dan nu. Staat de klok van deze computer goed?")
    if keeping.is_too_old(made_at, now):
        raise BackupRefused("Deze reservekopie is te oud. Er staan mensen in die al zijn gewist.")


def _drop_tables() -> None:
    """Tables that are newer than the backup would stand in the way of bringing it up to date."""
    if snapshots.engine() != "postgresql":
        return  # a snapshot of SQLite takes the place of the whole file
    names = [connection.ops.quote_name(name) for name in connection.introspection.table_names()]
    if names:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {', '.join(names)} CASCADE")


def _erase_again(keys: set[UUID], now: datetime) -> None:
    """Whoever was erased since the backup, by asking or by the calendar, is erased before anybody can look."""
    today = timezone.localdate(now)
    for candidate in Candidate.objects.filter(key__in=keys):
        erasing.erase_again(candidate, today=today)
    for member in Member.objects.filter(key__in=keys).exclude(name=NAMELESS):
        council_erasing.erase_again(member, today=today)
    messages.erase_again(keys, today)
    retention.erase_after_yes(now)


@transaction.atomic
def _close_what_was_open() -> None:
    """Nobody is logged in on a restored site, and a letter that may have left already waits for a yes."""
    Session.objects.all().delete()
    waiting = [Letter.Status.WAITING, Letter.Status.SENDING]
    Letter.objects.filter(status__in=waiting).update(status=Letter.Status.DRAFT)
