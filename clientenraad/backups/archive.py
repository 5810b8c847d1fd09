"""The file itself: a tar with the snapshot, the media, and last of all a list that shows that it is whole."""

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from clientenraad.backups import snapshots
from members import journal
from members.refusals import Refusal

FORMAT = 1
SNAPSHOT, LIST = "database", "lijst.json"
PREFIX, UNFINISHED = "raad-", ".part"
PIECE = 1024 * 1024  # bytes


class BackupRefused(Refusal):
    """This file is not a backup that can be put back; nothing was changed."""


def write(folder: Path, now: datetime) -> Path:
    """Make a backup in ``folder`` and return its path; a file with that name is there only when it is whole.

    Raises ``SnapshotFailed`` and ``OSError``.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{PREFIX}{now:%Y%m%d-%H%M%S}.tar.gz"
    # A name of its own, which only the owner can read: two that run at once do not write into one file.
    descriptor, part = mkstemp(dir=folder, prefix=PREFIX, suffix=UNFINISHED)
    try:
        with open(descriptor, "wb") as file:
            _fill(file, now)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)
    return path


def _fill(file: Any, now: datetime) -> None:
    with TemporaryDirectory(dir=settings.DATA_DIR) as temporary, tarfile.open(fileobj=file, mode="w:gz") as tar:
        snapshot = Path(temporary) / SNAPSHOT
        snapshots.take(snapshot)
        found = {SNAPSHOT: snapshot, **dict(_media()), **_journal()}
        digests = {name: digest for name, path in found.items() if (digest := _add(tar, name, path))}
        text = json.dumps(_about(now) | {"files": digests}, indent=1).encode()
        entry = tarfile.TarInfo(LIST)
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))


def _media() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield f"media/{path.relative_to(root).as_posix()}", path


def _journal() -> dict[str, Path]:
    return {journal.NAME: journal.path()} if journal.path().exists() else {}


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Put the file in and return its digest; nothing for a picture that was taken away meanwhile."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return ""
    with file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = file.tell(), 0o600
        file.seek(0)
        tar.addfile(entry, file)
    return digest


def _about(now: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "engine": snapshots.engine(),
        "migrations": sorted(f"{app}.{name}" for app, name in applied()),
    }


def applied() -> set[tuple[str, str]]:
    """The migrations that this database has had."""
    return set(MigrationRecorder(connection).applied_migrations())


def unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Unpack into ``folder``, check that all is there as it was written, and return what the list says.

    Raises ``BackupRefused`` for a file that is something else, was cut off or was changed.
    """
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r:") as tar:
            for entry in tar:
                _unpack_entry(tar, entry, folder)
            # A tar ends before the file does; only at the very end it shows that no bit of it was changed.
            while packed.read(PIECE):
                pass
        about: dict[str, Any] = json.loads((folder / LIST).read_text(encoding="utf-8"))
        _refuse_changed(about, folder)
    except FileNotFoundError as error:
        raise BackupRefused("Dit bestand is er niet, of het is geen hele reservekopie van deze software.") from error
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError) as error:
        raise BackupRefused(
            "Dit bestand is geen reservekopie, of het is niet heel. Neem een andere reservekopie."
        ) from error
    return about


def _unpack_entry(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    """Write one file inside ``folder``; raises ``TarError`` for anything that we never put in a backup.

    Not tarfile's own filter: the Python of Debian 12 does not have it.
    """
    path = folder / entry.name
    content = tar.extractfile(entry) if entry.isreg() else None
    if content is None or not path.resolve().is_relative_to(folder.resolve()):
        raise tarfile.TarError(f"not a file of a backup: {entry.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    # For the owner only, whoever gives the command; once, since nothing is twice in a backup.
    path.touch(mode=0o600, exist_ok=False)
    with content, path.open("wb") as file:
        shutil.copyfileobj(content, file)


def _refuse_changed(about: dict[str, Any], folder: Path) -> None:
    files = about.get("files") if isinstance(about, dict) else None
    if not isinstance(files, dict) or about.get("format") != FORMAT or SNAPSHOT not in files:
        raise BackupRefused("Deze reservekopie is van een andere versie van de software. Die kan hier niet terug.")
    for name, digest in files.items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise BackupRefused(
                "Er ontbreekt iets in deze reservekopie, of er is iets veranderd. Neem een andere reservekopie."
            )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_media_back(folder: Path) -> None:
    """Copy the unpacked media to where the site looks for them."""
    if (folder / "media").is_dir():
        shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
