"""Who was erased, without a person: a file of dates and random numbers beside the backups (docs/rules.md, 16).

A backup still holds who was erased since. After it was put back, the numbers in this file are erased again.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from members.former import BACKUP_WEEKS

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
    with _alone() as file:
        file.write(f"{timezone.localdate()} {key}\n")
        _to_disk(file)


def shorten(today: date) -> int:
    """Let go of the lines that no backup needs any longer; returns how many.

    Who was erased before the oldest backup that may be put back was made is not in it. A line that says no day stays.
    """
    if not path().exists():
        return 0
    with _alone() as file:
        file.seek(0)
        lines = file.readlines()
        kept = [line for line in lines if not _is_over(line, today)]
        if len(kept) < len(lines):
            _replace(kept)
    return len(lines) - len(kept)


@contextmanager
def _alone() -> Iterator[IO[str]]:
    """The journal, open to read and to add to, by nobody else meanwhile."""
    while True:
        with open(os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "a+", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # While we waited another file may have taken its place; a line in the old one would be lost.
            if _is_still_there(file):
                yield file
                return


def _is_still_there(file: IO[str]) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path().stat())
    except FileNotFoundError:
        return False


def _replace(lines: list[str]) -> None:
    """Whole or not at all: who is killed here leaves the old journal."""
    new = path().with_name(f"{NAME}.new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.writelines(lines)
        _to_disk(file)
    new.replace(path())


def _to_disk(file: IO[str]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _is_over(line: str, today: date) -> bool:
    try:
        day = date.fromisoformat(line.split()[0])
    except (IndexError, ValueError):
        return False
    return day < today - timedelta(weeks=BACKUP_WEEKS)


def keys_in(files: Iterable[Path]) -> set[UUID]:
    """The numbers in these journals, as far as they are there; a line that was cut off counts for nothing."""
    lines = [line for file in files if file.is_file() for line in file.read_text(encoding="ascii").splitlines()]
    return {key for line in lines if (key := _key(line))}


def _key(line: str) -> UUID | None:
    try:
        return UUID(line.split()[1])
    except (IndexError, ValueError):
        return None
