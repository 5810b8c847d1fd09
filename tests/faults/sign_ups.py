"""People who apply, and what must be true of all that was acknowledged to them."""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

from tests.faults.findings import Finding, noticed, same
from tests.faults.sites import LOST, Answer, Site

PATH = "/vacatures/lid/aanmelden/"
THANKS = "/vacatures/lid/aanmelden/verstuurd/"
THREADS = 16
TRIES = 120  # of somebody who tries again, every quarter of a second
Rows = list[tuple[object, ...]]
Read = Callable[[str], Rows]


def form(number: int) -> str:
    """What this person sends; the stamp is the form's own number, and stays the same when it is sent again."""
    from members import safety

    known = {"name": f"Nieuw Voorbeeld {number}", "email": email(number), "contact_by": "email"}
    return urlencode({**known, "motivation": "Ik wil meedenken.", "stamp": safety.new_stamp(), "step": "send"})


def email(number: int) -> str:
    return f"nieuw{number}@raad.example"


def send(site: Site, number: int, text: str, port: int = 0) -> Answer:
    # Everybody comes from another address: one address may send only so many.
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return site.ask(PATH, text, headers={"X-Forwarded-For": address}, port=port)


def is_acknowledged(answer: Answer) -> bool:
    return answer.status == 302


def apply(site: Site, number: int, *, tries: int = 1) -> bool:
    """Whether this person was told that the form has come; who may try again sends the same form."""
    text = form(number)
    for _ in range(tries):
        try:
            if is_acknowledged(send(site, number, text)):
                return True
        except LOST:
            pass
        if tries > 1:
            time.sleep(0.25)
    return False


def crowd(site: Site, numbers: Iterable[int], *, tries: int = 1) -> set[int]:
    """Let all these people apply, sixteen at a time; who of them was told that the form has come."""
    wanted = list(numbers)
    with ThreadPoolExecutor(THREADS) as pool:
        told = pool.map(lambda number: apply(site, number, tries=tries), wanted)
        return {number for number, is_told in zip(wanted, told, strict=True) if is_told}


def meanwhile(act: Callable[[Event], None]) -> tuple[Thread, Event]:
    """Do something beside it until the event is set."""
    stop = Event()
    thread = Thread(target=act, args=(stop,), daemon=True)
    thread.start()
    return thread, stop


# What must be true -----------------------------------------------------------------------------------

APPLIED = "SELECT email FROM recruitment_candidate"
KIND = "(SELECT id FROM django_content_type WHERE app_label = 'recruitment' AND model = 'candidate')"
RECEIVED = f"members_letter WHERE kind IN ('received', 'received_full') AND addressee_type_id = {KIND}"
WITH_LETTERS = f"SELECT id, (SELECT count(*) FROM {RECEIVED} AND addressee_id = c.id) FROM recruitment_candidate c"
ALONE = f"SELECT id FROM {RECEIVED} AND addressee_id NOT IN (SELECT id FROM recruitment_candidate)"
STEPS = "SELECT id, (SELECT count(*) FROM recruitment_move m WHERE m.candidate_id = c.id) FROM recruitment_candidate c"


def faults(read: Read, told: set[int]) -> dict[str, int]:
    """How many were lost or stored twice, and how many letters and steps are missing, too many or alone."""
    stored = Counter(str(row[0]) for row in read(APPLIED))
    return {
        "lost": sum(not stored[email(number)] for number in told),
        "stored twice": sum(number > 1 for number in stored.values()),
        "not with one letter": sum(number != 1 for _, number in read(WITH_LETTERS)),
        "letters alone": len(read(ALONE)),
        "not with one step": sum(number != 1 for _, number in read(STEPS)),
    }


def reader(file: Path) -> Read:
    """Questions to a file of SQLite."""

    def read(question: str) -> Rows:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=30)) as database:
            return database.execute(question).fetchall()

    return read


def judged(site: Site, told: set[int]) -> Iterable[Finding]:
    """The findings about all that was acknowledged, and the controls: one fault of each kind, put into a copy."""
    for what, number in faults(reader(site.database), told).items():
        yield same(what, 0, number)
    one = f"(SELECT id FROM recruitment_candidate WHERE email = '{email(min(told))}')"
    for what, sabotage in {
        "lost": f"DELETE FROM recruitment_candidate WHERE id = {one}",
        "stored twice": f"UPDATE recruitment_candidate SET email = '{email(min(told))}'",
        "not with one letter": f"DELETE FROM {RECEIVED} AND addressee_id = {one}",
        "letters alone": f"DELETE FROM recruitment_candidate WHERE id = {one}",
        "not with one step": f"DELETE FROM recruitment_move WHERE candidate_id = {one}",
    }.items():
        yield noticed(what, bool(faults(reader(_spoilt(site, sabotage)), told)[what]))


def _spoilt(site: Site, sabotage: str) -> Path:
    copy = site.folder / "copy.sqlite3"
    with closing(sqlite3.connect(site.database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        with target:
            target.execute(sabotage)
    return copy
