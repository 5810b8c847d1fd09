"""How many questions each public page asks the database, in a small and in a big council."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientenraad.demo import many
from members.models import Council
from tests.costs import public_pages
from tests.migrated import as_migrated

MOST = 6
# Pages that ask more: who sits, for whom a seat is held, and everybody's terms are tables of their own; so is the list
# of words that a page explains where they stand.
MORE = {
    "award": 9,
    "home": 10,
    "members": 21,
    "roster": 16,
    "roster_calendar": 8,
    "roster_sheet": 8,
    "sign_up": 10,
    "signed_up": 10,
    "sitemap": 8,
    "vacancies": 10,
    "vacancy": 12,
    "news": 7,
    "news_item": 8,
    "news_of_year": 8,
}


@pytest.fixture(autouse=True)
def a_monday(db, time_machine, monkeypatch):
    time_machine.move_to(datetime(2026, 6, 15, 14, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    monkeypatch.setenv("DEMO_PASSWORD", "genoeg-tekens")
    as_migrated()


def questions(client) -> dict[str, int]:
    """How many each page asks, once it is warm."""
    Council.objects.update(roster_public=True, former_members_public=True)
    asked = {}
    for name, path in public_pages().items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked[name] = len(queries)
    return asked


def test_no_page_asks_more_than_is_known_of_it(client):
    call_command("demo", "amersfoort", verbosity=0)
    too_many = {name: number for name, number in questions(client).items() if number > MORE.get(name, MOST)}
    assert too_many == {}


def test_a_page_of_a_big_council_asks_no_more_than_that(client, monkeypatch):
    for name, number in [("CANDIDATES", 200), ("EVENTS", 200), ("NEWS", 200), ("LETTERS", 200), ("MEMBERS", 100)]:
        monkeypatch.setattr(many, name, number)
    monkeypatch.setattr(many, "SITTING", 60)
    call_command("fill", verbosity=0)
    too_many = {name: number for name, number in questions(client).items() if number > MORE.get(name, MOST)}
    assert too_many == {}
