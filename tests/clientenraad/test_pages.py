from datetime import date, datetime
from importlib import import_module
from unittest.mock import patch
from zoneinfo import ZoneInfo

import html5lib
import pytest
from django.apps import apps
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory
from model_bakery import baker

from clientenraad import views
from clientenraad.models import GoodRun, Page
from events.models import GetTogether, NewsItem
from members.models import Council
from recruitment.models import Vacancy

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=AMSTERDAM)
TEXT_PAGES = ["/", "/over-ons/", "/uitkering/", "/contact/", "/privacy/", "/toegankelijkheid/"]
pytestmark = pytest.mark.usefixtures("council", "pages")


@pytest.fixture
def pages(db):
    """The pages of text as the migration makes them, also when another test has emptied the tables."""
    Page.objects.all().delete()
    import_module("clientenraad.migrations.0002_pages").make_pages(apps, None)
    import_module("clientenraad.migrations.0005_pages").fill_in(apps, None)


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def body(client, url):
    """The page's text with single spaces."""
    return " ".join(client.get(url).text.split())


@pytest.fixture
def seat(fill):
    """Seat so many members around the day of these tests."""
    return lambda number: fill(number, date(2026, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize("url", TEXT_PAGES)
def test_a_page_is_valid_html_and_sets_no_cookie(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    html5lib.HTMLParser(strict=True).parse(response.content)


@pytest.mark.parametrize("url", TEXT_PAGES)
def test_a_page_has_one_main_heading(client, url):
    assert client.get(url).text.count("<h1") == 1


@pytest.mark.parametrize("url", [*TEXT_PAGES, "/gezondheid/"])
def test_a_page_cannot_be_posted_to(client, url):
    assert client.post(url).status_code == 405


# home


@pytest.mark.parametrize(
    ("seated", "words"),
    [
        (11, "4 van de 15 plaatsen zijn vrij."),
        (14, "1 van de 15 plaatsen is vrij."),
        (15, "Er is nu geen plaats vrij."),
    ],
)
def test_home_says_how_many_seats_are_free(client, seat, seated, words):
    seat(seated)
    assert f"<strong>{words}</strong>" in body(client, "/")


def test_home_draws_every_seat(client, seat):
    seat(11)
    page = body(client, "/")
    assert page.count('<g class="seat-taken"') == 11
    assert page.count('<g class="seat-free"') == 4


def test_home_leads_to_the_vacancies_when_the_council_is_full_too(client, seat):
    seat(15)
    page = body(client, "/")
    assert "U kunt wel op de wachtlijst." in page
    assert '<a class="button" href="/vacatures/">' in page


def test_home_names_the_council_and_how_to_reach_it(client):
    Council.objects.update(name="Cliëntenraad Voorbeeldstad", municipality="Voorbeeldstad", phone="06 0000 0000")
    page = body(client, "/")
    assert "<h1>Cliëntenraad Voorbeeldstad</h1>" in page
    assert "Werk &amp; Inkomen in Voorbeeldstad." in page
    assert page.count('<a href="tel:0600000000">06 0000 0000</a>') == 2


def test_home_shows_the_first_get_together_a_visitor_may_come_to(client):
    def event(title, day, **kwargs):
        baker.make(GetTogether, title=title, starts_at=datetime(2026, 12, day, 20, tzinfo=AMSTERDAM), **kwargs)

    event("Van gisteren", 1, ends_at=datetime(2026, 12, 1, 20, 1, tzinfo=AMSTERDAM), is_published=False)
    event("Afgelast", 2, cancelled_why="De zaal is dicht.")
    event("Van de raad", 3, for_whom="council")
    event("Borrel", 4)
    event("Daarna", 5)
    page = body(client, "/")
    assert "vrijdag 4 december 2026, 20.00 uur" in page
    assert ">Borrel</a>" in page
    assert not [title for title in ["Van gisteren", "Afgelast", "Van de raad", "Daarna"] if title in page]


@pytest.mark.parametrize("url", ["/vacatures/", "/vacatures/lid/", "/vacatures/lid/aanmelden/verstuurd/"])
def test_who_wants_to_take_part_sees_when_to_meet_the_council(client, url):
    Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")
    baker.make(GetTogether, title="Borrel", starts_at=datetime(2026, 12, 3, 20, tzinfo=AMSTERDAM))
    assert "donderdag 3 december 2026, 20.00 uur" in body(client, url)


def test_home_without_plans_or_news_is_friendly(client):
    page = body(client, "/")
    assert "Er staat nu geen borrel, etentje of open vergadering gepland." in page
    assert "Er is nog geen nieuws." in page


def test_home_shows_the_three_newest_items_that_are_out(client):
    for day in range(1, 5):
        baker.make(NewsItem, title=f"Nieuws {day}.", published_at=datetime(2026, 11, day, tzinfo=AMSTERDAM))
    baker.make(NewsItem, title="Van morgen", published_at=datetime(2026, 12, 2, tzinfo=AMSTERDAM))
    page = body(client, "/")
    assert page.index("Nieuws 4.") < page.index("Nieuws 3.") < page.index("Nieuws 2.")
    assert "Nieuws 1." not in page
    assert "Van morgen" not in page


def test_home_shows_news_from_dutch_midnight(client, time_machine):
    baker.make(NewsItem, title="Advies gegeven", published_at=datetime(2026, 7, 1, tzinfo=AMSTERDAM))
    time_machine.move_to(datetime(2026, 6, 30, 23, 59, tzinfo=AMSTERDAM))
    assert "Advies gegeven" not in body(client, "/")
    time_machine.move_to(datetime(2026, 7, 1, 0, 1, tzinfo=AMSTERDAM))  # still 30 June in UTC
    assert "Advies gegeven" in body(client, "/")


def test_home_takes_few_queries(client, seat, django_assert_max_num_queries):
    seat(11)
    baker.make(NewsItem, 5, published_at=datetime(2026, 11, 1, tzinfo=AMSTERDAM))
    with django_assert_max_num_queries(8):
        client.get("/")


# pages of text


def test_the_page_about_benefits_answers_with_who_knows_and_without_amounts(client):
    page = body(client, "/uitkering/")
    assert "<h1>Heeft meedoen gevolgen voor mijn uitkering?</h1>" in page
    assert "Vraag dit eerst aan uw contactpersoon bij de gemeente." in page
    assert "Wij vragen niet of u een uitkering krijgt." in page
    assert "€" not in page


def test_a_page_shows_the_words_of_the_council(client):
    Page.objects.filter(slug="over-ons").update(title="Wie wij zijn", text="<p>Wij zijn met z'n allen.</p>")
    page = body(client, "/over-ons/")
    assert "<title>Wie wij zijn - " in page
    assert "<p>Wij zijn met z'n allen.</p>" in page


def test_the_default_texts_pass_their_own_cleaner_unchanged():
    for page in Page.objects.all():
        before = page.text
        page.full_clean()
        assert page.text == before


def test_a_page_knows_its_address(client):
    assert {page.get_absolute_url() for page in Page.objects.all()} == {"/over-ons/", "/uitkering/"}


def test_a_page_whose_row_is_gone_is_not_found(client):
    Page.objects.all().delete()
    assert client.get("/uitkering/").status_code == 404


# contact, privacy, accessibility


def test_contact_says_first_who_helps_with_a_problem_of_ones_own(client):
    Council.objects.update(own_problem="<p>Bel de sociaal raadslieden.</p>", phone="06 0000 0000")
    main = body(client, "/contact/").partition("<main")[2]
    assert main.index("Bel de sociaal raadslieden.") < main.index("06 0000 0000")


def test_contact_says_so_when_the_council_filled_in_nothing_yet(client):
    assert "Onze gegevens komen hier nog te staan." in body(client, "/contact/")


def test_contact_names_the_secretary_and_how_soon_an_answer_comes(client):
    Council.objects.update(secretary_name="Ada Voorbeeld", secretary_email="ada@raad.example", answer_days=3)
    page = body(client, "/contact/")
    assert "U krijgt antwoord van Ada Voorbeeld, ambtelijk secretaris van de raad." in page
    assert "Wij antwoorden binnen 3 werkdagen." in page
    assert "ada@raad.example" not in page


def test_privacy_takes_its_figures_from_the_council(client):
    Council.objects.update(erase_after_weeks=1, keep_months=6, former_member_months=1)
    page = body(client, "/privacy/")
    assert "Hoogstens 1 week nadat het is gestopt." in page
    assert "Hoogstens 6 maanden na uw aanmelding." in page
    assert "Hoogstens 1 maand na uw laatste dag." in page
    assert "hoogstens 4 weken later" in page
    assert "na hoogstens 5 weken overal alles weg" in page


def test_privacy_says_how_long_the_waiting_list_keeps_somebody(client):
    Council.objects.update(waiting_months=6, waiting_answer_weeks=1)
    page = body(client, "/privacy/")
    assert "Na 6 maanden vragen wij of u nog wilt wachten. Horen wij binnen 1 week niets?" in page


@pytest.mark.parametrize(
    ("years", "public", "said", "unsaid"),
    [
        (None, True, "Die bewaart de raad.", "jaar na uw laatste dag"),
        (3, False, "Hoogstens 3 jaar na uw laatste dag.", "Dan als u dat intrekt."),
        (3, True, "Dan als u dat intrekt.", "Die bewaart de raad."),
    ],
)
def test_privacy_says_how_long_the_names_of_former_members_stay(client, years, public, said, unsaid):
    Council.objects.update(former_name_years=years, former_members_public=public)
    page = body(client, "/privacy/")
    assert said in page
    assert unsaid not in page


def test_privacy_no_longer_says_that_nothing_is_erased(client):
    assert "nog niet vanzelf" not in body(client, "/privacy/")


def test_privacy_names_the_total_of_the_default_settings(client):
    assert "na hoogstens 8 weken overal alles weg" in body(client, "/privacy/")


@pytest.mark.parametrize("words", ["(BSN)", "welke uitkering u hebt", "uw gezondheid", "uw geboortedatum", "een foto"])
def test_privacy_lists_what_is_never_asked(client, words):
    never = body(client, "/privacy/").partition("Wat vragen wij nooit als u zich aanmeldt?")[2].partition("</ul>")[0]
    assert words in never


def test_privacy_names_where_to_complain(client):
    assert "Autoriteit Persoonsgegevens" in body(client, "/privacy/")


@pytest.mark.parametrize(
    "said",
    [
        "Een bericht aan ons: de voorzitter en de ambtelijk secretaris.",
        "Daarvan maken wij een code. Die gebruiken wij hoogstens 10 minuten.",
        "Het adres gaat weg zodra die e-mail weg is, en hoogstens na 7 dagen.",
        "Wie voor de raad in het beheer werkt, krijgt daar ook een cookie.",
    ],
)
def test_privacy_leaves_nothing_out(client, said):
    assert said in body(client, "/privacy/")


def test_accessibility_claims_no_more_than_is_known(client):
    page = body(client, "/toegankelijkheid/")
    assert "WCAG 2.2, niveau AA" in page
    assert "Er is nog geen onafhankelijk onderzoek gedaan." in page
    assert "voldoe" not in page
    assert "Nationale ombudsman" in page


# health and what goes wrong


def test_health_says_ok_and_is_kept_by_nobody(client):
    for job in (GoodRun.NIGHT, GoodRun.BACKUP):
        GoodRun.note(job, NOON)
    response = client.get("/gezondheid/")
    assert (response.status_code, response.text) == (200, "ok")
    assert response["Content-Type"] == "text/plain"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_health_says_not_ok_when_the_database_does_not_answer(client, error):
    with patch("clientenraad.views.with_signs", side_effect=error):
        response = client.get("/gezondheid/")
    assert (response.status_code, response.text) == (503, "niet ok")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("error", "status"), [(OperationalError("disk I/O error"), 503), (ValueError(), 500)])
def test_a_database_that_fails_before_any_view_is_a_503_too(client, error, status):
    client.raise_request_exception = False
    with patch("clientenraad.accounts.middleware.LivingSessions.__call__", side_effect=error):
        response = client.get("/contact/")
    assert response.status_code == status
    assert (response.headers.get("Retry-After") == "60") is (status == 503)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (SuspiciousOperation, 400, "Dit kunnen wij niet lezen"),
        (RequestDataTooBig, 413, "Wat u verstuurt is te groot"),
        (TooManyFieldsSent, 413, "Wat u verstuurt is te groot"),
    ],
)
def test_what_cannot_be_read_is_told_apart_from_what_is_too_big(error, status, words):
    response = views.bad_request(RequestFactory().get("/"), error())
    assert response.status_code == status
    assert words in response.text


def test_a_form_from_elsewhere_gets_a_page_with_what_to_do(client):
    response = views.csrf_failure(RequestFactory().post("/"), reason="x")
    assert response.status_code == 403
    assert "Uw formulier is niet verstuurd" in response.text


def test_an_unknown_address_gets_a_page_with_ways_on(client):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet (meer)" in response.text
