"""A site with people is upgraded and killed at random: nobody is lost, and links in letters sent before still open."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.faults.databases import Rows, answer, postgres
from tests.faults.findings import Finding, at_least, left_out, noticed, on, same
from tests.faults.sites import Ground, Site
from tests.faults.upgrades import DIED, Upgrade

# How far the demo is taken back first: behind this are new columns, filled by Python, and new tables and indexes.
BACK = (("recruitment", "0007"), ("members", "0005"), ("clientenraad", "0009"))
DEATHS = 20
SEED = 20261122
WORST = "members.0007_form_counts"  # has an index that Django makes last of all
WHO = "people, marks and days"
PEOPLE = (
    "SELECT id, name, email, stage, name_mark, email_mark, phone_mark, address_mark, days"
    " FROM recruitment_candidate ORDER BY id"
)
LETTERS = "SELECT id, kind, status, addressee_type_id, addressee_id, subject, body FROM members_letter ORDER BY id"
LINKS = "SELECT id, candidate_id, digest FROM recruitment_personallink ORDER BY id"
# The first of the demo's letters that holds a link, as it leaves.
SENT = (
    "from members import post; from members.models import Letter;"
    "letter = Letter.objects.filter(kind='received', body__contains=Letter.PERSONAL_LINK).first();"
    "print(post.addressee_of(letter).name); print(post.full_text(letter))"
)


def filled_killed(ground: Ground) -> Iterator[Finding]:
    with ground.folder_for_one() as folder:
        yield from on("SQLite", _upgraded(OldSite(folder, None)))
    with ground.folder_for_one() as folder, postgres() as address:
        if address is None:
            yield left_out("PostgreSQL is not on this machine")
        else:
            yield from on("PostgreSQL", _upgraded(OldSite(folder, address)))


class OldSite:
    """The demo as of older software; what it held ``before``, and the ``link`` in a letter sent to ``name``."""

    def __init__(self, folder: Path, address: str | None) -> None:
        self.upgrade = Upgrade(folder / "old", address)
        for command in (("migrate",), ("createcachetable",), ("demo", "groningen")):
            _done(self.upgrade.site, *command)
        self.name, _, letter = _done(self.upgrade.site, "shell", "-v", "0", "-c", SENT).partition("\n")
        self.link = urlsplit(re.findall(r"http\S+/aanmelding/\S+/", letter)[0]).path
        self.before = held(self.upgrade.site)
        for app, migration in BACK:
            _done(self.upgrade.site, "migrate", app, migration)
        # What older software left: it had finished, but not as far as this.
        (self.upgrade.site.folder / "database-klaar").write_text("older")


def _done(site: Site, *command: str) -> str:
    done = site.manage(*command)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def held(site: Site) -> dict[str, Rows]:
    """What a candidate may count on: who they are, their marks and days, their letters and links."""
    people = [(*row, json.loads(days) if isinstance(days, str) else days) for *row, days in answer(site, PEOPLE)]
    return {WHO: people, "letters": answer(site, LETTERS), "links": answer(site, LINKS)}


def _upgraded(old: OldSite) -> Iterator[Finding]:
    whole = old.upgrade.copy("whole")
    noted, asked = map(int, whole.told("statement:0").stdout.split())
    yield at_least("migrations that it is behind", 10, len(whole.applied()) - len(old.upgrade.applied()))
    yield at_least("people with days on the road", 5, sum(bool(days) for *_, days in old.before[WHO]))
    yield from _killed(old, whole, [*_some_of(1, noted), *_some_of(noted + 1, asked)])
    yield from _opened(old, whole.site)
    yield from _controls(old, whole)


def _some_of(first: int, last: int) -> list[int]:
    """Half of the deaths: while migrations are made, and in what ``migrate`` does after the last of them."""
    return random.Random(SEED).sample(range(first, last + 1), DEATHS // 2)  # noqa: S311 (no secret)


def _killed(old: OldSite, whole: Upgrade, moments: list[int]) -> Iterator[Finding]:
    """Each time the old site anew: killed before one of its statements, then upgraded by who knows nothing of it."""
    upgrades = [old.upgrade.copy(f"killed_{moment}") for moment in moments]
    died = [one.run(f"statement:{moment}") for one, moment in zip(upgrades, moments, strict=True)]
    yield same("killed, each before another statement", DEATHS, died.count(DIED))
    unfinished = sum(one.applied() != whole.applied() for one in upgrades)
    yield same("of which before the last migration was done", DEATHS // 2, unfinished)
    yield same("the next run goes on to the end", DEATHS, [one.run("statement:0") for one in upgrades].count(0))
    yield from _as_wanted(old, whole, upgrades)


def _as_wanted(old: OldSite, whole: Upgrade, upgrades: list[Upgrade]) -> Iterator[Finding]:
    made = (whole.applied(), whole.tables())
    alike = sum((one.applied(), one.tables()) == made for one in upgrades)
    yield same("migrations, tables, indexes and triggers as of one that nobody kills", DEATHS, alike)
    after = [held(one.site) for one in upgrades]
    for what, rows in old.before.items():
        others = sum(one[what] != rows for one in after)
        yield same(f"{what}: otherwise than before, of {len(rows)}", 0, others)
    checked = [one.site.manage("check_rules").returncode for one in upgrades]
    yield same("the rules are kept", DEATHS, checked.count(0))


def _opened(old: OldSite, site: Site) -> Iterator[Finding]:
    """The link in a letter that left before the upgrade, as the candidate presses it."""
    try:
        site.start()
        yield same(
            "the link in an old letter opens the page of whom it was sent to", True, _reads(site, old.link, old.name)
        )
        yield noticed("a link that was never sent", not _reads(site, "/aanmelding/abcd-efgh-jkmn-pqrs-tuvw/", old.name))
    finally:
        site.kill()


def _reads(site: Site, link: str, name: str) -> bool:
    if site.ask(link).status != 200:
        return False
    opened = site.ask(link, "")
    cookie = opened.headers["Set-Cookie"].partition(";")[0]
    return name in site.ask(opened.headers["Location"], headers={"Cookie": cookie}).text


def _controls(old: OldSite, whole: Upgrade) -> Iterator[Finding]:
    half = old.upgrade.copy("half")
    died = half.run(f"plain:{WORST}") == DIED
    yield noticed("Django's own order leaves half a migration", died and bool(half.run("statement:0")))
    answer(whole.site, "UPDATE recruitment_candidate SET days = '{}'")
    yield noticed("days that were not filled", held(whole.site) != old.before)
    yield noticed("days that were not filled, by the rules", bool(whole.site.manage("check_rules").returncode))
