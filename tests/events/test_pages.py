from datetime import datetime
from zoneinfo import ZoneInfo

import html5lib
import pytest
from model_bakery import baker

from events.models import GetTogether, NewsItem

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVENING = datetime(2026, 12, 3, 20, 0, tzinfo=AMSTERDAM)
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=AMSTERDAM)
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def drinks():
    return baker.make(
        GetTogether,
        title="Borrel in december",
        slug="borrel-december-2026",
        starts_at=EVENING,
        ends_at=EVENING.replace(hour=22, minute=30),
        place="Buurthuis De Linde",
        address="Lindestraat 1, Voorbeeldstad",
        costs="Het eerste drankje is gratis.",
        text="<p>Kom kennismaken.</p>",
    )


def body(client, url):
    """The page's text, after the checks that hold for every page of this room."""
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    html5lib.HTMLParser(strict=True).parse(response.content)
    return " ".join(response.text.split())


def test_an_empty_agenda_says_what_will_be_there_and_where_else_to_look(client):
    page = body(client, "/agenda/")
    assert "Er staat nu niets gepland." in page
    assert "Wat is geweest" not in page
    assert 'href="/contact/"' in page


def test_the_agenda_shows_when_where_and_for_whom(client, drinks):
    page = body(client, "/agenda/")
    assert "donderdag 3 december 2026, 20.00 uur" in page
    assert "22.30 uur" in page
    assert "Buurthuis De Linde, Lindestraat 1, Voorbeeldstad" in page
    assert "Voor iedereen." in page


def test_the_agenda_puts_what_comes_before_what_is_past(client, drinks):
    baker.make(GetTogether, title="Borrel in november", starts_at=datetime(2026, 11, 5, 20, tzinfo=AMSTERDAM))
    page = body(client, "/agenda/")
    assert page.index("Wat er komt") < page.index("Borrel in december")
    assert page.index("Borrel in december") < page.index("Wat is geweest") < page.index("Borrel in november")


def test_a_cancelled_get_together_stays_in_the_agenda_with_the_reason(client, drinks):
    GetTogether.objects.update(cancelled_why="De zaal is dicht.")
    page = body(client, "/agenda/")
    assert "Gaat niet door" in page
    assert "De zaal is dicht." in page


def test_a_get_together_for_the_council_says_so(client, drinks):
    GetTogether.objects.update(for_whom="council")
    assert "Alleen voor leden van de raad." in body(client, "/agenda/")
    assert "<dd>Alleen leden van de raad</dd>" in body(client, drinks.get_absolute_url())


def test_the_past_is_shown_twelve_at_a_time(client, drinks):
    for day in range(1, 14):
        baker.make(GetTogether, title=f"Nummer {day}.", starts_at=datetime(2026, 10, day, 20, tzinfo=AMSTERDAM))
    first, second = body(client, "/agenda/"), body(client, "/agenda/?pagina=2")
    assert "Nummer 2." in first
    assert "Nummer 1." not in first
    assert "Nummer 1." in second
    assert "Borrel in december" not in second
    assert client.get("/agenda/?pagina=3").status_code == 404


def test_the_agenda_takes_as_many_queries_for_ten_as_for_one(client, drinks, django_assert_max_num_queries):
    for day in range(10, 20):
        baker.make(GetTogether, starts_at=datetime(2026, 12, day, 20, tzinfo=AMSTERDAM))
    with django_assert_max_num_queries(4):
        client.get("/agenda/")


def test_a_get_together_tells_everything_on_its_own_page(client, drinks):
    page = body(client, "/agenda/borrel-december-2026/")
    assert "<title>Borrel in december - " in page
    assert "Het eerste drankje is gratis." in page
    assert "<p>Kom kennismaken.</p>" in page
    assert "Dit is geweest" not in page


def test_an_end_on_another_day_is_written_in_full(client, drinks):
    GetTogether.objects.update(ends_at=datetime(2026, 12, 4, 1, 0, tzinfo=AMSTERDAM))
    assert "vrijdag 4 december 2026, 01.00 uur" in body(client, drinks.get_absolute_url())


def test_a_get_together_that_is_over_says_so(client, drinks, time_machine):
    time_machine.move_to(EVENING.replace(hour=22, minute=30))
    assert "Dit is geweest." in body(client, drinks.get_absolute_url())


def test_a_cancelled_get_together_tells_why_on_its_own_page(client, drinks):
    GetTogether.objects.update(cancelled_why="De zaal is dicht.")
    page = body(client, drinks.get_absolute_url())
    assert "Dit gaat niet door" in page
    assert "De zaal is dicht." in page


def test_a_get_together_that_is_not_on_the_website_is_not_found(client, drinks):
    GetTogether.objects.update(is_published=False)
    assert client.get(drinks.get_absolute_url()).status_code == 404
    assert "Borrel in december" not in body(client, "/agenda/")


def test_news_without_items_says_what_will_be_there(client):
    assert "Er is nog geen nieuws." in body(client, "/nieuws/")


def test_news_appears_at_dutch_midnight(client, time_machine):
    item = baker.make(
        NewsItem, title="Advies gegeven", slug="advies", published_at=datetime(2026, 7, 1, tzinfo=AMSTERDAM)
    )
    time_machine.move_to(datetime(2026, 6, 30, 23, 59, tzinfo=AMSTERDAM))
    assert client.get(item.get_absolute_url()).status_code == 404
    assert "Advies gegeven" not in body(client, "/nieuws/")
    time_machine.move_to(datetime(2026, 7, 1, 0, 1, tzinfo=AMSTERDAM))  # still 30 June in UTC
    assert "<title>Advies gegeven - " in body(client, "/nieuws/advies/")
    assert "woensdag 1 juli 2026" in body(client, "/nieuws/")


def test_news_that_is_not_on_the_website_is_not_found(client):
    item = baker.make(NewsItem, slug="geheim", published_at=datetime(2026, 7, 1, tzinfo=AMSTERDAM), is_published=False)
    assert client.get(item.get_absolute_url()).status_code == 404


def test_what_an_editor_types_in_a_title_is_shown_and_not_run(client):
    baker.make(NewsItem, title="<script>x()</script>", slug="x", published_at=datetime(2026, 7, 1, tzinfo=AMSTERDAM))
    assert "<script>x()" not in body(client, "/nieuws/") + body(client, "/nieuws/x/")
