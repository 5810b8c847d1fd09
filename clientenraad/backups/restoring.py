"""Putting a backup back into an empty site."""

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

from clientenraad import retention, upgrades
from clientenraad.backups import archive, keeping, snapshots
from clientenraad.backups.archive import BackupRefused
from clientenraad.management.commands.demo import refuse_unless_empty
from members import journal
from members.models import Letter
from recruitment import erasing
from recruitment.models import Candidate


def restore(path: Path, now: datetime) -> None:
    """Make this empty site the one in the backup; raises ``BackupRefused``, or ``CommandError`` when it is not empty.

    What was refused has changed nothing. A restore that was broken off can be started again.
    """
    if not upgrades.is_gone() and connection.introspection.table_names():
        refuse_unless_empty()
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.DATA_DIR) as temporary:
        folder = Path(temporary)
        _refuse_unfit(archive.unpack(path, folder), now)
        # The pictures first: a site with rows counts as full, and could not be restored again.
        archive.put_media_back(folder)
        _drop_tables()
        # Read now: the folder is gone afterwards.
        erased = journal.keys_in([folder / journal.NAME, path.parent / journal.NAME, journal.path()])
        snapshots.put_back(folder / archive.SNAPSHOT)
    call_command("migrate", verbosity=0, interactive=False)
    _close_what_was_open()
    _erase_again(erased, now)


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
    for candidate in Candidate.objects.filter(key__in=keys):
        erasing.erase_again(candidate, today=timezone.localdate(now))
    retention.erase_after_yes(now)


@transaction.atomic
def _close_what_was_open() -> None:
    """Nobody is logged in on a restored site, and a letter that may have left already waits for a yes."""
    Session.objects.all().delete()
    waiting = [Letter.Status.WAITING, Letter.Status.SENDING]
    Letter.objects.filter(status__in=waiting).update(status=Letter.Status.DRAFT)
