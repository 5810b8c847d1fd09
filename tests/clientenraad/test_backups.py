"""A backup is made while the site lives, and put back whole into an empty one; everything else is refused in words."""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import uuid
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from clientenraad.backups import archive, keeping, snapshots
from clientenraad.backups.archive import BackupRefused
from clientenraad.backups.restoring import _refuse_unfit
from clientenraad.backups.snapshots import SnapshotFailed

TOP = Path(__file__).parent.parent.parent
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


class Site:
    """A site of its own in a folder, with a database of the kind that is being tested."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.env = os.environ | {"DATA_DIR": str(folder), "SECRET_KEY": "x" * 50, "SITE_URL": "http://localhost:8000"}
        del self.env["DJANGO_SETTINGS_MODULE"]  # its own settings, not those of the tests
        if connection.vendor == "postgresql":
            self.env["DATABASE_URL"] = new_database()
        else:
            self.env.pop("DATABASE_URL", None)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        manage = [sys.executable, "manage.py", *command]
        return subprocess.run(manage, cwd=TOP, env=self.env, capture_output=True, text=True, check=False)

    def count(self) -> str:
        """How many rows of each kind there are, and the members' names."""
        asked = (
            "from members.models import *; from recruitment.models import *; print(sorted(Member.objects."
            "values_list('name', flat=True)), [m.objects.count() for m in (Candidate, Move, Talk, Letter, Term)])"
        )
        return self.run("shell", "-v", "0", "-c", asked).stdout

    def candidates(self) -> str:
        """The numbers of who applied."""
        asked = "from recruitment.models import *; print(*sorted(Candidate.objects.values_list('key', flat=True)))"
        return self.run("shell", "-v", "0", "-c", asked).stdout

    def backup(self) -> Path:
        done = self.run("backup")
        assert done.returncode == 0, done.stderr
        return next((self.folder / "backups").glob("raad-*.tar.gz"))


def new_database() -> str:
    """The address of an empty database on the server that is being tested."""
    name = f"backup_{uuid.uuid4().hex}"
    settings = connection.settings_dict
    import psycopg

    with psycopg.connect(host=settings["HOST"], dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")  # a name of our own making
    return f"postgres:///{settings['HOST']}/{name}"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Site:
    """A site with a demo council and a picture."""
    site = Site(tmp_path_factory.mktemp("sites") / "old")
    assert site.run("migrate", "-v", "0").returncode == 0
    assert site.run("demo", "amersfoort").returncode == 0
    (site.folder / "media" / "portretten").mkdir(parents=True)
    (site.folder / "media" / "portretten" / "p.webp").write_bytes(b"a picture")
    return site


@pytest.fixture(scope="module")
def backup(old: Site) -> Path:
    return old.backup()


@pytest.fixture
def new(tmp_path: Path) -> Site:
    return Site(tmp_path / "new")


def test_a_site_comes_back_as_it_was_in_an_empty_folder(old, backup, new):
    done = new.run("restore", str(backup))

    assert done.returncode == 0, done.stderr
    assert "Alle regels kloppen." in done.stdout
    assert new.count() == old.count() != ""
    assert (new.folder / "media" / "portretten" / "p.webp").read_bytes() == b"a picture"


def test_a_site_that_was_only_made_ready_counts_as_empty(old, backup, new):
    assert new.run("migrate", "-v", "0").returncode == 0
    assert new.run("restore", str(backup)).returncode == 0
    assert new.count() == old.count()


def test_a_site_with_people_in_it_is_never_overwritten(old, backup):
    before = old.count()
    done = old.run("restore", str(backup))
    assert done.returncode == 1
    assert "De database is niet leeg" in done.stderr
    assert old.count() == before


def test_where_no_database_is_no_backup_is_made_and_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "_database", lambda: {"NAME": str(tmp_path / "raad.sqlite3")})
    with pytest.raises(SnapshotFailed, match="^Hier is geen database. Wijst DATA_DIR wel naar de map van uw raad?"):
        snapshots._take_sqlite(tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_of_an_empty_postgresql_no_backup_is_made_and_that_is_said(db, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "engine", lambda: "postgresql")
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(SnapshotFailed, match="^Deze database is leeg. Klopt DATABASE_URL wel?"):
        snapshots.take(tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_can_read_a_backup(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.parent.stat().st_mode & 0o777 == 0o700
    assert list(backup.parent.iterdir()) == [backup]  # nothing half-made beside it


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def another_file(path: Path) -> None:
    path.write_text("Dit is een boodschappenlijst.")


def flipped_at_its_end(path: Path) -> None:
    """Behind the last file, where the sum stands that shows whether any bit before it was changed.

    A bit elsewhere would be chance: one of a thousand says from where in a row of zeros to copy, and changes nothing.
    """
    content = bytearray(path.read_bytes())
    content[-8] ^= 1
    path.write_bytes(content)


def unreadable_halfway(path: Path) -> None:
    """Bytes that cannot even be unpacked: the library for that has errors of its own."""
    whole = gzip.decompress(path.read_bytes())
    packer = zlib.compressobj(wbits=31)
    half = packer.compress(whole[: len(whole) // 2]) + packer.flush(zlib.Z_FULL_FLUSH)
    path.write_bytes(half + b"\xff" * 100)


def with_a_list_of_another_kind(path: Path) -> None:
    rewrite(path, lambda name, content: b"[]" if name == archive.LIST else content)


def without_its_list(path: Path) -> None:
    rewrite(path, lambda name, content: None if name == archive.LIST else content)


def with_another_database(path: Path) -> None:
    rewrite(path, lambda name, content: content + b"x" if name == archive.SNAPSHOT else content)


def of_another_format(path: Path) -> None:
    rewrite(path, lambda name, content: content.replace(b'"format": 1', b'"format": 2'))


def rewrite(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    with tarfile.open(path) as tar:
        found = {entry.name: tar.extractfile(entry).read() for entry in tar.getmembers()}
    with tarfile.open(path, "w:gz") as tar:
        for name, content in found.items():
            if (changed := change(name, content)) is not None:
                entry = tarfile.TarInfo(name)
                entry.size = len(changed)
                tar.addfile(entry, io.BytesIO(changed))


@pytest.mark.parametrize(
    "damage",
    [
        cut_off,
        another_file,
        flipped_at_its_end,
        unreadable_halfway,
        without_its_list,
        with_a_list_of_another_kind,
        with_another_database,
        of_another_format,
    ],
)
def test_a_file_that_is_not_a_whole_backup_is_refused_in_words(backup, tmp_path, damage):
    damaged = tmp_path / backup.name
    damaged.write_bytes(backup.read_bytes())
    damage(damaged)
    with pytest.raises(BackupRefused, match=r"^(Dit bestand|Er ontbreekt|Deze reservekopie)"):
        archive.unpack(damaged, tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("../outside", tarfile.REGTYPE), ("link", tarfile.SYMTYPE), ("pipe", tarfile.FIFOTYPE)],
)
def test_what_we_never_put_in_a_backup_is_refused(tmp_path, name, kind):
    path, out = tmp_path / "evil.tar.gz", tmp_path / "out"
    with tarfile.open(path, "w:gz") as tar:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, "/etc/hostname"
        tar.addfile(entry)
    with pytest.raises(BackupRefused, match="geen reservekopie"):
        archive.unpack(path, out)
    assert not any(file.exists() or file.is_symlink() for file in (tmp_path / "outside", out / name))


def test_a_backup_is_unpacked_by_the_python_of_debian_12_too(backup, tmp_path, monkeypatch):
    """It is 3.11.2, where ``extractall`` knows no filter."""

    def extractall(self, path=".", members=None, *, numeric_owner=False):
        raise AssertionError("without a filter this would follow a path out of the folder")

    monkeypatch.setattr(tarfile.TarFile, "extractall", extractall)
    assert archive.unpack(backup, tmp_path / "out")["format"] == archive.FORMAT


def test_only_the_owner_can_read_what_is_unpacked(backup, tmp_path):
    before = os.umask(0o022)
    try:
        archive.unpack(backup, tmp_path / "out")
    finally:
        os.umask(before)
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "out").rglob("*") if file.is_file()} == {0o600}


def test_a_file_that_is_not_there_is_said_so(new):
    done = new.run("restore", "niets.tar.gz")
    assert (done.returncode, "Dit bestand is er niet" in done.stderr) == (1, True)
    assert "Er is niets teruggezet." in done.stderr


def about(**changed: object) -> dict[str, object]:
    known = {"engine": connection.vendor, "migrations": ["members.0001_initial"], "made_at": NOW.isoformat()}
    return known | changed


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"engine": "mysql"}, "Deze reservekopie is van mysql"),
        ({"migrations": ["members.9999_future"]}, r"van een nieuwere versie \(members.9999_future\)"),
        ({"made_at": (NOW + timedelta(seconds=1)).isoformat()}, "van later dan nu"),
        ({"made_at": (NOW - timedelta(weeks=4, seconds=1)).isoformat()}, "te oud"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(db, changed, said):
    with pytest.raises(BackupRefused, match=said):
        _refuse_unfit(about(**changed), NOW)


@pytest.mark.parametrize("age", [timedelta(0), timedelta(weeks=4)])
def test_a_backup_of_up_to_four_weeks_fits(db, age):
    _refuse_unfit(about(made_at=(NOW - age).isoformat()), NOW)


def test_backups_older_than_four_weeks_go_and_other_files_stay(tmp_path):
    names = ["raad-20260504-030000.tar.gz", "raad-20260504-025959.tar.gz", "raad-20250101-030000.zip", "foto.jpg"]
    for name in names:
        (tmp_path / name).touch()
    assert keeping.prune(tmp_path, NOW) == 1
    assert {path.name for path in tmp_path.iterdir()} == set(names) - {names[1]}


def test_backups_of_a_day_to_come_stay_since_perhaps_the_clock_of_now_is_wrong(tmp_path):
    path = tmp_path / "raad-20260603-030000.tar.gz"
    path.touch()
    assert keeping.prune(tmp_path, NOW) == 0
    assert path.exists()


def test_the_list_names_every_file_and_migration(backup):
    with tarfile.open(backup) as tar:
        listed = json.loads(tar.extractfile(archive.LIST).read())
        assert set(listed["files"]) == set(tar.getnames()) - {archive.LIST}
    assert "recruitment.0001_initial" in listed["migrations"]
