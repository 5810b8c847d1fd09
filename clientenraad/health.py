"""What is unwell with the site: one definition, for ``/gezondheid/``, the worklist and the page about the night."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Exists, Subquery
from django.db.models.functions import Coalesce

from clientenraad import mark, upgrades
from clientenraad.models import GoodRun
from clientenraad.retention import TOLERANCE
from members.models import Council, Letter

LATE = timedelta(hours=36)  # a night was missed, with room for one that ran later than usual
POST_LATE = timedelta(hours=6)
LEAST_FREE_SHARE = 0.05  # of the disk
LEAST_FREE = 200_000_000  # bytes


@dataclass(frozen=True)
class Complaint:
    """Something that is unwell, as a line of the worklist; ``cause`` is what to tell who keeps the server."""

    text: str
    cause: str


NIGHT = Complaint(
    "Het werk van de nacht is niet gedaan",
    "De opdracht ‘./start daily’ loopt niet elke nacht, of ging mis. Die opdracht mag ook meteen.",
)
COPY = Complaint(
    "Er is geen nieuwe reservekopie",
    "De opdracht ‘./start daily’ loopt niet elke nacht, of ging mis. Die opdracht mag ook meteen.",
)
POST = Complaint(
    "Er gaan al uren brieven niet weg",
    "De mailserver werkt niet, of de opdracht ‘./start send_letters’ loopt niet elke minuut.",
)
DISK = Complaint(
    "De schijf van de server is bijna vol", "Er moet ruimte bij. Anders kan straks niemand zich aanmelden."
)
UPLOADS = Complaint(
    "Foto's en documenten bewaren lukt niet", "De website mag niet schrijven in de map ‘media’ van DATA_DIR."
)
TABLES = Complaint("De database is nog niet bijgewerkt", "Stop de website en start haar opnieuw met ‘./start’.")


def with_signs(now: datetime) -> Any:
    """The council, and beside it in the same question what its health is judged by.

    ``night_at`` and ``copied_at`` are the last good runs, and ``clock_at`` is when the clock was last trusted
    (``retention.letters_held``); None before the first. ``begun_at`` is when this site got its database: from then
    on nights count. ``post_is_stuck``: a letter should have left hours ago.
    """
    runs, begun = GoodRun.objects.values("at"), MigrationRecorder.Migration.objects.order_by("applied")
    return Council.objects.annotate(
        night_at=Subquery(runs.filter(job=GoodRun.NIGHT)),
        clock_at=Coalesce(Subquery(runs.filter(job=GoodRun.CLOCK)), Subquery(runs.filter(job=GoodRun.NIGHT))),
        copied_at=Subquery(runs.filter(job=GoodRun.BACKUP)),
        begun_at=Subquery(begun.values("applied")[:1]),
        post_is_stuck=Exists(Letter.objects.stuck_since(now - POST_LATE)),
    )


def complaints(council: Any, now: datetime) -> list[Complaint]:
    """What is unwell now, the worst first; ``council`` is from ``with_signs``."""
    found = {
        TABLES: mark.state() != upgrades.finished(),
        DISK: is_nearly_full(Path(settings.DATA_DIR)),
        UPLOADS: not can_be_written_to(Path(settings.MEDIA_ROOT)),
        NIGHT: is_late(council.night_at, council.begun_at, now),
        COPY: is_late(council.copied_at, council.begun_at, now),
        POST: settings.MAIL_LEAVES and council.post_is_stuck,
    }
    return [complaint for complaint, is_so in found.items() if is_so]


def is_late(last: datetime | None, begun: datetime | None, now: datetime) -> bool:
    """Whether the last time, or before the first one the beginning, lies more than 36 hours back.

    A last time that is still to come says nothing: the clock was wrong then, or is wrong now.
    """
    if last is not None and last - now > TOLERANCE:
        return True
    since = last or begun
    return since is not None and now - since > LATE


def is_nearly_full(folder: Path) -> bool:
    """Whether the disk of this folder has under 5 % or under 200 MB left; so has one that does not answer."""
    try:
        disk = shutil.disk_usage(folder)
    except OSError:
        return True
    return disk.free < max(LEAST_FREE, disk.total * LEAST_FREE_SHARE)


def can_be_written_to(folder: Path) -> bool:
    """Whether a file could be put in the folder; before the first upload it is not there, and must be made."""
    return os.access(folder if folder.exists() else folder.parent, os.W_OK | os.X_OK)
