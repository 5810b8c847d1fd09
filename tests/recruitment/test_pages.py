"""The public pages of recruitment follow from what was recorded (docs/rules.md, 3 and 4)."""

from datetime import date

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.models import Vacancy
from recruitment.road import ROADS, Stage, VacancyKind

FIRST, LAST = date(2026, 1, 1), date(2029, 12, 31)


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(date(2026, 6, 1), tick=False)


@pytest.mark.parametrize(
    ("seated", "said"),
    [
        (1, "14 van de 15 plaatsen zijn vrij."),
        (13, "2 van de 15 plaatsen zijn vrij."),
        (14, "1 van de 15 plaatsen is vrij."),
        (15, "Er is nu geen plaats vrij."),
    ],
)
@pytest.mark.parametrize("address", ["/vacatures/", "/vacatures/lid/", "/leden/"])
def test_the_pages_say_how_many_places_are_free(client, vacancy, fill, seated, said, address):
    fill(seated, FIRST, LAST)
    assert said in client.get(address).content.decode()


def test_a_full_council_says_when_the_next_term_ends(client, vacancy, fill):
    fill(14, FIRST, LAST)
    fill(1, FIRST, date(2026, 9, 30))
    page = client.get("/vacatures/lid/").content.decode()
    assert "Een lid stopt op 30 september 2026, als er niets verandert." in page
    assert "Meld u aan voor de wachtlijst" in page


def test_somebody_on_trial_takes_a_place_off_the_page_and_an_appointment_no_second_one(client, candidate, bring):
    bring(candidate, Stage.AGREEMENT)
    assert "13 van de 15" in client.get("/vacatures/lid/").content.decode()
    bring(candidate, Stage.TRIAL)
    assert "12 van de 15" in client.get("/vacatures/lid/").content.decode()
    bring(candidate, Stage.APPOINTED)
    assert "12 van de 15" in client.get("/vacatures/lid/").content.decode()


def test_a_committee_vacancy_does_not_depend_on_a_seat(client, committee_vacancy, fill):
    fill(15, FIRST, LAST)
    page = client.get("/vacatures/communicatie/").content.decode()
    assert "De commissie Communicatie zoekt altijd mensen." in page
    assert "wachtlijst" not in page


@pytest.mark.parametrize(("kind", "slug"), [(VacancyKind.SEAT, "lid"), (VacancyKind.COMMITTEE, "communicatie")])
def test_the_vacancy_explains_its_own_road(client, vacancy, committee_vacancy, kind, slug):
    page = client.get(f"/vacatures/{slug}/").content.decode()
    places = [page.index(f'<p class="station-label">{stage.label}') for stage in ROADS[kind]]
    assert places == sorted(places)
    assert page.count('class="station"') == len(ROADS[kind])


def test_rich_text_is_cleaned_on_its_way_out(client, vacancy):
    Vacancy.objects.update(text='<p onclick="x()">Goed <strong>zo</strong></p><script>alert(1)</script><img src=x>')
    page = client.get("/vacatures/lid/").content.decode()
    assert "<p>Goed <strong>zo</strong></p>" in page
    assert "alert(1)" not in page
    assert "<img" not in page


ADDRESSES = [
    "/vacatures/",
    "/vacatures/lid/",
    "/vacatures/lid/aanmelden/",
    "/vacatures/lid/aanmelden/verstuurd/",
    "/leden/",
    "/aanmelding/",
    "/aanmelding/gevraagd/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_sound_html(client, vacancy, address):
    html5lib.HTMLParser(strict=True).parse(client.get(address).content)


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a not in ("/vacatures/lid/aanmelden/", "/aanmelding/")])
def test_a_page_without_a_form_sets_no_cookie(client, vacancy, address):
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ["/vacatures/", "/vacatures/lid/", "/leden/"])
def test_a_page_asks_as_much_of_the_database_with_300_members_as_with_3(
    client, vacancy, fill, django_assert_num_queries, address
):
    fill(3, date(2022, 1, 1), date(2025, 12, 31))
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    fill(300, date(2022, 1, 1), date(2025, 12, 31))
    with django_assert_num_queries(len(few)):
        client.get(address)
