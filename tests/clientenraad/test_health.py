"""What is unwell: a line at the desk for each, and one word for everybody else."""

import os
import re
import shlex
import shutil
from datetime import datetime, timedelta
from io import StringIO
from itertools import pairwise
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from model_bakery import baker

from clientenraad import health, mark
from clientenraad.models import GoodRun
from members.models import Letter, Member
from tests.test_settings import known

NOW = datetime(2026, 6, 1, 22, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def well(council, settings, monkeypatch, tmp_path):
    """A site on which everything is well, with a folder of its own and mail that leaves."""
    settings.MAIL_LEAVES, settings.DATA_DIR, settings.MEDIA_ROOT = True, tmp_path, tmp_path / "media"
    room_left(monkeypatch, free=50, total=100)
    monkeypatch.setattr(health.mark, "state", health.upgrades.finished)
    MigrationRecorder.Migration.objects.update(applied=NOW - timedelta(days=90))
    for job in (GoodRun.NIGHT, GoodRun.BACKUP):
        GoodRun.note(job, NOW)


def room_left(monkeypatch, *, free: float, total: float) -> None:
    """So many billion bytes."""
    sizes = shutil._ntuple_diskusage(int(total * 1e9), int((total - free) * 1e9), int(free * 1e9))
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: sizes)


@pytest.fixture
def as_in_the_example(settings):
    """The settings that follow from docs/server/voorbeeld.env."""
    text = (settings.BASE_DIR / "docs" / "server" / "voorbeeld.env").read_text()
    variables = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    for name, value in known(**variables, SECRET_KEY="geheim").items():
        if name in {"ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER"}:
            setattr(settings, name, value)


def test_the_question_in_the_manual_is_answered_on_a_site_as_in_the_example(as_in_the_example, settings, time_machine):
    time_machine.move_to(NOW, tick=False)
    manual = (settings.BASE_DIR / "docs" / "installeren.md").read_text()
    [question] = [shlex.split(line) for line in manual.splitlines() if line.startswith("curl ")]
    headers = dict(text.split(": ") for flag, text in pairwise(question) if flag == "-H")
    answer = Client(headers=headers).get(urlsplit(question[-1]).path)
    assert (answer.status_code, answer.text) == (200, "ok")
    assert Client().get("/gezondheid/").status_code == 400


def found() -> list[str]:
    return [complaint.text for complaint in health.complaints(health.with_signs(NOW).get(), NOW)]


def test_when_all_is_well_there_is_nothing_to_say():
    assert found() == []


@pytest.mark.parametrize(("late", "lines"), [(36 * HOUR, 0), (36 * HOUR + MINUTE, 1)])
@pytest.mark.parametrize(("job", "complaint"), [(GoodRun.NIGHT, health.NIGHT), (GoodRun.BACKUP, health.COPY)])
def test_a_night_and_a_backup_are_late_after_36_hours(job, complaint, late, lines):
    GoodRun.note(job, NOW - late)
    assert found() == [complaint.text] * lines


@pytest.mark.parametrize(
    ("age", "lines"), [(36 * HOUR, []), (36 * HOUR + MINUTE, [health.NIGHT.text, health.COPY.text])]
)
def test_a_new_site_is_given_its_first_night(age, lines):
    GoodRun.objects.all().delete()
    MigrationRecorder.Migration.objects.filter(app="members", name="0001_initial").update(applied=NOW - age)
    MigrationRecorder.Migration.objects.exclude(app="members", name="0001_initial").update(applied=NOW)
    assert found() == lines


@pytest.mark.parametrize(("late", "lines"), [(6 * HOUR, 0), (6 * HOUR + MINUTE, 1)])
@pytest.mark.parametrize("status", [Letter.Status.WAITING, Letter.Status.SENDING])
def test_a_letter_that_nobody_tried_to_send_is_stuck_after_six_hours(status, late, lines):
    letter(status=status, next_try_at=NOW - late)
    assert found() == [health.POST.text] * lines


@pytest.mark.parametrize(("late", "lines"), [(6 * HOUR, 0), (6 * HOUR + MINUTE, 1)])
def test_a_letter_whose_every_try_failed_is_stuck_after_six_hours(late, lines):
    one = letter(status=Letter.Status.WAITING, next_try_at=NOW + HOUR, tries=7)
    Letter.objects.filter(pk=one.pk).update(written_at=NOW - late)
    assert found() == [health.POST.text] * lines


def test_a_letter_that_just_got_its_yes_is_not_stuck_however_old():
    one = letter(status=Letter.Status.WAITING, next_try_at=NOW)
    Letter.objects.filter(pk=one.pk).update(written_at=NOW - timedelta(days=30))
    assert found() == []


@pytest.mark.parametrize("status", [Letter.Status.DRAFT, Letter.Status.SENT, Letter.Status.TO_PRINT])
def test_a_letter_that_waits_for_somebody_is_not_stuck(status):
    letter(status=status, next_try_at=NOW - timedelta(days=30))
    assert found() == []


def test_without_a_mail_server_no_letter_is_stuck(settings):
    settings.MAIL_LEAVES = False
    letter(status=Letter.Status.WAITING, next_try_at=NOW - timedelta(days=30))
    assert found() == []


def letter(**values: object) -> Letter:
    return baker.make(Letter, addressee=baker.make(Member), once=None, **values)


@pytest.mark.parametrize(
    ("free", "total", "lines"),
    [(5.0, 100, 0), (4.99, 100, 1), (0.2, 2, 0), (0.199, 2, 1), (0.199, 3, 1)],
)
def test_a_disk_is_nearly_full_under_5_percent_or_200_mb(monkeypatch, free, total, lines):
    room_left(monkeypatch, free=free, total=total)
    assert found() == [health.DISK.text] * lines


def test_a_disk_that_does_not_answer_is_no_good_disk(monkeypatch):
    def fail(folder):
        raise OSError

    monkeypatch.setattr(health.shutil, "disk_usage", fail)
    assert found() == [health.DISK.text]


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_for_uploads_that_cannot_be_written_to_is_told(monkeypatch, tmp_path, made):
    if made:
        (tmp_path / "media").mkdir()
    asked = tmp_path / "media" if made else tmp_path
    # Root may write anywhere, so the question is asked instead of tried.
    monkeypatch.setattr(health.os, "access", lambda folder, way: (folder, way) != (asked, os.W_OK | os.X_OK))
    assert found() == [health.UPLOADS.text]


def test_a_database_that_was_not_brought_up_to_date_is_told(monkeypatch):
    monkeypatch.setattr(mark, "state", lambda: "what an older version left")
    assert found() == [health.TABLES.text]


def test_visitors_only_read_that_something_is_wrong(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    assert (client.get("/gezondheid/").status_code, client.get("/gezondheid/").text) == (200, "ok")
    GoodRun.note(GoodRun.BACKUP, NOW - timedelta(days=3))
    assert (client.get("/gezondheid/").status_code, client.get("/gezondheid/").text) == (503, "niet ok")


def test_the_page_at_the_desk_says_what_to_tell_whom(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(User.objects.create_superuser("installateur"))
    assert "Alles is in orde." in client.get("/beheer/nacht/").text
    GoodRun.note(GoodRun.BACKUP, NOW - timedelta(days=3))
    page = client.get("/beheer/nacht/").text
    assert "Er is geen nieuwe reservekopie.</b> De opdracht ‘./start daily’ loopt niet elke nacht" in page
    assert "vrijdag 29 mei 2026, 22.00 uur" in page


def test_a_backup_says_that_it_went_well_and_one_that_failed_does_not(time_machine, monkeypatch, tmp_path):
    time_machine.move_to(NOW + timedelta(days=1), tick=False)
    call_command("backup", stdout=StringIO())
    assert GoodRun.objects.get(job=GoodRun.BACKUP).at == NOW + timedelta(days=1)
    time_machine.move_to(NOW + timedelta(days=2), tick=False)
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="niet gelukt"):
        call_command("backup", str(tmp_path / "file"), stdout=StringIO())
    assert GoodRun.objects.get(job=GoodRun.BACKUP).at == NOW + timedelta(days=1)


@pytest.mark.parametrize(("ahead", "left"), [(timedelta(days=30), 0), (timedelta(days=365), 2)])
def test_a_clock_that_runs_a_year_ahead_takes_no_old_backup_away(time_machine, tmp_path, ahead, left):
    old = [tmp_path / "backups" / f"raad-2026060{day}-030000.tar.gz" for day in (1, 2)]
    old[0].parent.mkdir()
    for file in old:
        file.touch()
    time_machine.move_to(NOW + ahead, tick=False)
    call_command("backup", stdout=StringIO())
    assert sum(file.exists() for file in old) == left
