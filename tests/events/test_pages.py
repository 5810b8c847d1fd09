from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from model_bakery import baker

from events.addresses import remember
from events.models import GetTogether, NewsItem
from recruitment.models import Vacancy
from tests.events.conftest import NOON
from tests.public import linked_data

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVENING = datetime(2026, 12, 3, 20, 0, tzinfo=AMSTERDAM)
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def _clock(noon):
    """Every page here is looked at at noon."""


def body(client, url):
    """The page's text, after the checks that hold for every page of this room."""
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    html5lib.HTMLParser(strict=True).parse(response.content)
    return " ".join(response.text.split())


def data_of(client, event) -> dict[str, object]:
    """What the page of a get-together tells search engines."""
    return linked_data(body(client, event.get_absolute_url()))["Event"]


@pytest.mark.parametrize("url", ["/agenda/", "/nieuws/"])
def test_a_list_says_first_what_is_in_it_unless_it_is_empty(client, drinks, url):
    baker.make(NewsItem, published_at=NOON)
    assert '</h1> <p class="lead">Hier ' in body(client, url)
    GetTogether.objects.all().delete()
    NewsItem.objects.all().delete()
    assert 'class="lead"' not in body(client, url)


def test_an_empty_agenda_says_what_will_be_there_and_where_else_to_look(client):
    page = body(client, "/agenda/")
    assert "Er staat nu niets gepland." in page
    assert "Wat is geweest" not in page
    assert 'href="/contact/"' in page


def test_the_agenda_shows_when_where_and_for_whom(client, drinks):
    page = body(client, "/agenda/")
    assert "donderdag 3 december 2026, 20.00 uur" in page
    assert "22.30 uur" in page
    assert "Buurthuis De Linde, Lindestraat 1, Voorbeeldstad" in strip_tags(page)
    assert "Voor iedereen." in page


def test_the_agenda_leads_from_what_comes_to_the_years_that_are_past(client, drinks):
    baker.make(GetTogether, title="Borrel in november", starts_at=datetime(2026, 11, 5, 20, tzinfo=AMSTERDAM))
    page = body(client, "/agenda/")
    assert page.index("Borrel in december") < page.index('href="/agenda/archief/2026/"')
    assert "Borrel in november" not in page
    assert "Borrel in november" in body(client, "/agenda/archief/2026/")


def test_a_cancelled_get_together_stays_in_the_agenda_with_the_reason(client, drinks):
    GetTogether.objects.update(cancelled_why="De zaal is dicht.")
    page = body(client, "/agenda/")
    assert "Gaat niet door" in page
    assert "De zaal is dicht." in page


def test_the_button_for_ones_own_agenda_is_not_there_for_what_does_not_go_on(client, drinks):
    assert "Zet in mijn agenda" in body(client, drinks.get_absolute_url())
    GetTogether.objects.update(cancelled_why="De zaal is dicht.")
    assert "Zet in mijn agenda" not in body(client, drinks.get_absolute_url())


@pytest.mark.parametrize(("why", "times"), [("", 0), ("De zaal was dicht.", 1)])
def test_the_past_says_the_day_in_words_and_what_did_not_go_on(client, why, times):
    past = datetime(2026, 11, 5, 20, tzinfo=AMSTERDAM)
    baker.make(GetTogether, title="Borrel in november", starts_at=past, cancelled_why=why)
    page = body(client, "/agenda/archief/2026/")
    assert "donderdag 5 november 2026" in page
    assert page.count("Ging niet door") == times


def test_a_get_together_for_the_council_says_so(client, drinks):
    GetTogether.objects.update(for_whom="council")
    assert "Alleen voor leden van de raad." in body(client, "/agenda/")
    assert "<dd>Alleen leden van de raad</dd>" in body(client, drinks.get_absolute_url())


def test_a_year_begins_at_dutch_midnight(client):
    moment = datetime(2025, 1, 1, 0, 30, tzinfo=AMSTERDAM)  # still 2024 in UTC
    baker.make(GetTogether, title="Oud en nieuw", starts_at=moment)
    baker.make(GetTogether, title="Later jaar", starts_at=datetime(2026, 1, 1, 0, 30, tzinfo=AMSTERDAM))
    page = body(client, "/agenda/archief/2025/")
    assert "Oud en nieuw" in page
    assert "Later jaar" not in page
    assert client.get("/agenda/archief/2024/").status_code == 404


@pytest.mark.parametrize("year", ["2027", "0", "1", "99999", "9" * 30])
def test_a_year_without_anything_past_is_not_found(client, drinks, year):
    assert client.get(f"/agenda/archief/{year}/").status_code == 404


def test_what_is_coming_is_shown_24_at_a_time(client):
    for day in range(1, 26):
        baker.make(GetTogether, title=f"Nummer {day}.", starts_at=datetime(2027, 1, day, 20, tzinfo=AMSTERDAM))
    first, second = body(client, "/agenda/"), body(client, "/agenda/?pagina=2")
    assert "Nummer 24." in first
    assert "Nummer 25." not in first
    assert "Nummer 25." in second
    assert "Onze agenda op uw telefoon" not in second
    assert client.get("/agenda/?pagina=3").status_code == 404


ADDRESSES = ["/", "/agenda/", "/agenda/archief/2026/", "/agenda/borrel-december-2026/", "/agenda.ics"]


@pytest.mark.parametrize("url", [*ADDRESSES, "/agenda/borrel-december-2026.ics"])
def test_a_page_takes_as_many_queries_at_2000_as_at_20(client, drinks, url):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    fill(20)
    few = queries()
    fill(1980)
    assert queries() == few


def fill(number: int) -> None:
    """So many get-togethers, as many coming as past."""
    rows = [(EVENING + timedelta(days=n) * (-1) ** n, f"nummer-{number}-{n}") for n in range(1, number + 1)]
    GetTogether.objects.bulk_create(GetTogether(title="Borrel", slug=slug, starts_at=start) for start, slug in rows)


def test_a_get_together_tells_everything_on_its_own_page(client, drinks):
    page = body(client, "/agenda/borrel-december-2026/")
    assert "<title>Borrel in december, donderdag 3 december 2026 - " in page
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


EVERYWHERE = ["/", "/agenda/", "/agenda/archief/2026/", "/agenda.ics", "/vacatures/lid/"]
ITS_OWN = ["/agenda/borrel-december-2026/", "/agenda/borrel-december-2026.ics", "/agenda/oude-borrel/"]


@pytest.fixture
def known_everywhere(drinks):
    """Something past beside it, a vacancy, and an old address: all places where it could show up."""
    baker.make(GetTogether, starts_at=datetime(2026, 11, 5, 20, tzinfo=AMSTERDAM))
    baker.make(Vacancy, slug="lid", kind="seat")
    remember("agenda", "oude-borrel", drinks.pk)


@pytest.mark.parametrize("when", [EVENING - timedelta(days=1), EVENING + timedelta(days=1)])
@pytest.mark.parametrize("hidden", [{"is_published": False}, {"published_from": EVENING + timedelta(days=2)}])
def test_what_is_not_on_the_website_is_found_nowhere(client, drinks, known_everywhere, time_machine, when, hidden):
    time_machine.move_to(when)
    GetTogether.objects.filter(pk=drinks.pk).update(**hidden)
    for url in EVERYWHERE:
        response = client.get(url)
        assert response.status_code == 200, url
        assert "borrel-december-2026" not in response.text, url
    assert [client.get(url).status_code for url in ITS_OWN] == [404, 404, 404]


def test_it_appears_in_its_own_minute(client, drinks, known_everywhere):
    GetTogether.objects.filter(pk=drinks.pk).update(published_from=NOON + timedelta(minutes=1))
    assert client.get("/agenda/borrel-december-2026/").status_code == 404
    GetTogether.objects.filter(pk=drinks.pk).update(published_from=NOON)
    assert [client.get(url).status_code for url in ITS_OWN] == [200, 200, 301]
    shown = [url for url in EVERYWHERE if "borrel-december-2026" in client.get(url).text]
    assert shown == ["/", "/agenda/", "/agenda.ics", "/vacatures/lid/"]


def test_an_old_address_leads_to_the_page_and_the_file(client, drinks):
    remember("agenda", "oude-borrel", drinks.pk)
    response = client.get("/agenda/oude-borrel/")
    assert (response.status_code, response.url) == (301, "/agenda/borrel-december-2026/")
    response = client.get("/agenda/oude-borrel.ics")
    assert (response.status_code, response.url) == (301, "/agenda/borrel-december-2026.ics")


def test_an_old_address_of_a_news_item_is_none_of_the_agenda(client, drinks):
    remember("nieuws", "oude-borrel", drinks.pk)
    assert client.get("/agenda/oude-borrel/").status_code == 404


def test_a_moved_get_together_says_what_it_was(client, drinks):
    GetTogether.objects.update(
        moved_from=datetime(2026, 12, 2, 17, tzinfo=AMSTERDAM), moved_from_place="De Es", moved_why="De zaal was vol."
    )
    for url in ["/agenda/", drinks.get_absolute_url()]:
        assert "was woensdag 2 december 2026, 17.00 uur, De Es. De zaal was vol." in strip_tags(body(client, url))


@pytest.mark.parametrize(
    ("known", "text"),
    [("yes", "U kunt er met een rolstoel in."), ("no", "niet met een rolstoel in."), ("unknown", "Vraag het ons.")],
)
def test_the_page_says_whether_a_wheelchair_can_get_in(client, drinks, known, text):
    GetTogether.objects.update(accessible=known, accessible_note="Er is een lift.", directions="Neem bus 3.")
    page = body(client, drinks.get_absolute_url())
    assert f"{text} Er is een lift." in page
    assert "Neem bus 3." in page


def test_the_page_tells_search_engines_what_it_tells_people(client, drinks):
    GetTogether.objects.update(costs="Gratis. Neem iets mee.")
    assert data_of(client, drinks) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "url": "http://testserver/agenda/borrel-december-2026/",
        "name": "Borrel in december",
        "description": "Donderdag 3 december 2026, 20.00 uur, Buurthuis De Linde, Lindestraat 1, Voorbeeldstad.",
        "startDate": "2026-12-03T20:00:00+01:00",
        "endDate": "2026-12-03T22:30:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": "Buurthuis De Linde", "address": "Lindestraat 1, Voorbeeldstad"},
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": "Cliëntenraad", "url": "http://testserver/"},
    }


@pytest.mark.parametrize("costs", ["", "De koffie is gratis.", "Gratis voor leden.", "5 euro"])
def test_search_engines_hear_that_it_is_free_only_when_all_of_it_is(client, drinks, costs):
    GetTogether.objects.update(costs=costs)
    assert "isAccessibleForFree" not in data_of(client, drinks)


def test_a_place_that_nobody_knows_yet_is_not_made_up(client, drinks):
    GetTogether.objects.update(place="", address="")
    assert "location" not in data_of(client, drinks)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"cancelled_why": "Vol."}, "EventCancelled"),
        ({"moved_from": EVENING}, "EventRescheduled"),
        ({"moved_from": EVENING, "cancelled_why": "Vol."}, "EventCancelled"),
    ],
)
def test_search_engines_hear_of_a_change(client, drinks, change, status):
    GetTogether.objects.update(**change)
    told = data_of(client, drinks)
    assert told["eventStatus"] == f"https://schema.org/{status}"
    assert told.get("previousStartDate") == (EVENING.isoformat() if "moved_from" in change else None)


def test_a_link_to_the_page_shows_what_and_when(client, drinks):
    page = body(client, drinks.get_absolute_url())
    assert '<link rel="canonical" href="http://testserver/agenda/borrel-december-2026/">' in page
    assert '<meta property="og:title" content="Borrel in december, donderdag 3 december 2026">' in page
    assert 'content="Donderdag 3 december 2026, 20.00 uur, Buurthuis De Linde, Lindestraat 1, Voorbeeldstad."' in page


def test_what_an_editor_types_is_never_code(client, drinks):
    GetTogether.objects.update(title='"><script>x()</script>', place="<b>", moved_why="<i>", moved_from=EVENING)
    for url in ["/agenda/", drinks.get_absolute_url()]:
        page = body(client, url)
        assert "<script>" not in page
        assert "<b>" not in page
        assert "<i>" not in page


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
