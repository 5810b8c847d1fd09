"""Who was erased since a backup is erased again, also when the restore is killed and done over (docs/rules.md, 16)."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clientenraad.test_backups import TOP, Site

pytestmark = pytest.mark.usefixtures("django_db_setup")
UNFINISHED = "Het terugzetten van een reservekopie is niet af."
# Two of the demo's candidates: one is erased before the backup, the other after it.
ERASE = (
    "from recruitment.models import *; from recruitment.erasing import *; from django.utils.timezone import localdate;"
    "c = Candidate.objects.on_the_road().order_by('pk').{}(); print(c.key);"
    "withdraw_and_erase(c, by=None, today=localdate())"
)
# A former member, and a message.
ADD = (
    "from members.models import *; from clientenraad.models import Message; from datetime import date; import uuid;"
    "m = Member.objects.create(name='Weg Voorbeeld'); Term.objects.create(member=m, starts_on=date(2020, 1, 1),"
    "ends_on=date(2020, 12, 31)); Message.objects.create(kind='question', name='Piet Voorbeeld', answer_by='none',"
    "text='Weg ermee', form_number=uuid.uuid4())"
)
ERASE_BOTH = (
    "from members.models import *; from members.erasing import *; from clientenraad.models import Message;"
    "from clientenraad import messages; from django.utils.timezone import localdate;"
    "erase_on_request(Member.objects.get(name='Weg Voorbeeld'), today=localdate());"
    "messages.erase(Message.objects.get(name='Piet Voorbeeld'), by=None)"
)
NAMES = (
    "from members.models import *; from clientenraad.models import Message; print(sorted([*Member.objects.values_list("
    "'name', flat=True), *Message.objects.values_list('name', flat=True)]))"
)


@dataclass(frozen=True)
class Erased:
    """A site and its backup, with the numbers of who was erased before it and after it."""

    site: Site
    backup: Path
    before: str
    after: str


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Erased:
    """A candidate was erased before the backup; after it another, a former member and a message."""
    site = Site(tmp_path_factory.mktemp("erased") / "site")
    assert site.run("migrate", "-v", "0").returncode == 0
    assert site.run("demo", "amersfoort").returncode == 0
    said(site, ADD)
    before = said(site, ERASE.format("first"))
    backup = site.backup()
    said(site, ERASE_BOTH)
    return Erased(site, backup, before, said(site, ERASE.format("last")))


@pytest.fixture
def new(tmp_path: Path) -> Site:
    return Site(tmp_path / "new")


def said(site: Site, program: str) -> str:
    done = site.run("shell", "-v", "0", "-c", program)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def is_as(new: Site, site: Site) -> bool:
    """Whether the same people are in both, and somebody is."""
    return new.candidates() == site.candidates() != "" and said(new, NAMES) == said(site, NAMES)


def test_whoever_was_erased_since_the_backup_is_erased_again(erased, new):
    journal = (erased.backup.parent / "gewist.txt").read_text()
    numbers = [line.split()[1] for line in journal.splitlines()]
    assert (numbers[0], len(numbers), numbers[-1]) == (erased.before, 4, erased.after)

    assert new.run("restore", str(erased.backup)).returncode == 0
    assert is_as(new, erased.site)
    assert "Oud-lid zonder naam" in said(new, NAMES)
    assert "Roos Notendop" in said(new, NAMES)


def test_without_the_journal_beside_it_the_backup_knows_only_who_was_erased_before(erased, new, tmp_path):
    """The journal is what erases again: without the newer one the others are back, and that is said."""
    elsewhere = tmp_path / erased.backup.name
    elsewhere.write_bytes(erased.backup.read_bytes())
    done = new.run("restore", str(elsewhere))
    assert done.returncode == 0
    assert "Naast de reservekopie ligt geen gewist.txt." in done.stdout
    assert erased.after in new.candidates()
    assert erased.before not in new.candidates()
    assert "Piet Voorbeeld', 'Roos Notendop" in said(new, NAMES)
    assert "Weg Voorbeeld" in said(new, NAMES)


def broken_off(site: Site, backup: Path, step: str) -> int:
    """Restore, and die as by kill -9 where this step would begin."""
    program = (
        "import os, django; django.setup(); from clientenraad.backups import restoring; from pathlib import Path;"
        "from django.utils import timezone;"
        f"restoring.{step} = lambda *args, **options: os._exit(9);"
        f"restoring.restore(Path({str(backup)!r}), timezone.localtime(), print)"
    )
    env = site.env | {"DJANGO_SETTINGS_MODULE": "clientenraad.settings"}
    done = subprocess.run([sys.executable, "-c", program], cwd=TOP, env=env, capture_output=True, check=False)
    return done.returncode


@pytest.mark.parametrize("step", ["call_command", "_erase_again"])
def test_a_restore_that_was_killed_opens_nothing_and_is_done_over(erased, new, step):
    assert broken_off(new, erased.backup, step) == 9
    for command in ("serve", "send_letters"):
        done = new.run(command)
        assert (done.returncode, UNFINISHED in done.stderr) == (1, True)
    done = new.run("restore", str(erased.backup))
    assert (done.returncode, "Alle regels kloppen." in done.stdout) == (0, True)
    assert is_as(new, erased.site)
    assert new.run("send_letters").returncode == 0


def test_a_restore_that_fails_when_the_data_are_back_does_not_say_that_nothing_was_put_back(erased, new):
    journal = new.folder / "backups" / "gewist.txt"
    journal.mkdir(parents=True)  # where no line can be written
    done = new.run("restore", str(erased.backup))
    assert (done.returncode, UNFINISHED in done.stderr) == (1, True)
    assert "Er is niets teruggezet." not in done.stderr
    journal.rmdir()
    assert new.run("restore", str(erased.backup)).returncode == 0


def test_what_cannot_be_put_back_leaves_a_site_that_can_start(new, tmp_path):
    assert new.run("restore", str(tmp_path / "niets.tar.gz")).returncode == 1
    assert new.run("migrate", "-v", "0").returncode == 0
