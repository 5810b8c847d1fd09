"""Logging in with a password, and what happens when it is guessed."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from clientenraad.models import Colleague
from tests.clientenraad.accounts.conftest import LOGIN, MakeColleague, attempt, is_in

WAIT = "Wacht tien minuten"
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


def guess(client: Client, username: str, times: int, **extra: str) -> None:
    for number in range(times):
        attempt(client, username, f"verkeerd {number}", **extra)


@pytest.fixture
def a_quiet_moment(time_machine) -> datetime:
    moment = datetime(2026, 6, 1, 9, 0, tzinfo=timezone.get_current_timezone())
    time_machine.move_to(moment, tick=False)
    return moment


@pytest.mark.parametrize("name", ["anna", "Anna", "anna@raad.example", " ANNA@raad.example "])
def test_logs_in_by_name_or_by_address(client, secretary: Colleague, name: str) -> None:
    assert attempt(client, name)["Location"] == "/beheer/"
    assert is_in(client)


def test_two_accounts_with_one_address_log_in_by_name_only(client, secretary, make_colleague: MakeColleague) -> None:
    make_colleague("anna2", email=secretary.email)
    assert attempt(client, secretary.email).status_code == 200
    assert attempt(client, "anna2")["Location"] == "/beheer/"


def test_goes_on_to_the_page_that_was_asked(client, secretary: Colleague) -> None:
    asked = client.get("/beheer/recruitment/candidate/?q=x")
    assert asked["Location"].startswith("/beheer/login/?next=/beheer/recruitment/candidate/")
    page = client.get(asked["Location"])
    assert 'name="next" value="/beheer/recruitment/candidate/?q=x"' in page.text
    data = {"login": "anna", "password": "vier losse gewone termen", "next": "/beheer/recruitment/candidate/?q=x"}
    assert client.post(LOGIN, data)["Location"] == "/beheer/recruitment/candidate/?q=x"


@pytest.mark.parametrize("address", ["https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)"])
def test_never_leads_to_another_site(client, secretary: Colleague, address: str) -> None:
    data = {"login": "anna", "password": "vier losse gewone termen", "next": address}
    assert client.post(LOGIN, data)["Location"] == "/beheer/"


def test_an_unknown_name_and_a_wrong_password_read_the_same(client, secretary: Colleague) -> None:
    wrong, unknown = attempt(client, "anna", "verkeerd"), attempt(client, "niemand", "verkeerd")
    assert "horen niet bij elkaar" in wrong.text
    words = [page.context["form"].errors.as_text() for page in (wrong, unknown)]
    assert words[0] == words[1]


@pytest.mark.parametrize("name", ["anna", "anna@raad.example", "niemand", "niemand@raad.example"])
def test_every_attempt_costs_one_password_check(client, secretary: Colleague, name: str, monkeypatch) -> None:
    counted = []
    check, make = User.check_password, User.set_password
    monkeypatch.setattr(User, "check_password", lambda *args: counted.append(1) or check(*args))
    monkeypatch.setattr(User, "set_password", lambda *args: counted.append(1) or make(*args))
    attempt(client, name, "verkeerd")
    assert len(counted) == 1


def test_the_eleventh_attempt_waits_and_so_does_the_right_password(client, secretary, a_quiet_moment) -> None:
    guess(client, "anna", 9)
    assert WAIT not in attempt(client, "anna", "verkeerd 10").text
    assert WAIT in attempt(client, "anna", "verkeerd 11").text
    assert WAIT in attempt(client, "anna").text
    assert not is_in(client)


def test_after_ten_minutes_the_right_password_works(client, secretary, a_quiet_moment, time_machine) -> None:
    guess(client, "anna", 11)
    time_machine.move_to(a_quiet_moment + timedelta(minutes=9, seconds=59), tick=False)
    assert WAIT in attempt(client, "anna").text
    time_machine.move_to(a_quiet_moment + timedelta(minutes=10), tick=False)
    assert attempt(client, "anna").status_code == 302


def test_another_account_and_another_address_are_not_slowed(client, secretary, keeper, a_quiet_moment) -> None:
    guess(client, "anna", 11)
    assert attempt(client, "karel").status_code == 302
    assert attempt(Client(), "anna", **ELSEWHERE).status_code == 302


def test_the_address_as_a_name_is_counted_with_the_name(client, secretary, a_quiet_moment) -> None:
    guess(client, "anna@raad.example", 5)
    guess(client, "ANNA", 5)
    assert WAIT in attempt(client, "anna").text


def test_a_forged_header_changes_nothing(client, secretary, a_quiet_moment) -> None:
    for number in range(11):
        attempt(client, "anna", "verkeerd", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert WAIT in attempt(client, "anna", HTTP_X_FORWARDED_FOR="198.51.100.99").text


def test_behind_our_proxy_each_visitor_is_counted_apart(client, secretary, a_quiet_moment, settings) -> None:
    settings.TRUSTED_PROXIES = 1
    for _ in range(11):
        attempt(client, "anna", "verkeerd", HTTP_X_FORWARDED_FOR="nonsense, 198.51.100.1")
    assert WAIT in attempt(client, "anna", HTTP_X_FORWARDED_FOR="198.51.100.1").text
    assert attempt(client, "anna", HTTP_X_FORWARDED_FOR="198.51.100.2").status_code == 302


def test_one_address_that_tries_all_names_is_slowed(client, secretary, a_quiet_moment, time_machine) -> None:
    for number in range(50):
        time_machine.move_to(a_quiet_moment + timedelta(seconds=2 * number), tick=False)
        attempt(client, f"naam{number}", "verkeerd")
    assert WAIT in attempt(client, "anna").text
    assert attempt(Client(), "anna", **ELSEWHERE).status_code == 302


def test_one_account_guessed_from_everywhere_is_slowed_for_an_hour(secretary, a_quiet_moment, time_machine) -> None:
    for number in range(50):
        guess(Client(), "anna", 1, REMOTE_ADDR=f"198.51.100.{number}")
    assert WAIT in attempt(Client(), "anna", **ELSEWHERE).text
    time_machine.move_to(a_quiet_moment + timedelta(hours=1), tick=False)
    assert attempt(Client(), "anna", **ELSEWHERE).status_code == 302


def test_right_passwords_are_not_counted(secretary, a_quiet_moment) -> None:
    for _ in range(12):
        assert attempt(Client(), "anna").status_code == 302


def test_filling_the_cache_does_not_wipe_what_was_counted(client, secretary, a_quiet_moment) -> None:
    guess(client, "anna", 11)
    for number in range(400):
        guess(Client(), f"n{number}", 1, REMOTE_ADDR=f"198.51.{number // 200}.{number % 200}")
    assert WAIT in attempt(client, "anna").text


@pytest.mark.parametrize("known", [{"is_active": False}, {"is_staff": False}])
def test_a_closed_account_reads_so_only_with_the_right_password(client, make_colleague, known) -> None:
    make_colleague("oud", "Secretaris", **known)
    assert "is gesloten" not in attempt(client, "oud", "verkeerd").text
    attempt(client, "oud")
    assert "is gesloten" in client.get(LOGIN).text
    assert not is_in(client)


@pytest.mark.parametrize("typed", ["", "\x00", "x" * 5000, "'; drop table", "🦉" * 300, "a@b@c"])
def test_nonsense_is_a_wrong_login_and_no_error(client, secretary: Colleague, typed: str) -> None:
    assert attempt(client, typed, typed).status_code == 200


def test_the_form_says_what_goes_where(client, council) -> None:
    page = client.get(LOGIN).text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert client.get(LOGIN)["Cache-Control"].count("no-store") == 1


def test_logging_out_takes_a_press_and_leaves_nothing_behind(client, secretary: Colleague) -> None:
    attempt(client, "anna")
    assert client.get("/beheer/logout/").status_code == 405
    assert is_in(client)
    answer = client.post("/beheer/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not is_in(client)
    assert "U bent uitgelogd" in client.get(answer["Location"]).text


@pytest.mark.parametrize("address", ["signup/", "password/reset/", "email/", "account/signup/", "login/code/"])
def test_nobody_makes_an_account_or_asks_for_a_password_here(client, council, address: str) -> None:
    answer = client.get(f"/beheer/{address}", follow=True)
    assert answer.status_code == 404 or answer.redirect_chain[-1][0].startswith(LOGIN)
