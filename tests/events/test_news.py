"""News: on the site between two moments, found by year and by old addresses, and right with any text."""

from datetime import timedelta

import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from model_bakery import baker

from events.models import Award, NewsItem
from tests.events.conftest import amsterdam

NOON = amsterdam(2026, 12, 1, 12)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def make(slug: str = "advies", **more) -> NewsItem:
    facts = {"title": f"Titel {slug}.", "summary": "Kort.", "published_at": NOON - MINUTE, **more}
    return NewsItem.objects.create(slug=slug, **facts)


def body(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    html5lib.HTMLParser(strict=True).parse(response.content)
    return " ".join(response.text.split())


# When it is on the site --------------------------------------------------------------------------


@pytest.mark.parametrize(("late", "out"), [(-MINUTE, False), (timedelta(0), True), (MINUTE, True)])
def test_news_is_out_from_its_first_moment(late, out):
    make(published_at=NOON)
    assert NewsItem.objects.published(NOON + late).exists() == out


@pytest.mark.parametrize(("late", "out"), [(-MINUTE, True), (timedelta(0), False), (MINUTE, False)])
def test_news_is_out_until_its_last_moment_comes(late, out):
    make(published_until=NOON)
    assert NewsItem.objects.published(NOON + late).exists() == out


@pytest.mark.parametrize("late", [timedelta(0), -MINUTE])
def test_news_cannot_end_before_or_when_it_begins(late):
    item = NewsItem(title="a", slug="a", summary="a", published_at=NOON, published_until=NOON + late)
    with pytest.raises(ValidationError, match="Het einde moet na het begin liggen"):
        item.full_clean()
    with pytest.raises(IntegrityError):
        item.save()


HIDDEN = [{"published_at": NOON + MINUTE}, {"published_until": NOON}, {"is_published": False}]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_not_out_leaks_on_no_page(client, hidden):
    make("open")
    award = baker.make(Award, slug="prijs", news_item=make("geheim", title="Geheim", summary="Geheim.", **hidden))
    assert client.get("/nieuws/geheim/").status_code == 404
    for page in ["/", "/nieuws/", "/nieuws/archief/2026/", "/nieuws/open/", award.get_absolute_url()]:
        assert "eheim" not in body(client, page)
    assert b"eheim" not in client.get("/nieuws/feed.xml").content


# The list and the years --------------------------------------------------------------------------


def test_the_newest_stands_in_front(client):
    make("oud", published_at=amsterdam(2026, 1, 1))
    make("nieuw")
    page = body(client, "/nieuws/")
    assert page.index("Titel nieuw.") < page.index("Titel oud.")


def test_news_of_new_years_eve_belongs_to_the_dutch_year(client):
    make("eve", published_at=amsterdam(2025, 12, 31, 23, 59))
    make("day", published_at=amsterdam(2026, 1, 1, 0, 1))  # still 2025 in UTC
    assert "Titel eve." in body(client, "/nieuws/archief/2025/")
    assert "Titel day." not in body(client, "/nieuws/archief/2025/")
    assert "Titel day." in body(client, "/nieuws/archief/2026/")
    page = body(client, "/nieuws/")
    assert page.index('href="/nieuws/archief/2026/"') < page.index('href="/nieuws/archief/2025/"')


@pytest.mark.parametrize("year", ["2024", "0000", "3000", "99999", "abcd", "1000", "2999"])
def test_a_year_without_news_has_no_page(client, year):
    make()
    assert client.get(f"/nieuws/archief/{year}/").status_code == 404


def test_twelve_items_stand_on_a_page(client):
    for number in range(13):
        make(f"n{number}", published_at=NOON - (number + 1) * MINUTE)
    for address in ("/nieuws/", "/nieuws/archief/2026/"):
        assert "Titel n11." in body(client, address)
        assert "Titel n12." not in body(client, address)
        assert "Titel n12." in body(client, f"{address}?pagina=2")
        assert client.get(f"{address}?pagina=3").status_code == 404


def test_the_list_leads_to_the_awards_only_when_there_are_any(client):
    assert "/prijzen/" not in body(client, "/nieuws/")
    award = baker.make(Award, is_published=False)
    assert "/prijzen/" not in body(client, "/nieuws/")
    Award.objects.filter(pk=award.pk).update(is_published=True)
    assert 'href="/prijzen/"' in body(client, "/nieuws/")


# One item ----------------------------------------------------------------------------------------


def test_an_item_leads_to_the_one_before_and_the_one_after(client):
    for day in (1, 2, 3):
        make(f"n{day}", published_at=amsterdam(2026, 11, day))
    page = body(client, "/nieuws/n2/")
    assert '<a rel="next" href="/nieuws/n3/">Titel n3.</a>' in page
    assert '<a rel="prev" href="/nieuws/n1/">Titel n1.</a>' in page
    assert 'rel="next"' not in body(client, "/nieuws/n3/")
    assert 'rel="prev"' not in body(client, "/nieuws/n1/")


def test_of_two_items_of_one_minute_each_leads_to_the_other(client):
    for slug in ("eerste", "tweede"):
        make(slug)
    assert '<a rel="next" href="/nieuws/tweede/">' in body(client, "/nieuws/eerste/")
    assert '<a rel="prev" href="/nieuws/eerste/">' in body(client, "/nieuws/tweede/")


def test_an_item_alone_leads_to_no_other(client):
    make()
    assert "Ander nieuws" not in body(client, "/nieuws/advies/")


@pytest.mark.parametrize("address", ["/", "/agenda/", "/nieuws/", "/nieuws/archief/2026/", "/prijzen/"])
def test_a_list_too_tells_other_sites_what_it_is(client, address):
    make()
    page = body(client, address)
    assert f'<link rel="canonical" href="http://testserver{address}">' in page
    assert f'<meta property="og:url" content="http://testserver{address}">' in page
    assert '<meta property="og:image" content="http://testserver/static/img/sharing.png">' in page


def test_an_item_tells_other_sites_what_it_is(client):
    make(summary="Wij gaven advies & hulp.")
    page = body(client, "/nieuws/advies/")
    assert '<link rel="canonical" href="http://testserver/nieuws/advies/">' in page
    assert '<meta property="og:title" content="Titel advies.">' in page
    assert '<meta property="og:description" content="Wij gaven advies &amp; hulp.">' in page
    assert '<meta property="og:image" content="http://testserver/static/img/sharing.png">' in page
    assert '<link rel="alternate" type="application/atom+xml" title="Nieuws" href="/nieuws/feed.xml">' in page


def test_an_item_leads_to_its_awards_that_are_public(client):
    item = make()
    baker.make(Award, prize="Mooie prijs", slug="mooi", news_item=item)
    baker.make(Award, prize="Geheime prijs", slug="geheim", news_item=item, is_published=False)
    page = body(client, "/nieuws/advies/")
    assert '<a href="/prijzen/mooi/">Mooie prijs</a>' in page
    assert "Geheime" not in page


@pytest.mark.parametrize("text", ["", "<p>Ja.</p>", "<p>" + "woord " * 5000 + "</p>", "<p>" + "x" * 5000 + "</p>"])
def test_a_text_of_any_length_makes_a_page(client, text):
    make(text=text, title="x" * 200)
    assert text in client.get("/nieuws/advies/").text
    assert ('class="rich-text"' in body(client, "/nieuws/advies/")) == bool(text)


def test_text_that_did_not_come_by_the_form_is_cleaned_on_its_way_out(client):
    make(text="<h1>Kop</h1><script>alert(1)</script><p onclick='x()'>b</p>")
    assert '<div class="rich-text"><h2>Kop</h2><p>b</p></div>' in body(client, "/nieuws/advies/")


# How much work it is -----------------------------------------------------------------------------


def test_every_page_takes_as_many_queries_for_2000_items_as_for_20(client):
    pages = ["/nieuws/", "/nieuws/archief/2026/", "/nieuws/n5/", "/nieuws/feed.xml", "/"]
    fill(20)
    before = [queries_of(client, page) for page in pages]
    NewsItem.objects.all().delete()
    fill(2000)
    assert [queries_of(client, page) for page in pages] == before


def fill(number: int) -> None:
    NewsItem.objects.bulk_create(
        NewsItem(title="a", slug=f"n{n}", summary="a", published_at=NOON - (n + 1) * MINUTE) for n in range(number)
    )


def queries_of(client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)
