"""How long somebody stays logged in, and what becomes of a form that comes too late."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from clientenraad.accounts import actions
from clientenraad.models import Colleague
from members.models import Committee, Letter
from tests.clientenraad.accounts.conftest import PASSWORD, MakeColleague, attempt, is_in

ADD = "/beheer/members/committee/add/"
TYPED = "/beheer/verder/"
START = datetime(2026, 6, 1, 9, 0, tzinfo=timezone.get_current_timezone())
FORM = {"name": "Communicatie", "text": "Schrijft <b>& praat</b>.\r\n\r\nElke week."}


@pytest.fixture
def after(time_machine, client, secretary: Colleague) -> Any:
    """The secretary has logged in; moves the clock to so long after that."""
    time_machine.move_to(START, tick=False)
    attempt(client, "anna")
    return lambda **span: time_machine.move_to(START + timedelta(**span), tick=False)


@pytest.mark.parametrize(("seconds", "lives"), [(45 * 60, True), (45 * 60 + 1, False)])
def test_ends_after_45_minutes_without_a_request(client, after, seconds: int, lives: bool) -> None:
    after(seconds=seconds)
    assert is_in(client) is lives


def test_a_request_keeps_it_alive_up_to_twelve_hours(client, after) -> None:
    for minutes in range(0, 12 * 60, 40):
        after(minutes=minutes)
        assert is_in(client)
    after(hours=12)
    assert is_in(client)
    after(hours=12, seconds=1)
    assert not is_in(client)


def test_reading_writes_the_session_once_a_minute(client, after) -> None:
    def writes() -> bool:
        before = Session.objects.get(pk=client.session.session_key).session_data
        client.get("/beheer/")
        return Session.objects.get(pk=client.session.session_key).session_data != before

    after(seconds=59)
    assert not writes()
    after(seconds=60)
    assert writes()
    after(seconds=61)
    assert not writes()


def test_a_session_without_a_beginning_is_none(client, after) -> None:
    session = client.session
    del session["began"]
    session.save()
    assert not is_in(client)


def change_password(client: Client, new: str, old: str = PASSWORD) -> Any:
    data = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post("/beheer/password_change/", data)


def test_who_finds_a_screen_left_open_cannot_guess_the_password_there(client, after, secretary) -> None:
    new = "acht bruine stoelen dansen"
    for number in range(10):
        assert "Dit wachtwoord klopt niet." in change_password(client, new, f"verkeerd {number}").text
    assert "Wacht tien minuten" in change_password(client, new).text
    after(minutes=10)
    assert change_password(client, new).status_code == 302
    secretary.refresh_from_db()
    assert secretary.check_password(new)


def test_a_new_password_ends_the_other_sessions_and_not_this_one(client, after) -> None:
    other = Client()
    attempt(other, "anna")
    new = "acht bruine stoelen dansen"
    assert change_password(client, new).status_code == 302
    assert is_in(client)
    assert not is_in(other)
    assert [letter.subject for letter in Letter.objects.all()] == ["Uw wachtwoord is gewijzigd"]


@pytest.mark.parametrize("verb", ["close", "change_roles", "make_link"])
def test_what_the_administrator_does_ends_a_session_at_once(client, after, secretary, keeper, verb: str) -> None:
    rest = {"roles": Group.objects.filter(name="Redactie")} if verb == "change_roles" else {}
    getattr(actions, verb)(secretary, **rest, by=keeper)
    assert not is_in(client)


def test_somebody_else_stays_logged_in(client, after, secretary, keeper, make_colleague: MakeColleague) -> None:
    make_colleague("piet", "Redactie")
    other = Client()
    attempt(other, "piet")
    actions.close(secretary, by=keeper)
    assert is_in(other)


def test_a_lost_role_counts_at_the_next_request(client, after, secretary: Colleague) -> None:
    assert client.get(ADD).status_code == 200
    secretary.groups.clear()
    assert client.get(ADD).status_code == 403


def test_who_is_no_colleague_any_more_is_logged_out(client, after, secretary: Colleague) -> None:
    Colleague.objects.filter(pk=secretary.pk).update(is_staff=False)
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_a_form_that_comes_too_late_is_sent_after_logging_in_again(client, after) -> None:
    after(hours=1)
    answer = client.post(ADD, {**FORM, "csrfmiddlewaretoken": "x"})
    assert answer["Location"] == f"/beheer/login/?next={TYPED}"
    assert not Committee.objects.filter(name="Communicatie").exists()
    assert "uw tekst is niet weg" in client.get(answer["Location"]).text
    assert attempt_next(client)["Location"] == TYPED
    page = client.get(TYPED)
    assert f'action="{ADD}"' in page.text
    assert page.context["typed"]["fields"] == [list(pair) for pair in FORM.items()]
    assert "Schrijft &lt;b&gt;&amp; praat&lt;/b&gt;." in page.text
    assert page["Cache-Control"].count("no-store") == 1
    client.post(ADD, dict(page.context["typed"]["fields"]))
    assert Committee.objects.filter(name="Communicatie").exists()
    assert client.get(TYPED)["Location"] == "/beheer/"


def attempt_next(client: Client, username: str = "anna") -> Any:
    return client.post("/beheer/login/", {"login": username, "password": PASSWORD, "next": TYPED})


def test_another_colleague_at_the_same_screen_does_not_see_it(client, after, make_colleague: MakeColleague) -> None:
    make_colleague("piet", "Redactie")
    after(hours=1)
    client.post(ADD, FORM)
    attempt_next(client, "piet")
    assert client.get(TYPED)["Location"] == "/beheer/"


def test_nobody_sees_it_without_logging_in(client, after) -> None:
    after(hours=1)
    client.post(ADD, FORM)
    assert client.get(TYPED)["Location"].startswith("/beheer/login/")


def test_a_password_is_never_kept(client, after) -> None:
    after(hours=1)
    client.post("/beheer/password_change/", {"old_password": "x", "new_password1": "y", "new_password2": "y"})
    assert "typed" not in client.session


@pytest.mark.parametrize(("length", "kept"), [(199_996, True), (199_997, False)])
def test_a_very_long_text_is_not_kept(client, after, length: int, kept: bool) -> None:
    after(hours=1)
    client.post(ADD, {"name": "x" * length})
    assert ("typed" in client.session) is kept


def test_a_form_that_another_site_sent_is_never_kept(client, after) -> None:
    """Else she would be offered to send it as her own. Another site under the same domain gets her cookie along."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = client.cookies
    after(hours=1)
    assert browser.post(ADD, FORM).status_code == 403
    assert "typed" not in browser.session


def test_of_a_stranger_nothing_is_kept(client, council) -> None:
    assert client.post(ADD, FORM)["Location"] == f"/beheer/login/?next={ADD}"
    assert not Session.objects.exists()
