"""A page of the desk asks the database as much in a big council as in a small one; times are in docs/performance.md."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clientenraad.demo import many
from members.models import SeatNumber
from tests.browser.desk_states import READ
from tests.browser.dressed import dress, dress_desk
from tests.desk_costs import desk_pages
from tests.walked import demo

pytestmark = pytest.mark.once
# Enough to show a question that is asked for each row; more would only take longer.
FEW = {"CANDIDATES": 60, "EVENTS": 60, "NEWS": 60, "LETTERS": 60, "MEMBERS": 40, "SITTING": 30}
# The demo has nobody whose stay depends on that of a member: with the terms and committees these are two questions.
MORE = {"retention": 2}


@pytest.fixture(autouse=True)
def groningen(db, time_machine):
    """The demo, with a row for every page."""
    time_machine.move_to(datetime(2026, 6, 15, 14, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    demo("groningen")
    dress()
    dress_desk()
    ContentType.objects.get_for_models(*apps.get_models())  # asked for once in a process


@pytest.fixture
def colleague() -> User:
    """Who is secretary and administrator in one person, and so may open every page."""
    user = User.objects.create_user("alles", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=["Secretaris", "Beheerder"]))
    return user


def add_many(monkeypatch) -> None:
    for name, number in FEW.items():
        monkeypatch.setattr(many, name, number)
    SeatNumber.objects.filter(starts_on__gt=timezone.localdate()).delete()  # they are too few seats for all those
    many.add_many(timezone.now(), lambda what: None)


def questions(user: User) -> dict[str, int]:
    """How many questions each page asks that this colleague may open."""
    client, asked = Client(), {}
    client.force_login(user)
    for name, address in desk_pages(user).items():
        reset_queries()  # the log of them has an end
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, follow=True)
        if answer.status_code == 200:
            asked[name] = len(queries)
    return asked


def test_no_page_asks_more_of_the_database_when_there_are_many_rows(monkeypatch, colleague):
    few = questions(colleague)
    assert READ.keys() - few.keys() == set()
    add_many(monkeypatch)
    grown = {name: number - few.get(name, number) for name, number in questions(colleague).items()}
    assert {name: more for name, more in grown.items() if more > MORE.get(name, 0)} == {}
