"""Nights, and people whose details are to go (rule 16)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from model_bakery import baker

from clientenraad.models import GoodRun
from members.models import Member, Term
from recruitment import actions
from recruitment.applying import sign_up
from recruitment.models import Candidate, Move, Vacancy

ENDED = date(2026, 6, 1)
GONE = date(2026, 6, 29)
PAGE = "/beheer/wissen/"


def night(day: date, hour: int = 3) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Move the clock to the night of a day; it starts on the day the roads of these tests end."""

    def move(day: date) -> None:
        time_machine.move_to(night(day), tick=False)

    move(ENDED)
    return move


@pytest.fixture
def vacancy(council) -> Vacancy:
    return Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")


def applicant(vacancy: Vacancy, name: str = "Wolk Voorbeeld") -> Candidate:
    return sign_up(baker.prepare(Candidate, vacancy=vacancy, name=name, email="w@voorbeeld.example"), today=ENDED)


@pytest.fixture
def declined(vacancy) -> Candidate:
    """Applied and declined on 1 June 2026."""
    candidate = applicant(vacancy)
    actions.decline(candidate, why="Past niet", by=None, today=ENDED)
    return candidate


@pytest.fixture
def former(council) -> Member:
    """A member until 29 June 2025."""
    member = Member.objects.create(name="Sam Voorbeeld", email="sam@voorbeeld.example")
    Term.objects.create(member=member, starts_on=date(2022, 1, 1), ends_on=date(2025, 6, 29))
    return member


def run() -> None:
    call_command("daily")


@pytest.fixture
def last_ran(declined, clock):
    """The last good run lies so long before the day on which somebody is due."""

    def last_ran(before: timedelta) -> None:
        clock(GONE)
        Move.objects.update(at=night(date(2020, 1, 1)))
        GoodRun.objects.create(job="daily", at=night(GONE) - before)

    return last_ran


@pytest.fixture
def role(client):
    def role(name: str):
        user = User.objects.create_user(name.lower(), is_staff=True)
        user.groups.add(Group.objects.get(name=name))
        client.force_login(user)
        return client

    return role
