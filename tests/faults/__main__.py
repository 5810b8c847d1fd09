"""Drills: break what can break, and see what becomes of it. ``python -m tests.faults [--small] [NAME …]``.

Each drill has a site of its own on this machine, and at least one control: a fault put there on purpose, which must
be noticed. ``--small`` lets fewer people apply. Exits 1 when something was not as wanted. docs/operations.md has the
figures of the last time.
"""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from tests.faults.findings import Finding
from tests.faults.sites import SECRET, Ground

Drill = Callable[[Ground], Iterator[Finding]]


def drills() -> dict[str, Drill]:
    """By name; read only now, since they need the site's own settings."""
    from tests.faults import backends, backups, clocks, filled, mail, network, nights, storage, upgrades, writes

    return {
        "workers": writes.workers_killed,
        "server": writes.server_killed,
        "twice": writes.pressed_twice,
        "mail": mail.mail_server,
        "full": storage.disk_full,
        "locked": storage.database_locked,
        "gone": storage.database_gone,
        "damaged": storage.database_damaged,
        "media": storage.media_read_only,
        "slow": network.slow_visitors,
        "backends": backends.backends_ended,
        "backup": backups.backup_while_writing,
        "upgrade": upgrades.upgrade_killed,
        "filled": filled.filled_killed,
        "night": nights.night_killed,
        "clock": clocks.clock_jumps,
    }


def main(arguments: list[str]) -> int:
    small = "--small" in arguments
    names = [argument for argument in arguments if argument != "--small"]
    with TemporaryDirectory(prefix="raad-drills-") as temporary:
        folder = Path(temporary)
        own = {"DATA_DIR": str(folder), "SECRET_KEY": SECRET, "SITE_URL": "http://localhost:8000"}
        os.environ.update(own, DJANGO_SETTINGS_MODULE="clientenraad.settings")
        django.setup()
        known = drills()
        if unknown := set(names) - set(known):
            raise SystemExit(f"There is no drill {min(unknown)}. There are: {', '.join(known)}.")
        ground = Ground(folder, number=100 if small else 1000)
        ground.prepare()
        return hold({name: known[name] for name in names or known}, ground)


def hold(chosen: dict[str, Drill], ground: Ground) -> int:
    """Hold the drills one after the other and print what they find; 1 when something was not as wanted, else 0."""
    print(f"{datetime.now(UTC).date()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    bad = 0
    for name, drill in chosen.items():
        print(f"\n### {name}\n\n| what | wanted | seen | |\n| --- | --- | --- | --- |")
        start = time.perf_counter()
        for finding in drill(ground):
            bad += not finding.is_good
            verdict = "" if finding.is_good else "WRONG"
            print(f"| {finding.what} | {finding.wanted} | {finding.seen} | {verdict} |", flush=True)
        print(f"\n{time.perf_counter() - start:.0f} s")
    print(f"\n{bad} not as wanted." if bad else "\nAll as wanted.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
