"""Three weeks without a night: what was missed is done once, and a second run has nothing left to do."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from clientenraad import health
from clientenraad.models import GoodRun
from members.models import Letter
from recruitment.models import Candidate

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def demo(council, settings, tmp_path, time_machine, monkeypatch):
    """A council with people in every place, on a day on which the night went well."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "een lange zin om in te loggen")
    time_machine.move_to(NOW, tick=False)
    call_command("demo", "groningen")
    GoodRun.note(GoodRun.NIGHT, NOW)


def letters() -> Counter[tuple[str, int, int, str]]:
    return Counter(Letter.objects.values_list("kind", "addressee_type_id", "addressee_id", "body"))


def test_what_three_weeks_missed_is_done_once(demo, time_machine):
    before, people = letters(), Candidate.objects.count()
    time_machine.move_to(NOW + timedelta(weeks=3), tick=False)
    call_command("daily")
    after, left = letters(), Candidate.objects.count()
    new = after - before
    assert new, "three weeks bring at least one letter"
    assert set(new.values()) == {1}
    assert left < people
    call_command("daily")
    assert (letters(), Candidate.objects.count()) == (after, left)
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == NOW + timedelta(weeks=3)
    found = health.complaints(health.with_signs(NOW + timedelta(weeks=3)).get(), NOW + timedelta(weeks=3))
    assert {health.NIGHT, health.COPY} & set(found) == set()
