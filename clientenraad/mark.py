"""The mark in the data folder: this site has a database, and ``migrate`` has finished there as far as this.

Without it a database that got lost would be taken for one that was never made, and an empty one put in its place.
"""

from pathlib import Path

from django.conf import settings

NAME = "database-klaar"


def path() -> Path:
    return Path(settings.DATA_DIR) / NAME


def is_there() -> bool:
    """Whether a database was ever made ready here."""
    return path().exists()


def state() -> str:
    """What the last ``migrate`` that finished left here; "" when none did."""
    return path().read_text(encoding="ascii") if is_there() else ""


def leave(state: str) -> None:
    """Remember that ``migrate`` has finished; a mark that is half-written is never seen."""
    new = path().with_name(f"{NAME}.new")
    new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new.write_text(state, encoding="ascii")
    new.replace(path())
