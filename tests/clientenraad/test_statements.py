"""What the site says about itself is true, and says it to programs in their own words."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from model_bakery import baker

from clientenraad.linked_data import organization
from clientenraad.models import AccessibilityStatement, Document, Page
from clientenraad.published import always
from clientenraad.search_index import published_with
from clientenraad.templatetags.data import linked_data
from events.models import GetTogether, NewsItem
from members.models import Council
from recruitment.models import Vacancy

TODAY = date(2026, 6, 1)
Status = AccessibilityStatement.Status
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def day(council, settings, time_machine):
    settings.SITE_URL = "https://raad.example"
    time_machine.move_to(datetime(2026, 6, 1, 12, 0, tzinfo=UTC), tick=False)
    AccessibilityStatement.objects.all().delete()
    Page.objects.all().delete()


def body(client, url: str) -> str:
    return " ".join(client.get(url).text.split())


# accessibility


@pytest.mark.parametrize(
    ("researched_on", "claim"),
    [
        (None, Status.UNKNOWN),
        (date(2026, 6, 2), Status.UNKNOWN),
        (TODAY, Status.FULLY),
        (date(2023, 6, 2), Status.FULLY),
        (date(2023, 6, 1), Status.UNKNOWN),
    ],
)
def test_no_more_is_claimed_than_an_inquiry_of_the_last_three_years_showed(researched_on, claim):
    statement = AccessibilityStatement(status=Status.FULLY, researched_on=researched_on)
    assert statement.claim(TODAY) == claim


@pytest.mark.parametrize("make", [lambda: None, lambda: AccessibilityStatement.objects.create(pk=1)])
def test_without_an_inquiry_the_page_says_so(client, make):
    make()
    page = body(client, "/toegankelijkheid/")
    assert "Er is nog geen onafhankelijk onderzoek gedaan." in page
    assert "Het onderzoek vond" not in page


@pytest.mark.parametrize(
    ("values", "said", "unsaid"),
    [
        ({"status": "fully"}, "Ja. Het onderzoek vond geen problemen.", "Nog niet helemaal"),
        (
            {"status": "partly", "problems": "<p>De kaart.</p>"},
            "Nog niet helemaal. Het onderzoek vond problemen.",
            "Ja.",
        ),
    ],
)
def test_the_page_says_what_was_found_when_and_by_whom(client, values, said, unsaid):
    AccessibilityStatement.objects.create(pk=1, researched_on=date(2026, 5, 7), researched_by="Bureau Test", **values)
    page = body(client, "/toegankelijkheid/")
    assert said in page
    assert unsaid not in page
    assert "Het onderzoek was klaar op donderdag 7 mei 2026. Het is gedaan door Bureau Test." in page
    assert ("De kaart." in page) is ("problems" in values)


def test_an_old_inquiry_is_named_as_old(client):
    AccessibilityStatement.objects.create(pk=1, researched_on=date(2023, 6, 1), status="fully")
    page = body(client, "/toegankelijkheid/")
    assert "Het laatste onderzoek was klaar op donderdag 1 juni 2023. Dat is langer dan drie jaar geleden." in page
    assert "Het onderzoek vond geen" not in page


def test_the_page_leads_to_a_form_for_what_does_not_work(client):
    assert 'href="/contact/toegankelijkheid/"' in body(client, "/toegankelijkheid/")


@pytest.mark.parametrize(
    "values", [{"status": "fully"}, {"status": "partly"}, {"status": "fully", "researched_on": TODAY, "problems": "x"}]
)
def test_the_database_refuses_a_claim_without_ground(values):
    with pytest.raises(IntegrityError):
        AccessibilityStatement.objects.create(pk=1, **values)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"status": "fully"}, "Vul in wanneer de website is onderzocht."),
        ({"status": "fully", "researched_on": "2026-06-02"}, "Deze dag moet nog komen."),
        ({"status": "fully", "researched_on": "2026-06-01", "problems": "<p>De kaart.</p>"}, "U noemt nog problemen."),
    ],
)
def test_the_secretary_is_told_what_cannot_be_claimed(log_in, typed, said):
    AccessibilityStatement.objects.create(pk=1)
    answer = log_in("Secretaris").post("/beheer/clientenraad/accessibilitystatement/1/change/", typed)
    assert said in answer.text
    assert AccessibilityStatement.objects.get().status == Status.UNKNOWN


def test_the_secretary_records_an_inquiry(log_in):
    AccessibilityStatement.objects.create(pk=1)
    typed = {"status": "fully", "researched_on": "2026-06-01", "problems": "<p></p>"}
    log_in("Secretaris").post("/beheer/clientenraad/accessibilitystatement/1/change/", typed)
    assert AccessibilityStatement.objects.get().claim(TODAY) == Status.FULLY


# security.txt and robots.txt


def test_security_txt_says_where_to_tell_and_how_long_it_holds(client):
    Council.objects.update(contact_email="raad+hulp@raad.example")
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "Contact: https://raad.example/contact/veiligheid/\n"
        "Contact: mailto:raad+hulp@raad.example\n"
        "Expires: 2026-11-28T00:00:00Z\n"
        "Preferred-Languages: nl\n"
        "Canonical: https://raad.example/.well-known/security.txt\n"
    )


def test_security_txt_is_never_about_to_expire_and_always_under_a_year(client, time_machine):
    for day in (date(2027, 12, 31), date(2028, 2, 29)):
        now = datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC)
        time_machine.move_to(now, tick=False)
        text = client.get("/.well-known/security.txt").text
        expires = datetime.fromisoformat(re.search("Expires: (.*)", text)[1])
        assert timedelta(days=170) < expires - now < timedelta(days=365)


def test_security_txt_needs_no_mail_address(client):
    assert client.get("/.well-known/security.txt").text.count("Contact:") == 1


def test_robots_txt_keeps_robots_from_the_pages_of_one_person(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /beheer/", "Disallow: /aanmelding/", "Disallow: /zoeken/"} < set(lines)
    assert lines[-1] == "Sitemap: https://raad.example/sitemap.xml"


# sitemap.xml


def listed(client) -> set[str]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 (our own)
    return {place.text.removeprefix("https://raad.example") for place in root.findall(".//{*}loc")}


def test_the_sitemap_lists_what_is_published_and_nothing_else(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for number, shown in enumerate((True, False)):
        Vacancy.objects.create(slug=f"v{number}", title="Lid", summary="Denk mee.", is_published=shown)
        baker.make(NewsItem, slug=f"n{number}", text="", published_at=datetime(2026, 6, 1 + number, tzinfo=UTC))
        baker.make(GetTogether, slug=f"g{number}", text="", is_published=shown)
        Page.objects.create(slug=f"p{number}", title="Thema", text="", is_published=shown)
        baker.make(Document, is_published=shown, file="x.pdf")
    assert listed(client) == {
        "/",
        "/vacatures/",
        "/vacatures/v0/",
        "/leden/",
        "/agenda/",
        "/agenda/g0/",
        "/nieuws/",
        "/nieuws/n0/",
        "/prijzen/",
        "/documenten/",
        "/woordenlijst/",
        "/contact/",
        "/privacy/",
        "/toegankelijkheid/",
        "/p/p0/",
    }


def test_every_address_in_the_sitemap_answers(client):
    Page.objects.create(slug="over-ons", title="Over ons", text="<p>Wij.</p>")
    Vacancy.objects.create(slug="lid", title="Lid", summary="Denk mee.")
    Council.objects.update(roster_public=True)
    addresses = listed(client)
    assert {"/over-ons/", "/leden/rooster/"} < addresses
    assert {client.get(address).status_code for address in addresses} == {200}


def test_the_sitemap_lists_the_pages_that_search_looks_through(client, monkeypatch, time_machine):
    now = datetime(2026, 6, 15, 12, tzinfo=UTC)
    time_machine.move_to(now, tick=False)
    monkeypatch.setenv("DEMO_PASSWORD", "genoeg-tekens")
    call_command("demo", "groningen", verbosity=0)
    pages = {one.url for one in [*always(), *published_with([], now)] if "#" not in one.url}
    assert listed(client) == pages
    assert len(pages) > 30


def test_a_roster_that_is_not_public_is_not_listed(client):
    assert "/leden/rooster/" not in listed(client)


# the head of a page


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("/contact/?x=1", "https://raad.example/contact/"),
        ("/nieuws/?pagina=2", "https://raad.example/nieuws/?pagina=2"),
        ("/nieuws/?pagina=1", "https://raad.example/nieuws/"),
    ],
)
def test_a_page_names_the_one_address_it_should_be_known_by(client, url, canonical):
    for number in range(13):
        baker.make(NewsItem, slug=f"n{number}", text="", published_at=datetime(2026, 6, 1, tzinfo=UTC))
    assert f'<link rel="canonical" href="{canonical}">' in client.get(url).text


@pytest.mark.parametrize("url", ["/aanmelding/", "/aanmelding/geheim/", "/bestaat-niet/"])
def test_a_page_that_belongs_in_no_list_names_no_address(client, url):
    assert 'rel="canonical"' not in client.get(url).text


def test_home_tells_programs_who_the_council_is(client):
    Council.objects.update(
        name="Raad </script><b>",
        municipality="Voorbeeldstad",
        phone="06 0000 0000",
        postal_address="Kade 1\nVoorbeeldstad",
    )
    page = client.get("/").text
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    assert json.loads(data) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Raad </script><b>",
        "url": "https://raad.example/",
        "areaServed": "Voorbeeldstad",
        "telephone": "06 0000 0000",
        "address": "Kade 1 Voorbeeldstad",
    }


def test_data_cannot_leave_its_block():
    text = "</script><!--&\u2028é"
    data = linked_data({"a": text}).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(data) & set("<>&\u2028")
    assert json.loads(data) == {"a": text}


def test_an_empty_council_tells_no_empty_things():
    assert "email" not in organization(Council())
