"""The work of the night, killed after each of its lines or done twice at once: in the end all is done, once."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.databases import another, answer, asking, postgres, replace
from tests.faults.findings import Finding, alike, at_least, left_out, noticed, on, same
from tests.faults.sites import TOP, Ground, Site

# What the night changes: letters, by whom they are for, and who is still there.
STATE = {
    "letters": "SELECT kind, addressee_type_id, addressee_id, status FROM members_letter ORDER BY 1, 2, 3, 4",
    "candidates": "SELECT id, name, email, motivation FROM recruitment_candidate ORDER BY 1",
    "members": "SELECT id, name, email, told_on FROM members_member ORDER BY 1",
    "roads of the past": "SELECT count(*) FROM recruitment_pastroad",
    "messages": "SELECT id FROM clientenraad_message ORDER BY 1",
}
# The demo as it would be a hundred days later, with a night that went well yesterday: then much is due.
LATER_ON_SQLITE = """
UPDATE recruitment_candidate SET stage_since = date(stage_since, '-100 days');
UPDATE recruitment_move SET at = datetime(at, '-100 days');
UPDATE members_letter SET sent_at = datetime(sent_at, '-100 days') WHERE sent_at IS NOT NULL;
UPDATE clientenraad_message SET answered_on = date('now', '-100 days') WHERE id % 2 = 1;
INSERT INTO clientenraad_goodrun (job, at) VALUES ('daily', datetime('now', '-1 day'));
"""
LATER_ON_POSTGRES = """
UPDATE recruitment_candidate SET stage_since = stage_since - 100;
UPDATE recruitment_move SET at = at - interval '100 days';
UPDATE members_letter SET sent_at = sent_at - interval '100 days' WHERE sent_at IS NOT NULL;
UPDATE clientenraad_message SET answered_on = current_date - 100 WHERE id % 2 = 1;
INSERT INTO clientenraad_goodrun (job, at) VALUES ('daily', now() - interval '1 day');
"""
COPY = "much_due"  # the database of PostgreSQL that is kept as it was
MOST_LINES = 30


def night_killed(ground: Ground) -> Iterator[Finding]:
    with ground.site(served=False) as site:
        yield from on("SQLite", _killed(site))
    with ground.folder_for_one() as folder, postgres() as address:
        if address is None:
            yield left_out("PostgreSQL is not on this machine")
        else:
            site = Site(ground.fill(folder / "data"), DATABASE_URL=another(address, "raad"))
            yield from on("PostgreSQL", _killed(site))


def _killed(site: Site) -> Iterator[Finding]:
    prepared = with_much_due(site)
    before = _state(site)
    site.manage("daily")
    wanted = _state(site)
    yield at_least("kinds of things that the night changes", 2, sum(before[kind] != wanted[kind] for kind in STATE))
    lines, different = 0, []
    for line in range(1, MOST_LINES):
        put_back(site, prepared)
        if _run(site, line) != -signal.SIGKILL:
            break
        lines += 1
        site.manage("daily")
        different += [f"{kind} after line {line}" for kind, rows in _state(site).items() if rows != wanted[kind]]
    yield at_least("lines after which it was killed", 7, lines)
    yield same("otherwise than after one night that nobody killed", [], different)
    yield from _twice_at_once(site, prepared, wanted)
    answer(site, "DELETE FROM members_letter WHERE id = (SELECT max(id) FROM members_letter)")
    yield noticed("a letter that is missing", _state(site)["letters"] != wanted["letters"])


def _twice_at_once(site: Site, prepared: Path, wanted: dict[str, list[tuple[object, ...]]]) -> Iterator[Finding]:
    put_back(site, prepared)
    both = [site.begin("daily") for _ in range(2)]
    yield same("two at once: both end well", [0, 0], [one.wait() for one in both])
    for kind, rows in _state(site).items():
        yield alike(f"two at once: {kind}", wanted[kind], rows)


def with_much_due(site: Site) -> Path:
    """Fill the site with a demo for which much is due, and return a copy of its data."""
    for file in site.folder.glob("raad.sqlite3*"):
        file.unlink()
    (site.folder / "database-klaar").unlink()
    for command in (("migrate",), ("createcachetable",), ("demo", "groningen")):
        done = site.manage(*command)
        if done.returncode:
            raise SystemExit(done.stderr)
    address = site.environment.get("DATABASE_URL")
    with asking(site) as ask:
        for statement in (LATER_ON_POSTGRES if address else LATER_ON_SQLITE).strip().split(";\n"):
            ask(statement)
    if address:
        another(address, COPY, like=address.rpartition("/")[2])
    return Path(shutil.copytree(site.folder, site.folder.parent / "copy"))


def put_back(site: Site, prepared: Path) -> None:
    shutil.rmtree(site.folder)
    shutil.copytree(prepared, site.folder)
    if address := site.environment.get("DATABASE_URL"):
        replace(address, like=COPY)


def _state(site: Site) -> dict[str, list[tuple[object, ...]]]:
    return {kind: answer(site, question) for kind, question in STATE.items()}


def _run(site: Site, line: int) -> int:
    """``daily``, which dies after so many lines of output."""
    program = [sys.executable, "-m", "tests.faults.dying", f"line:{line}", "daily"]
    return subprocess.run(program, cwd=TOP, env=site.environment, capture_output=True, check=False).returncode
