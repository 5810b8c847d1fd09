"""Where backups lie, and for how long: erased people must be gone from them too (docs/rules.md, 16)."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from clientenraad.backups.archive import PREFIX, UNFINISHED
from members.former import BACKUP_WEEKS

NAME = re.compile(rf"{PREFIX}(\d{{8}}-\d{{6}})\.tar\.gz")


def folder() -> Path:
    """The folder of the backups, unless the command is given another."""
    return Path(settings.DATA_DIR) / "backups"


def is_too_old(made_at: datetime, now: datetime) -> bool:
    """Whether a backup of ``made_at`` may no longer be kept, or be put back, at ``now``."""
    return now - made_at > timedelta(weeks=BACKUP_WEEKS)


def prune(where: Path, now: datetime) -> int:
    """Delete the backups in this folder that are too old; returns how many. Other files stay.

    One of a day to come stays as well: perhaps not the clock that made it was wrong, but the one of now. Of one that
    was killed half-way the remains go after a day: the next one may still be writing its own.
    """
    old = [path for path in where.iterdir() if (made := _made_at(path)) and is_too_old(made, now)]
    remains = [path for path in where.glob(f"{PREFIX}*{UNFINISHED}") if _is_left(path, now)]
    for path in [*old, *remains]:
        path.unlink(missing_ok=True)
    return len(old)


def _is_left(path: Path, now: datetime) -> bool:
    try:
        return now.timestamp() - path.stat().st_mtime > timedelta(days=1).total_seconds()
    except FileNotFoundError:
        return False


def _made_at(path: Path) -> datetime | None:
    """When our own file was made, by its name: a copy has another time of its own."""
    match = NAME.fullmatch(path.name)
    return timezone.make_aware(datetime.strptime(match[1], "%Y%m%d-%H%M%S")) if match else None  # noqa: DTZ007
