"""Backups made while people apply: each of them, put back into an empty site, is the site of one moment, and whole."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event

from tests.faults.databases import another, asking, site_on_postgres
from tests.faults.findings import Finding, at_least, left_out, noticed, on, same
from tests.faults.sign_ups import APPLIED, THREADS, crowd, faults, judged, meanwhile
from tests.faults.sites import Ground, Site

TIMES = 8  # backups, one after the other
MANY = 100  # people, fewer would hardly write meanwhile
KEPT = "Alle regels kloppen."


@dataclass(frozen=True)
class Backup:
    """``told`` were thanked before it began, and ``meanwhile`` more until it was there."""

    file: Path
    told: set[int]
    meanwhile: int


def backup_while_writing(ground: Ground) -> Iterator[Finding]:
    with ground.site() as site:
        yield from on("SQLite", _while_writing(ground, site))
    with site_on_postgres(ground) as served:
        if served is None:
            yield left_out("PostgreSQL is not on this machine")
        else:
            yield from on("PostgreSQL", _while_writing(ground, served))


def _while_writing(ground: Ground, site: Site) -> Iterator[Finding]:
    is_file = "DATABASE_URL" not in site.environment
    copies, backups = [], []
    with _busy(site):
        for number in range(TIMES):
            copies += [_copied(site, number)] if is_file else []
            backups.append(_made(site, number))
    told = set(site.thanked)
    yield at_least("thanked in all", MANY, len(told))
    yield same("broken off", 0, site.broken_off)
    yield at_least("backups made", TIMES, len(backups))
    yield at_least("thanked during each of them", 1, min(backup.meanwhile for backup in backups))
    yield from judged(site, told)
    yield from _judged_again(site, backups, told)
    if is_file:
        lacking = sum(_lacks(copy) for copy in copies)
        yield noticed("each copy of the file alone, made while people write", lacking == TIMES)


@contextmanager
def _busy(site: Site) -> Iterator[None]:
    """People apply, and somebody reads all the while: SQLite then keeps what is written beside its own file."""
    with asking(site) as ask:
        ask("BEGIN")
        ask(APPLIED)
        crowd(site, range(THREADS))
        with meanwhile(_people_apply(site)):
            yield


def _people_apply(site: Site) -> Callable[[Event], None]:
    """New people, sixteen at a time, for as long as backups are made."""

    def apply_on(stop: Event) -> None:
        for first in count(THREADS, THREADS):
            if stop.is_set():
                return
            crowd(site, range(first, first + THREADS))

    return apply_on


def _made(site: Site, number: int) -> Backup:
    folder, told = site.folder.parent / f"backup-{number}", set(site.thanked)
    done = site.manage("backup", str(folder))
    if done.returncode:
        raise SystemExit(done.stderr)
    return Backup(next(folder.glob("*.tar.gz")), told, len(site.thanked) - len(told))


def _judged_again(site: Site, backups: list[Backup], told: set[int]) -> Iterator[Finding]:
    """Put each back into an empty site of its own, and judge its rows by who was thanked before it began."""
    restored = [_restored(site, number) for number in range(len(backups))]
    ended = [one.manage("restore", str(backup.file)) for one, backup in zip(restored, backups, strict=True)]
    well = [not done.returncode and KEPT in done.stdout for done in ended]
    yield same("put back, and the rules are kept", len(backups), sum(well))
    found = [_faults(one, backup.told) for one, backup in zip(restored, backups, strict=True)]
    for what in found[0]:
        yield same(f"put back: {what}", 0, sum(one[what] for one in found))
    yield noticed("put back: an older one, without who came later", _faults(restored[0], told)["lost"] > 0)


def _restored(site: Site, number: int) -> Site:
    """An empty site, with a database of the same kind."""
    folder, address = site.folder.parent / f"restored-{number}", site.environment.get("DATABASE_URL")
    folder.mkdir()
    return Site(folder, **({"DATABASE_URL": another(address, folder.name)} if address else {}))


def _faults(site: Site, told: set[int]) -> dict[str, int]:
    with asking(site) as ask:
        return faults(ask, told)


def _copied(site: Site, number: int) -> Backup:
    """What many take for a backup: the file of the database, without the log of what was written last."""
    told, folder = set(site.thanked), site.folder.parent / f"copy-{number}"
    folder.mkdir()
    return Backup(Path(shutil.copy(site.database, folder)), told, 0)


def _lacks(copy: Backup) -> bool:
    """Whether somebody is missing in it, or it cannot even be read."""
    try:
        return any(_faults(Site(copy.file.parent), copy.told).values())
    except sqlite3.DatabaseError:
        return True
