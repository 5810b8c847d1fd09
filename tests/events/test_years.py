"""The lists of news and awards by the Dutch year in which something came out or was received."""

from datetime import date

import pytest
from model_bakery import baker

from events.models import Award, NewsItem
from tests.events.conftest import amsterdam

NEWS, AWARDS = "/beheer/events/newsitem/", "/beheer/events/award/"
# The last minute of 2024 and the first of 2026, on the Dutch clock.
MOMENTS = {"Oud": amsterdam(2024, 12, 31, 23), "Nieuw": amsterdam(2026, 1, 1, 0)}


@pytest.fixture
def news(council) -> None:
    for title, moment in MOMENTS.items():
        baker.make(NewsItem, title=title, slug=title.lower(), published_at=moment)


def found(editor, address: str) -> list[str]:
    return [str(row) for row in editor.get(address).context["cl"].result_list]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [("", ["Nieuw", "Oud"]), ("?jaar=2026", ["Nieuw"]), ("?jaar=2024", ["Oud"]), ("?jaar=2025", []), ("?jaar=x", [])],
)
def test_news_is_found_by_its_year(editor, news, asked, titles):
    assert found(editor, f"{NEWS}{asked}") == titles


def test_only_years_with_news_are_offered_the_last_in_front(editor, news):
    shown = editor.get(NEWS).context["cl"].filter_specs[0]
    assert [str(label) for _, label in shown.lookup_choices] == ["2026", "2024"]


def test_without_news_there_is_no_year_to_choose(editor):
    assert [one.title for one in editor.get(NEWS).context["cl"].filter_specs] == ["klaar voor de website"]


@pytest.mark.parametrize(
    ("asked", "prizes"), [("?jaar=2012", ["Eerste", "Laatste"]), ("?jaar=2011", []), ("?jaar=2013", ["Daarna"])]
)
def test_awards_are_found_by_their_year(editor, council, asked, prizes):
    days = {"Eerste": date(2012, 1, 1), "Laatste": date(2012, 12, 31), "Daarna": date(2013, 1, 1)}
    for prize, day in days.items():
        baker.make(Award, prize=prize, slug=prize.lower(), received_on=day)
    assert sorted(found(editor, f"{AWARDS}{asked}")) == prizes
