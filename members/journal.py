"""Who was erased, without a person: a file of dates and random numbers beside the backups (docs/rules.md, 16).

A backup still holds who was erased since. After it was put back, the numbers in this file are erased again.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

NAME = "gewist.txt"


def path() -> Path:
    """Where the journal lies: with the backups of this site."""
    return Path(settings.DATA_DIR) / "backups" / NAME


def remember(key: UUID) -> None:
    """Write down that the person with this number is being erased; raises ``OSError`` when that cannot be kept.

    Called inside the transaction, so that nobody is erased without a line. Should the transaction fail after it,
    the line stays: that person was to be erased all the same.
    """
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="ascii") as file:
        file.write(f"{timezone.localdate()} {key}\n")
        file.flush()
        os.fsync(file.fileno())


def keys_in(files: Iterable[Path]) -> set[UUID]:
    """The numbers in these journals, as far as they are there; a line that was cut off counts for nothing."""
    lines = [line for file in files if file.is_file() for line in file.read_text(encoding="ascii").splitlines()]
    return {key for line in lines if (key := _key(line))}


def _key(line: str) -> UUID | None:
    try:
        return UUID(line.split()[1])
    except (IndexError, ValueError):
        return None
