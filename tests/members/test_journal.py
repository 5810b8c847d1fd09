"""The journal of who was erased: as long as a backup may need a line, and never a line lost."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from stat import S_IMODE

import pytest

from members import journal

TODAY = date(2026, 6, 29)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "backups").mkdir()


def noted(*days: date) -> list[str]:
    lines = [f"{day} {uuid.uuid4()}\n" for day in days]
    journal.path().write_text("".join(lines))
    return lines


def test_a_line_goes_when_no_backup_that_may_be_put_back_holds_that_person():
    first_day_needed = TODAY - timedelta(weeks=4)
    lines = noted(first_day_needed - timedelta(days=1), first_day_needed, TODAY)
    assert journal.shorten(TODAY) == 1
    assert journal.path().read_text() == "".join(lines[1:])
    assert S_IMODE(journal.path().stat().st_mode) == 0o600
    assert journal.shorten(TODAY) == 0


def test_what_cannot_be_read_as_a_day_stays():
    journal.path().write_text("onzin\n\n2026-13-01 x\n")
    assert journal.shorten(TODAY) == 0
    assert journal.path().read_text() == "onzin\n\n2026-13-01 x\n"


def test_without_a_journal_there_is_nothing_to_shorten():
    assert journal.shorten(TODAY) == 0
    assert not journal.path().exists()


def test_who_is_erased_while_it_is_shortened_is_not_forgotten():
    keys = [uuid.uuid4() for _ in range(40)]
    noted(*[date(2020, 1, 1)] * 50)

    def act(number: int) -> None:
        if number % 4 == 0:
            with journal.path().open("a") as file:
                file.write(f"2020-01-01 {uuid.uuid4()}\n")
            journal.shorten(TODAY)
        journal.remember(keys[number])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(40)))
    assert journal.keys_in([journal.path()]) >= set(keys)
