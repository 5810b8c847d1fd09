"""The candidate's own page, by a personal link (docs/rules.md, 11 and 14)."""

import re
from datetime import datetime, timedelta
from hashlib import sha256
from math import log2

import pytest
from django.test import Client
from django.utils import timezone

from members import post
from members.models import Letter
from recruitment import actions, talks
from recruitment.models import PersonalLink
from recruitment.models.links import READABLE
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM, user

MINE = "/aanmelding/mijn/"


@pytest.fixture
def door(candidate) -> str:
    """The path of a fresh link."""
    return candidate.new_personal_link().removeprefix("http://testserver")


@pytest.fixture
def opened(client: Client, door: str) -> Client:
    client.post(door)
    return client


def test_a_link_has_99_bits_in_groups_that_can_be_read_and_is_kept_only_as_a_hash(candidate, door):
    token = door.strip("/").rpartition("/")[2]
    assert re.fullmatch(rf"[{READABLE}]{{4}}(-[{READABLE}]{{4}}){{4}}", token)
    assert int(20 * log2(len(READABLE))) == 99
    kept = str(PersonalLink.objects.values_list())
    assert token not in kept
    assert token.replace("-", "") not in kept


@pytest.mark.parametrize("copied", [str.upper, lambda t: t.replace("-", ""), lambda t: t.replace("-", " ") + " "])
def test_a_link_opens_as_it_was_copied_from_paper(client, candidate, door, copied):
    token = door.strip("/").rpartition("/")[2]
    assert client.post(f"/aanmelding/{copied(token)}/").url == MINE


def test_a_link_of_before_the_groups_still_opens(client, candidate):
    token = "abcdefghjkmnpqrstuvwxyz23456"
    PersonalLink.objects.create(candidate=candidate, digest=sha256(token.encode()).hexdigest())
    assert client.post(f"/aanmelding/{token}/").url == MINE


def test_opening_the_link_shows_a_button_and_changes_nothing(client, door):
    response = client.get(door)
    assert response.status_code == 200
    assert "Open mijn pagina" in response.content.decode()
    assert "Wolk" not in response.content.decode()
    assert not client.session.keys()
    assert client.get(MINE).status_code == 302


def test_the_button_opens_the_page_without_the_token_in_its_address(client, door):
    response = client.post(door)
    assert (response.status_code, response.url) == (302, MINE)
    page = client.get(MINE)
    assert "Dag Wolk Voorbeeld" in page.content.decode()


def test_the_button_works_with_the_checks_of_a_real_browser(door):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(door, headers={"origin": "null", "sec-fetch-site": "same-origin"}).status_code == 302


def test_another_site_cannot_press_the_button(client, door):
    assert client.post(door, headers={"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["x", "a" * 32, "%00", "é"])
def test_an_unknown_token_is_a_page_not_found(client, candidate, method, token):
    assert getattr(client, method)(f"/aanmelding/{token}/").status_code == 404


def test_nothing_keeps_or_lists_the_pages_about_a_person(opened, door):
    for response in (opened.get(door), opened.get(MINE), opened.get("/aanmelding/mijn/stoppen/")):
        assert response["Cache-Control"] == "no-store, private"
        assert "noindex" in response["X-Robots-Tag"]
    assert opened.get(door)["Referrer-Policy"] == "no-referrer"
    assert opened.get(MINE)["Referrer-Policy"] == "same-origin"


def test_no_title_names_the_person(opened):
    for address in (MINE, "/aanmelding/mijn/stoppen/"):
        title = re.search(r"<title>(.*?)</title>", opened.get(address).content.decode())[1]
        assert "Wolk" not in title


def test_a_link_lasts_ninety_days_and_not_a_minute_longer(client, door, time_machine):
    start = timezone.now()
    time_machine.move_to(start + timedelta(days=90, minutes=-1), tick=False)
    assert client.get(door).status_code == 200
    time_machine.move_to(start + timedelta(days=90, minutes=1), tick=False)
    assert client.get(door).status_code == 404


def test_an_hour_of_rest_closes_the_page(opened, time_machine):
    start = timezone.now()
    time_machine.move_to(start + timedelta(minutes=59), tick=False)
    assert opened.get(MINE).status_code == 200
    time_machine.move_to(start + timedelta(minutes=59 + 61), tick=False)
    assert opened.get(MINE).status_code == 302


def test_a_revoked_link_closes_the_open_page_at_once(opened, candidate):
    candidate.links.all().delete()
    assert opened.get(MINE).status_code == 302


def test_done_closes_the_page_on_a_shared_computer(opened):
    assert opened.post("/aanmelding/mijn/afsluiten/").url == "/aanmelding/afgesloten/"
    assert opened.get(MINE).status_code == 302


def test_closing_does_not_log_a_colleague_out(opened, candidate):
    opened.force_login(user("redactie", "Redactie"))
    opened.post("/aanmelding/mijn/afsluiten/")
    assert opened.get("/beheer/").status_code == 200


def test_the_page_says_where_i_am_what_comes_next_and_whom_i_meet(client, candidate, secretary, today, time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 9, 0, tzinfo=AMSTERDAM), tick=False)
    opened = client
    opened.post(candidate.new_personal_link().removeprefix("http://testserver"))
    at = datetime(2026, 6, 4, 14, 0, tzinfo=AMSTERDAM)
    talks.plan_talk(
        candidate,
        Stage.INTAKE_TALK,
        at=at,
        participants=[],
        others="Regen Appel",
        place="Stadhuis, kamer 3",
        by=secretary,
        today=today,
    )
    page = opened.get(MINE).content.decode()
    for said in (
        "U bent bij de stap: <strong>Kennismakingsgesprek</strong>",
        "donderdag 4 juni 2026, 14.00 uur",
        "Stadhuis, kamer 3",
        "Regen Appel",
        "<strong>Gesprek met een delegatie.</strong> U praat met twee of meer leden van de raad.",
        "U hoeft niets mee te nemen.",
    ):
        assert said in page


def test_the_page_shows_no_notes_and_no_reasons(opened, candidate, bring, secretary, today):
    bring(candidate, Stage.INTAKE_TALK)
    actions.decline(candidate, why="Past niet", by=secretary, today=today)
    page = opened.get(MINE).content.decode()
    assert "Goed gesprek." not in page
    assert "Past niet" not in page


def test_asking_to_stop_changes_nothing_yet(opened, candidate):
    assert "Ja, ik stop" in opened.get("/aanmelding/mijn/stoppen/").content.decode()
    candidate.refresh_from_db()
    assert candidate.stage == Stage.RECEIVED


def test_the_candidate_stops_with_one_button_and_it_is_logged(opened, candidate):
    assert opened.post("/aanmelding/mijn/stoppen/").url == MINE
    candidate.refresh_from_db()
    last = candidate.moves.last()
    assert (candidate.stage, last.to_stage, last.by) == (Stage.WITHDRAWN, Stage.WITHDRAWN, None)
    assert "U bent gestopt" in opened.get(MINE).content.decode()


def test_stopping_twice_is_stopping_once(opened, candidate):
    opened.post("/aanmelding/mijn/stoppen/")
    again = opened.post("/aanmelding/mijn/stoppen/", follow=True)
    assert "U bent gestopt" in again.content.decode()
    assert candidate.moves.count() == 2


def test_a_printed_letter_holds_a_link_that_opens_the_page(client, candidate):
    text = post.full_text(candidate.letters.get(kind="received"))
    path = re.search(r"http://testserver(/aanmelding/\S+)", text)[1]
    assert client.get(path).status_code == 200
    assert "[persoonlijke link]" in candidate.letters.get(kind="received").body


def test_a_link_of_ninety_one_days_opens_nothing_and_says_how_to_go_on(client, door, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=91), tick=False)
    for answer in (client.get(door), client.post(door)):
        assert answer.status_code == 404
        assert "Vraag een nieuwe link" in answer.content.decode()
    assert client.get(MINE).status_code == 302


def test_an_open_page_closes_when_its_link_gets_too_old(opened, time_machine):
    PersonalLink.objects.update(made_at=timezone.now() - timedelta(days=90, minutes=1))
    assert opened.get(MINE).status_code == 302


def test_using_the_page_keeps_it_open(opened, time_machine):
    start = timezone.now()
    for minutes in (50, 100, 150):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        assert opened.get(MINE).status_code == 200


def test_opening_the_page_gives_the_browser_a_new_session(client, door):
    client.get("/beheer/login/")
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post(door)
    assert client.session.session_key != session.session_key


def test_closing_leaves_nothing_in_the_browsers_session(opened):
    opened.post("/aanmelding/mijn/afsluiten/")
    assert not opened.session.keys()


def test_the_secretary_hears_that_somebody_stopped(opened, candidate, council):
    council.secretary_email = "secretaris@voorbeeld.example"
    council.save()
    opened.post("/aanmelding/mijn/stoppen/")
    assert Letter.objects.filter(kind="work").count() == 1
