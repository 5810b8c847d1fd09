"""The clock jumps a day, a year, or back while the site is served: pages come, and no night does harm by it."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.databases import answer
from tests.faults.findings import Finding, at_least, at_most, noticed, same
from tests.faults.mail import MailServer, status_of
from tests.faults.nights import put_back, with_much_due
from tests.faults.sign_ups import email, fetched_form, is_told
from tests.faults.sites import Ground, Site, free_port

YEAR = 366  # days
FEW = 3  # rows that one more day may bring or take
PAGES = ["/", "/vacatures/", "/agenda/", "/nieuws/", "/leden/", "/privacy/", "/zoeken/?q=raad", "/beheer/login/"]
# What a night writes or erases; not who applies in the drill, nor what confirms something to somebody.
CHANGES = (
    "SELECT 'candidate', id, name, motivation FROM recruitment_candidate WHERE email NOT LIKE 'nieuw%@raad.example'",
    "SELECT 'member', id, email, told_on IS NULL FROM members_member",
    "SELECT 'message', id, '', '' FROM clientenraad_message",
    "SELECT 'letter', kind, addressee_type_id, addressee_id FROM members_letter"
    " WHERE kind NOT IN ('received', 'received_full', 'work', 'erased')",
)
State = Counter[tuple[object, ...]]


def clock_jumps(ground: Ground) -> Iterator[Finding]:
    """Each jump begins with a demo for which much is due, and a backup of today; it ends with the true time again."""
    port = free_port()
    with ground.folder_for_one() as folder:
        clock = folder / "clock"
        clock.write_text("0")
        with ground.site(served=False, EMAIL_URL=f"smtp://127.0.0.1:{port}", DRILL_CLOCK=str(clock)) as site:
            site.program = ("-m", "tests.faults.shifted")
            yield from _all_jumps(Drill(site, clock, port))


class Drill:
    """A site, its clock, and what it should look like before and after one night by the true time."""

    def __init__(self, site: Site, clock: Path, port: int) -> None:
        self.site, self.clock, self.port = site, clock, port
        with_much_due(site)
        site.manage("backup")
        self.prepared = Path(shutil.copytree(site.folder, site.folder.parent / "with-a-backup"))
        self.before, self.backups = self.state(), self.kept()
        site.manage("daily")
        self.wanted = self.state()

    def turn(self, days: int) -> None:
        """Let the clock run so many days ahead of the true time, or behind."""
        new = self.clock.with_suffix(".new")
        new.write_text(str(days))
        new.replace(self.clock)

    def state(self) -> State:
        return Counter(row for question in CHANGES for row in answer(self.site, question))

    def kept(self) -> set[str]:
        return {path.name for path in (self.site.folder / "backups").glob("*.tar.gz")}

    @contextmanager
    def jumped(self, days: int) -> Iterator[None]:
        """Begin anew, serve by the true time, and jump; true again afterwards."""
        put_back(self.site, self.prepared)
        self.site.start("tests.faults.shifted:application")
        try:
            self.turn(days)
            yield
        finally:
            self.turn(0)
            self.site.kill()


def difference(one: State, other: State) -> int:
    """How many rows are in the one and not in the other."""
    return ((one - other) + (other - one)).total()


def _all_jumps(drill: Drill) -> Iterator[Finding]:
    yield at_least("rows that a night by the true time changes", 5, difference(drill.before, drill.wanted))
    with drill.jumped(1):
        yield from _visited(drill, "a day ahead")
        drill.site.manage("daily")
        yield at_most("a day ahead: rows otherwise than by the true time", FEW, *_otherwise(drill))
    for words, days in (("a year ahead", YEAR), ("a year back", -YEAR)):
        with drill.jumped(days):
            yield from _visited(drill, words)
            yield from _night_waits(drill, words)
            drill.turn(0)
            yield from _right_again(drill, words)
    with drill.jumped(YEAR):
        yield noticed("a night by a clock that nobody doubts", _does_harm(drill))


def _otherwise(drill: Drill) -> tuple[int, str]:
    return difference(drill.wanted, drill.state()), "rows"


def _visited(drill: Drill, words: str) -> Iterator[Finding]:
    statuses = {drill.site.ask(page).status for page in PAGES}
    yield same(f"{words}: pages", {200}, statuses)
    yield same(f"{words}: a form", True, is_told(drill.site, 1, fetched_form(drill.site, 1)))
    yield same(f"{words}: its letter, while the mail server is closed", "waiting", status_of(drill.site, 1))


def _night_waits(drill: Drill, words: str) -> Iterator[Finding]:
    done = drill.site.manage("daily")
    said = "Niets gewist. De datum van de server klopt misschien niet." in done.stdout
    yield same(f"{words}: the night ends well, and says why it erases nothing", (0, True), (done.returncode, said))
    yield same(f"{words}: rows that the night erased or wrote", 0, difference(drill.before, drill.state()))
    yield same(f"{words}: backups that are gone", set(), drill.backups - drill.kept())


def _right_again(drill: Drill, words: str) -> Iterator[Finding]:
    server = MailServer(drill.port, "well")
    statuses = {drill.site.ask(page).status for page in PAGES}
    drill.site.manage("daily")
    server.stop()
    yield same(f"{words}, then true again: pages", {200}, statuses)
    yield same(f"{words}, then true again: rows otherwise than without the jump", 0, _otherwise(drill)[0])
    yield same(f"{words}, then true again: the letter of who applied", "sent", status_of(drill.site, 1))
    question = f"SELECT count(*) FROM recruitment_candidate WHERE email = '{email(1)}'"
    yield same(f"{words}, then true again: who applied is there", 1, answer(drill.site, question)[0][0])


def _does_harm(drill: Drill) -> bool:
    """Whether the drill sees what a night does that believes to have run well the day before."""
    trusted = f"UPDATE clientenraad_goodrun SET at = datetime('now', '+{YEAR - 1} days')"
    answer(drill.site, f"{trusted} WHERE job IN ('daily', 'clock')")
    drill.site.manage("daily")
    return _otherwise(drill)[0] > FEW and bool(drill.backups - drill.kept())
