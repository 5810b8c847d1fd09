"""What was done together in a year, counted by hand."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from model_bakery import baker

from events.figures import Held, awards, get_togethers, months_without_drinks, news
from events.models import Award, GetTogether, NewsItem

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NOW = datetime(2027, 3, 1, 12, tzinfo=AMSTERDAM)
pytestmark = pytest.mark.django_db


def meets(day: date, kind: str = "drinks", hour: int = 17, **values) -> GetTogether:
    starts = datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)
    return baker.make(GetTogether, kind=kind, starts_at=starts, ends_at=None, published_from=None, **values)


def test_each_kind_is_counted_as_held_or_cancelled():
    meets(date(2026, 2, 5))
    meets(date(2026, 3, 5))
    meets(date(2026, 4, 2), cancelled_why="De zaal is dicht.")
    meets(date(2026, 6, 12), kind="dinner")
    meets(date(2026, 5, 7), is_published=False)
    assert get_togethers(FIRST, LAST, NOW) == [Held("borrel", 2, 1), Held("etentje", 1, 0)]


@pytest.mark.parametrize(
    ("day", "hour", "number"),
    [
        (date(2025, 12, 31), 23, 0),
        (date(2026, 1, 1), 0, 1),  # still 2025 in UTC
        (date(2026, 12, 31), 23, 1),
        (date(2027, 1, 1), 0, 0),
    ],
)
def test_the_year_is_the_dutch_one(day, hour, number):
    meets(day, hour=hour)
    assert len(get_togethers(FIRST, LAST, NOW)) == number


@pytest.mark.parametrize(
    ("now", "number"),
    [(datetime(2026, 6, 4, 23, tzinfo=AMSTERDAM), 0), (datetime(2026, 6, 5, 0, 1, tzinfo=AMSTERDAM), 1)],
)
def test_what_is_not_over_does_not_count_yet(now, number):
    meets(date(2026, 6, 4))
    assert len(get_togethers(FIRST, date(2026, 6, 30), now)) == number


def test_months_without_drinks_are_whole_months():
    for month in (1, 2, 3, 5, 6, 8, 9, 10, 11, 12):
        meets(date(2026, month, 5))
    meets(date(2026, 7, 5), cancelled_why="Vakantie.")
    meets(date(2026, 4, 5), kind="dinner")
    assert months_without_drinks(FIRST, LAST) == [date(2026, 4, 1), date(2026, 7, 1)]
    assert months_without_drinks(FIRST, date(2026, 4, 29)) == []
    assert months_without_drinks(FIRST, date(2026, 4, 30)) == [date(2026, 4, 1)]


@pytest.mark.parametrize(
    ("at", "values", "number"),
    [
        (datetime(2026, 1, 1, 0, 5, tzinfo=AMSTERDAM), {}, 1),
        (datetime(2025, 12, 31, 23, 55, tzinfo=AMSTERDAM), {}, 0),
        (datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM), {"is_published": False}, 0),
        (datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM), {"published_until": datetime(2026, 7, 1, tzinfo=AMSTERDAM)}, 1),
    ],
)
def test_news_counts_when_it_came_out_also_when_it_is_gone_again(at, values, number):
    baker.make(NewsItem, published_at=at, **values)
    assert news(FIRST, LAST, NOW) == number


def test_news_to_come_does_not_count():
    baker.make(NewsItem, published_at=datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM))
    assert news(FIRST, LAST, datetime(2026, 6, 1, 11, tzinfo=AMSTERDAM)) == 0


def test_prizes_of_the_year_that_visitors_may_read_about():
    for number, day in enumerate([date(2025, 12, 31), date(2026, 12, 31), date(2026, 1, 1), date(2027, 1, 1)]):
        baker.make(Award, prize=f"Prijs {number}", slug=f"p{number}", received_on=day, is_published=True)
    baker.make(Award, prize="Nog niet", slug="n", received_on=date(2026, 5, 5), is_published=False)
    assert [award.prize for award in awards(FIRST, LAST)] == ["Prijs 2", "Prijs 1"]
