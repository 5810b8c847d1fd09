"""Killed in the middle of an upgrade: each migration is there whole or not at all, and the next start goes on."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.databases import Rows, another, answer, postgres
from tests.faults.findings import Finding, alike, at_least, left_out, noticed, same
from tests.faults.sites import TOP, Ground, Site

APPLIED = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
DIED = -signal.SIGKILL
STEP = 9  # migrations between two deaths
MOST = 60  # runs
WORST = "members.0001_initial"  # has indexes that Django makes last of all
OF_SQLITE = (
    "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index', 'trigger') AND name NOT LIKE 'sqlite%'"
    " ORDER BY 1, 2"
)
OF_POSTGRES = (
    "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
    " WHERE table_schema = 'public'"
    " UNION SELECT tablename, indexname, '', '' FROM pg_indexes WHERE schemaname = 'public'"
    " UNION SELECT conrelid::regclass::text, conname, '', '' FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace"
    " UNION SELECT event_object_table, trigger_name, event_manipulation, '' FROM information_schema.triggers"
    " ORDER BY 1, 2, 3, 4"
)


class Upgrade:
    """A site of which the database is being made, or brought up to date, and questions to it."""

    def __init__(self, folder: Path, address: str | None, *, like: "Upgrade | None" = None) -> None:
        """An empty site, or a copy of another."""
        self.address, self.schema = address, OF_POSTGRES if address else OF_SQLITE
        self.site = Site(shutil.copytree(like.site.folder, folder) if like else folder)
        folder.mkdir(exist_ok=True)
        if address:
            template = like.site.folder.name if like else "template1"
            self.site.environment["DATABASE_URL"] = another(address, folder.name, template)

    def copy(self, name: str) -> "Upgrade":
        return Upgrade(self.site.folder.parent / name, self.address, like=self)

    def run(self, when: str) -> int:
        """``migrate``, which dies at that moment; 0 when it came to its end before."""
        return self.told(when).returncode

    def told(self, when: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "tests.faults.dying", when, "migrate", "--verbosity", "0"]
        whole = self.site.environment
        return subprocess.run(program, cwd=TOP, env=whole, capture_output=True, text=True, check=False)

    def tables(self) -> Rows:
        return answer(self.site, self.schema)

    def applied(self) -> list[object]:
        return [row[0] for row in answer(self.site, APPLIED)]


def upgrade_killed(ground: Ground) -> Iterator[Finding]:
    """A new database is made in many steps, each killed at its worst moment: as a migration is noted as done."""
    with ground.folder_for_one() as folder:
        yield from _killed(folder, None, "SQLite")
    with ground.folder_for_one() as folder, postgres() as address:
        if address is None:
            yield left_out("PostgreSQL is not on this machine")
        else:
            yield from _killed(folder, address, "PostgreSQL")


def _killed(folder: Path, address: str | None, kind: str) -> Iterator[Finding]:
    whole = Upgrade(folder / "whole", address)
    yield same(f"{kind}: an upgrade that nobody kills", 0, whole.run("note:9999"))
    killed, codes = Upgrade(folder / "killed", address), [DIED]
    while codes[-1] == DIED and len(codes) < MOST:
        codes.append(killed.run(f"note:{STEP}"))
    yield at_least(f"{kind}: times killed", 5, codes.count(DIED) - 1)
    # A migration that was half there would make the next run fail on it.
    yield same(f"{kind}: the last run goes on to the end", 0, codes[-1])
    yield alike(f"{kind}: the migrations of one that nobody kills", whole.applied(), killed.applied())
    yield alike(f"{kind}: its tables, columns, indexes and triggers", whole.tables(), killed.tables())
    done = killed.site.manage("check_rules")
    yield same(f"{kind}: the rules are kept", 0, done.returncode)
    plain = Upgrade(folder / "plain", address)
    died = plain.run(f"plain:{WORST}") == DIED
    yield noticed(f"{kind}: Django's own order leaves half a migration", died and bool(plain.run("note:9999")))
