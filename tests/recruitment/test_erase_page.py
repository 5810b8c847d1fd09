"""Where a candidate erases everything, from the own page (docs/rules.md, 16)."""

import pytest
from django.contrib.sessions.models import Session

from recruitment.models import Candidate, PastRoad
from recruitment.road import Stage
from tests.recruitment.conftest import user

ERASE = "/aanmelding/mijn/wissen/"


@pytest.fixture
def opened(client, candidate):
    client.post(candidate.new_personal_link().removeprefix("http://testserver"))
    return client


def test_it_asks_first_and_says_what_will_happen(opened, settings):
    settings.MAIL_LEAVES = True
    page = opened.get(ERASE).content.decode()
    assert "Uw aanmelding stopt meteen." in page
    assert "U krijgt nog één e-mail." in page
    assert "Ja, wis al mijn gegevens" in page
    assert Candidate.objects.exists()


def test_who_stopped_already_does_not_read_that_the_application_stops(opened, candidate):
    Candidate.objects.update(stage=Stage.WITHDRAWN)
    page = opened.get(ERASE).content.decode()
    assert "Uw aanmelding stopt meteen." not in page
    assert "Alleen stoppen" not in page


def test_the_seat_on_hold_is_mentioned_on_trial_only(opened, candidate, bring):
    assert "De plaats die wij voor u vasthielden" not in opened.get(ERASE).content.decode()
    bring(candidate, Stage.TRIAL)
    assert "De plaats die wij voor u vasthielden" in opened.get(ERASE).content.decode()


def test_the_button_erases_and_closes_the_page(opened):
    response = opened.post(ERASE)
    assert (response.status_code, response.url) == (302, "/aanmelding/gewist/")
    assert not Candidate.objects.exists()
    assert PastRoad.objects.get().outcome == "withdrawn"
    assert not Session.objects.exists()
    assert opened.get("/aanmelding/mijn/").url == "/aanmelding/afgesloten/"


def test_the_last_page_holds_nothing_of_anybody(opened):
    opened.post(ERASE)
    response = opened.get("/aanmelding/gewist/")
    assert "Uw gegevens zijn gewist" in response.content.decode()
    assert "hoogstens 4 weken" in response.content.decode()
    assert "Wolk" not in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"


def test_a_second_press_finds_a_closed_page(opened):
    opened.post(ERASE)
    assert opened.post(ERASE).url == "/aanmelding/afgesloten/"


def test_a_stranger_erases_nothing(client, candidate):
    assert client.post(ERASE).url == "/aanmelding/afgesloten/"
    assert Candidate.objects.exists()


def test_a_colleague_stays_logged_in(opened):
    opened.force_login(user("redactie", "Redactie"))
    opened.post(ERASE)
    assert not Candidate.objects.exists()
    assert opened.get("/beheer/").status_code == 200


def test_who_was_appointed_reads_how_to_ask(opened, candidate, bring, council):
    bring(candidate, Stage.APPOINTED)
    page = opened.get(ERASE).content.decode()
    assert "U bent benoemd." in page
    assert "Ja, wis al mijn gegevens" not in page
    response = opened.post(ERASE)
    assert response.status_code == 409
    assert "U bent benoemd." in response.content.decode()
    assert Candidate.objects.exists()


def test_the_title_names_nobody(opened):
    assert "<title>Uw gegevens wissen" in opened.get(ERASE).content.decode()
