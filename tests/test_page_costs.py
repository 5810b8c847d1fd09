"""How many questions each public page asks the database, in a small and in a big council."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientenraad.demo import many
from clientenraad.page_cache import triggers
from members.models import Council
from tests.costs import public_pages

MOST = 6
FRAME = 6  # what is read once a version: the council, the menu, the hard words, and three questions about the seats


@pytest.fixture(autouse=True)
def a_monday(transactional_db, time_machine, monkeypatch):
    time_machine.move_to(datetime(2026, 6, 15, 14, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    monkeypatch.setenv("DEMO_PASSWORD", "genoeg-tekens")
    triggers.install_where_needed()


def too_many(client, most: int, before: Callable[[], object] = lambda: None) -> dict[str, int]:
    """The pages that ask more than ``most`` when they were asked for a moment ago, and then ``before`` happened."""
    Council.objects.update(roster_public=True, former_members_public=True)
    asked = {}
    for name, path in public_pages().items():
        client.get(path)
        before()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked[name] = len(queries)
    return {name: number for name, number in asked.items() if number > most}


def test_no_page_asks_more_than_six_questions(client):
    call_command("demo", "amersfoort", verbosity=0)
    assert too_many(client, MOST) == {}


def test_the_first_page_after_a_change_also_asks_what_every_page_shows(client):
    call_command("demo", "amersfoort", verbosity=0)
    assert too_many(client, MOST + FRAME, before=lambda: Council.objects.update(phone="06 0000 0001")) == {}


def test_a_page_of_a_big_council_asks_no_more_than_six(client, monkeypatch):
    for name, number in [("CANDIDATES", 200), ("EVENTS", 200), ("NEWS", 200), ("LETTERS", 200), ("MEMBERS", 100)]:
        monkeypatch.setattr(many, name, number)
    monkeypatch.setattr(many, "SITTING", 60)
    call_command("fill", verbosity=0)
    assert too_many(client, MOST) == {}
