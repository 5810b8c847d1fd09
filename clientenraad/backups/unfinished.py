"""A restore that was broken off: until it is done over nobody uses the database, in which the erased may be again."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.db import OperationalError

NAME = "terugzetten-bezig"
TEXT = (
    "Het terugzetten van een reservekopie is niet af. Geef de opdracht opnieuw: ./start restore BESTAND\n"
    "Tot het gelukt is, doet de website niets. Wie is gewist, kan er nog in staan."
)
_by_us = False  # whether it is this process that restores


def path() -> Path:
    return Path(settings.DATA_DIR) / NAME


def is_there() -> bool:
    return path().exists()


def begin() -> None:
    """From now on only this process opens the database, until ``end``."""
    global _by_us
    path().touch(mode=0o600)
    _by_us = True


def end() -> None:
    global _by_us
    path().unlink(missing_ok=True)
    _by_us = False


def is_in_the_way() -> bool:
    return not _by_us and is_there()


class RestoreUnfinished(OperationalError, CommandError):
    """A page answers to it as to any database that does not work, and a command shows its words."""


def refuse(**kwargs: Any) -> None:
    """At each new connection; raises ``RestoreUnfinished``."""
    if is_in_the_way():
        raise RestoreUnfinished(TEXT)
