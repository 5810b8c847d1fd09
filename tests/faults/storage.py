"""A disk that is full, a database that is locked, gone or damaged, and a folder that cannot be written to."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from clientenraad import mark
from clientenraad.documents import NOT_KEPT
from tests.faults.colleagues import Colleague, make_account
from tests.faults.databases import answer
from tests.faults.findings import Finding, at_least, at_most, left_out, noticed, same
from tests.faults.sign_ups import (
    APPLIED,
    CLOSED,
    THREADS,
    apply,
    crowd,
    email,
    form,
    is_acknowledged,
    is_friendly,
    judged,
    send,
)
from tests.faults.sites import Answer, Ground, Site

DESK = "/beheer/"
LOCKED = 15  # seconds


def _only_these(site: Site, told: set[int]) -> Iterator[Finding]:
    """What is always judged, and that nobody was refused and stored all the same: the page 503 says so."""
    applied = {row[0] for row in answer(site, APPLIED)}
    yield same("refused, and stored all the same", 0, len(applied - {email(number) for number in told}))
    yield noticed("somebody stored who was not told so", bool(applied - {email(number) for number in list(told)[1:]}))
    yield from judged(site, told)


# Disk full -------------------------------------------------------------------------------------------


def disk_full(ground: Ground) -> Iterator[Finding]:
    """The data folder is a disk of 24 MB, which fills up; needs the right to mount one."""
    with ground.folder_for_one() as folder, _disk(folder / "data", "size=24m") as disk:
        if disk is None:
            yield left_out("only root may mount a small disk")
            return
        site = Site(ground.fill(disk))
        try:
            site.start()
            yield from _filled_up(site)
        finally:
            site.kill()


@contextmanager
def _disk(folder: Path, options: str) -> Iterator[Path | None]:
    """A disk in memory on this folder; None for who may not mount one."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
    try:
        yield None if done.returncode else folder
    finally:
        if not done.returncode:
            subprocess.run(["umount", "--lazy", folder], check=False)


def _filled_up(site: Site) -> Iterator[Finding]:
    told = {number for number in range(5) if apply(site, number)}
    ballast = site.folder / "ballast"
    _fill_up(ballast)
    refused: list[Answer] = []
    for number in range(5, 400):  # the log of the database had room left for some
        heard = send(site, number, form(number))
        if is_acknowledged(heard):
            told.add(number)
        else:
            refused.append(heard)
        if len(refused) == 10:
            break
    yield same("forms refused with a friendly 503", (10, True), (len(refused), all(map(is_friendly, refused))))
    yield same("a page that asks the database", 200, site.ask("/zoeken/?q=raad").status)
    ballast.unlink()
    yield same("with room again, without a restart", True, apply(site, 1000))
    yield from _only_these(site, told | {1000})


def _fill_up(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"0" * 4096)
        except OSError:
            pass


# Locked ----------------------------------------------------------------------------------------------


def database_locked(ground: Ground) -> Iterator[Finding]:
    """Another program holds the lock for fifteen seconds: who reads notices nothing, who sends waits or is told."""
    with ground.site() as site, ThreadPoolExecutor(THREADS + 1) as pool:
        numbers = range(THREADS)
        with closing(sqlite3.connect(site.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            sent = [pool.submit(send, site, number, form(number)) for number in numbers]
            waits = [site.ask("/zoeken/?q=raad") for _ in _every(0.5, LOCKED)]
            other.execute("ROLLBACK")
        answers = [one.result() for one in sent]
        told = {number for number, heard in zip(numbers, answers, strict=True) if is_acknowledged(heard)}
        others = [heard for heard in answers if not is_acknowledged(heard)]
        yield same("pages meanwhile", {200}, {page.status for page in waits})
        yield at_most("longest wait for a page", 3, max(page.seconds for page in waits))
        yield same("forms: all acknowledged, or a friendly 503", True, all(map(is_friendly, others)))
        yield at_most("longest wait for a form", 2 * LOCKED, max(heard.seconds for heard in answers))
        yield noticed("the lock held somebody up", bool(others) or min(heard.seconds for heard in answers) > 5)
        told |= crowd(site, range(100, 110))
        yield at_least("acknowledged afterwards, of 10", 10, len(told & set(range(100, 110))))
        yield from _only_these(site, told)


def _every(pause: float, seconds: float) -> Iterator[None]:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        yield
        time.sleep(pause)


# Gone or damaged -------------------------------------------------------------------------------------


def database_gone(ground: Ground) -> Iterator[Finding]:
    """The file is taken away while the site is served, and at a start; an empty one never takes its place."""
    with ground.site() as site:
        make_account(site)
        colleague = Colleague(site)
        yield same("before: a form, and the desk", (True, 200), (apply(site, 1), colleague.read(DESK)[0]))
        yield same("before: /gezondheid/", 200, site.ask("/gezondheid/").status)
        _take_away(site)
        yield same("a form", True, is_friendly(send(site, 2, form(2))))
        yield same("a page", True, is_friendly(site.ask("/")))
        # Of somebody who is logged in: who is not gets the empty form, for which nothing is looked up.
        status, page = colleague.read(DESK)
        yield same("a page of the desk", (503, True), (status, CLOSED in page))
        yield same("logging in", (503, True), _logging_in(site))
        yield same("/gezondheid/", 503, site.ask("/gezondheid/").status)
        yield same("a new file", False, site.database.exists())
        yield from _refused_at_start(ground, site, "De database is weg of leeg")
        yield same("a new file after a start", False, site.database.exists())
        _put_back(site)
        yield same("put back, without a restart", True, apply(site, 3))
        yield same("who is there", {email(1), email(3)}, {row[0] for row in answer(site, APPLIED)})
    yield from _without_the_mark(ground)


def _logging_in(site: Site) -> tuple[int, bool]:
    """What somebody sees who logs in, with the right words: the status, and whether it is the friendly page."""
    status, page = Colleague(site).last
    return status, CLOSED in page


def _take_away(site: Site) -> None:
    (site.folder / "away").mkdir()
    for file in site.folder.glob("raad.sqlite3*"):
        file.rename(site.folder / "away" / file.name)


def _put_back(site: Site) -> None:
    for file in (site.folder / "away").iterdir():
        file.rename(site.folder / file.name)


def _refused_at_start(ground: Ground, site: Site, words: str) -> Iterator[Finding]:
    other = Site(site.folder)
    done = other.manage("serve")
    yield same("a start is refused in words", (1, True), (done.returncode, words in done.stderr))
    yield same("which name the manual", True, "docs/backups.md" in done.stderr)


def _without_the_mark(ground: Ground) -> Iterator[Finding]:
    with ground.site(served=False) as site:
        _take_away(site)
        (site.folder / mark.NAME).unlink()
        site.start()
        yield noticed("without the mark an empty one is made", site.database.exists())


def database_damaged(ground: Ground) -> Iterator[Finding]:
    """Nonsense is written through the file while the site is served."""
    with ground.site() as site:
        told = {number for number in range(20) if apply(site, number)}
        yield same("before: /gezondheid/", 200, site.ask("/gezondheid/").status)
        site.manage("shell", "-c", "from members.erasing import _empty_log; _empty_log()")
        whole = site.database.read_bytes()
        with site.database.open("r+b") as file:
            file.seek(4096)
            file.write(os.urandom(len(whole) - 4096))
        answers = [send(site, number, form(number)) for number in range(100, 110)] + [site.ask("/zoeken/?q=raad")]
        yield same("a form or a page", True, all(map(is_friendly, answers)))
        yield same("/gezondheid/", 503, site.ask("/gezondheid/").status)
        site.kill()
        yield from _refused_at_start(ground, site, "De database is beschadigd")
        for file in site.folder.glob("raad.sqlite3*"):
            file.unlink()
        site.database.write_bytes(whole)
        site.start()
        yield from judged(site, told)


# Uploads ---------------------------------------------------------------------------------------------


def media_read_only(ground: Ground) -> Iterator[Finding]:
    """The folder for uploads is a disk that can only be read; needs the right to mount one."""
    with ground.site() as site:
        make_account(site)
        editor = Colleague(site)
        with _disk(site.folder / "media", "ro") as disk:
            if disk is None:
                yield left_out("only root may mount a disk to read only")
                return
            yield same("a page", 200, site.ask("/documenten/").status)
            status, page = editor.upload()
            yield same("an upload is refused in words", (200, True), (status, NOT_KEPT in page))
            yield same("documents", 0, _documents(site))
            yield same("/gezondheid/", 503, site.ask("/gezondheid/").status)
        status, page = editor.upload()
        yield noticed("an upload that is kept", (status, NOT_KEPT in page, _documents(site)) == (200, False, 1))
        yield same("/gezondheid/ afterwards", 200, site.ask("/gezondheid/").status)


def _documents(site: Site) -> int:
    return len(answer(site, "SELECT id FROM clientenraad_document"))
