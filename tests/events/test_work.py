from datetime import date

import pytest
from model_bakery import baker

from events.models import GetTogether
from events.work import Gatherings
from members.models import Council
from members.work import Task
from tests.events.conftest import at

TODAY, NOW = date(2026, 10, 15), at("2026-10-15 12:00")


@pytest.fixture
def rhythm(council):
    """Sets how often the council wants drinks and dinner; None is never."""

    def rhythm(drinks=None, dinner=None) -> None:
        council.drinks_months, council.dinner_months = drinks, dinner
        council.save()

    return rhythm


def hold(kind: str, *days: str, **kwargs) -> None:
    for day in days:
        baker.make(GetTogether, kind=kind, starts_at=at(f"{day} 20:00"), slug=f"{kind}-{day}", **kwargs)


def tasks() -> list[Task]:
    return Gatherings.read(NOW, TODAY, Council.objects.get()).tasks()


def lines() -> list[str]:
    return [task.text for task in tasks()]


def test_a_council_that_meets_often_enough_reads_nothing(rhythm):
    rhythm(drinks=1, dinner=6)
    hold("drinks", "2026-10-01", "2026-11-30")
    hold("dinner", "2026-06-30", "2026-12-01")
    assert lines() == []


def test_a_month_without_drinks_is_a_line_that_leads_to_the_form(rhythm):
    rhythm(drinks=1)
    hold("drinks", "2026-10-31")
    [task] = tasks()
    assert task.text == "Er is geen borrel in november 2026. Plan er een"
    assert task.url == "/beheer/events/gettogether/add/?kind=drinks"


def test_two_months_without_drinks_are_one_line(rhythm):
    rhythm(drinks=1)
    hold("drinks", "2026-09-30", "2026-12-01")
    assert lines() == ["Er is geen borrel van oktober 2026 tot en met november 2026. Plan er een"]


def test_the_month_of_the_drinks_is_the_dutch_one(rhythm):
    rhythm(drinks=1)
    hold("drinks", "2026-10-01")
    baker.make(GetTogether, kind="drinks", starts_at=at("2026-12-01 00:30"))  # still November in UTC
    assert lines() == ["Er is geen borrel in november 2026. Plan er een"]


def test_half_a_year_without_dinner_is_a_line(rhythm):
    rhythm(dinner=6)
    hold("dinner", "2026-06-12")
    assert lines() == ["Er is geen etentje van juli 2026 tot en met april 2027. Plan er een"]
    hold("dinner", "2027-01-01")
    assert lines() == ["Er is geen etentje van juli 2026 tot en met december 2026. Plan er een"]
    hold("dinner", "2026-12-31")
    assert lines() == []


@pytest.mark.parametrize("lost", [{"cancelled_why": "Vol."}, {"is_published": False}])
def test_what_nobody_can_come_to_does_not_count(rhythm, lost):
    rhythm(drinks=1)
    hold("drinks", "2026-10-01")
    hold("drinks", "2026-11-05", **lost)
    assert lines() == ["Er is geen borrel in november 2026. Plan er een"]


def test_a_dinner_is_no_drinks(rhythm):
    rhythm(drinks=1)
    hold("dinner", "2026-10-01", "2026-11-05")
    assert len(lines()) == 1


def test_a_council_without_a_rhythm_is_not_reminded(rhythm):
    rhythm()
    assert lines() == []


def test_the_rhythm_is_monthly_drinks_and_dinner_twice_a_year():
    assert (Council().drinks_months, Council().dinner_months) == (1, 6)
