"""The second step: who must have one, and what it takes."""

import json
from datetime import datetime, timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from clientenraad.accounts import sealing, second_step
from clientenraad.models import Colleague
from members.models import Council, Letter
from tests.clientenraad.accounts.conftest import (
    attempt,
    code_of,
    is_in,
    spare_codes,
    with_app,
)

INDEX = "/beheer/tweede-stap/"
STEP = "/beheer/login/tweede-stap/"


@pytest.fixture(autouse=True)
def asked(settings, council: Council) -> None:
    settings.SECOND_STEP = True


@pytest.mark.parametrize(
    ("setting", "is_demo", "expected"),
    [(None, False, True), (None, True, False), (True, True, True), (False, False, False)],
)
def test_it_is_asked_unless_this_is_a_demo_or_it_is_switched_off(settings, setting, is_demo, expected) -> None:
    settings.SECOND_STEP = setting
    Council.objects.update(is_demo=is_demo)
    assert second_step.is_asked() is expected


def test_without_one_every_page_leads_to_setting_it_up(client, secretary: Colleague) -> None:
    attempt(client, "anna")
    for address in [
        "",
        "recruitment/candidate/",
        "members/member/exporteren/",
        "rooster.csv",
        "password_change/",
        "verder/",
    ]:
        assert client.get(f"/beheer/{address}")["Location"] == INDEX
        assert client.post(f"/beheer/{address}")["Location"] == INDEX
    assert "Stel nu uw tweede stap in" in client.get(INDEX).text


def test_without_one_nothing_is_done_by_post(client, secretary: Colleague) -> None:
    attempt(client, "anna")
    client.post("/beheer/members/committee/add/", {"name": "Stiekem"})
    from members.models import Committee

    assert not Committee.objects.filter(name="Stiekem").exists()


def test_without_one_somebody_is_a_visitor_on_the_public_pages(client, secretary, rf) -> None:
    from clientenraad.accounts.middleware import user_of

    attempt(client, "anna")
    request = rf.get("/media/fotos/x.jpg")
    request.session = client.session
    assert user_of(request).is_anonymous
    request.path = "/beheer/"
    assert user_of(request) == secretary


@pytest.mark.django_db(transaction=True)
def test_a_code_from_the_app_sets_it_up_and_opens_the_admin(client, secretary: Colleague) -> None:
    attempt(client, "anna")
    page = client.get(f"{INDEX}app/")
    assert "<svg" in page.text
    assert "data:image" not in page.text
    secret = page.context["form"].secret
    answer = client.post(f"{INDEX}app/", {"code": code_of(secret)})
    assert answer["Location"] == f"{INDEX}codes/"
    codes = client.get(f"{INDEX}codes/")
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["unused_codes"][0] in codes.text
    assert "al gezien" in client.get(f"{INDEX}codes/").text
    assert is_in(client)
    assert [letter.subject for letter in Letter.objects.all()] == ["Uw tweede stap is gewijzigd"]


def test_a_wrong_first_code_sets_nothing_up(client, secretary: Colleague) -> None:
    attempt(client, "anna")
    client.get(f"{INDEX}app/")
    assert "Deze code klopt niet" in client.post(f"{INDEX}app/", {"code": "12"}).text
    assert not Authenticator.objects.exists()


def test_the_secret_does_not_stand_in_the_database(secretary: Colleague) -> None:
    secret = with_app(secretary)
    assert secret not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_an_older_key_of_the_site_still_opens_it(secretary: Colleague, settings) -> None:
    secret = with_app(secretary)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    assert Authenticator.objects.get().wrap().validate_code(code_of(secret))


def test_after_a_night_with_both_keys_the_older_one_may_go(client, secretary: Colleague, settings) -> None:
    secret, spare = with_app(secretary), spare_codes(secretary)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    call_command("daily", stdout=(said := StringIO()))
    assert "verzegeld met de nieuwe sleutel: 2." in said.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    step = {kept.type: kept.wrap() for kept in Authenticator.objects.all()}
    assert step[Authenticator.Type.TOTP].validate_code(code_of(secret))
    assert step[Authenticator.Type.RECOVERY_CODES].get_unused_codes() == spare
    assert sealing.seal_anew() == 0


def test_what_a_lost_key_sealed_stays_as_it_was(secretary: Colleague, settings) -> None:
    with_app(secretary)
    before = Authenticator.objects.get().data
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = ["another"], "a new one"
    assert sealing.seal_anew() == 0
    assert Authenticator.objects.get().data == before


def test_sealed_with_a_key_that_is_gone_no_code_is_right_and_nothing_breaks(client, secretary, settings) -> None:
    secret = with_app(secretary)
    spare_codes(secretary)
    settings.SECRET_KEY = "a new one"
    attempt(client, "anna")
    answer = client.post(STEP, {"code": code_of(secret)})
    # The next code is no more right than this one.
    assert "Blijft het misgaan? Vraag de beheerder om hulp." in answer.text
    assert answer.status_code == 200
    assert not is_in(client)


def test_the_password_alone_opens_nothing(client, secretary: Colleague) -> None:
    with_app(secretary)
    assert attempt(client, "anna")["Location"] == STEP
    assert not is_in(client)


def test_the_code_opens_the_admin_and_works_once(client, secretary: Colleague, time_machine) -> None:
    time_machine.move_to(datetime(2026, 6, 1, 9, 0, tzinfo=timezone.get_current_timezone()), tick=False)
    secret = with_app(secretary)
    attempt(client, "anna")
    code = code_of(secret)
    assert client.post(STEP, {"code": code})["Location"] == "/beheer/"
    assert is_in(client)
    other = Client()
    attempt(other, "anna")
    # Half a minute later the code would still be near enough.
    time_machine.move_to(datetime(2026, 6, 1, 9, 0, 31, tzinfo=timezone.get_current_timezone()), tick=False)
    assert "Deze code klopt niet" in other.post(STEP, {"code": code}).text
    assert other.post(STEP, {"code": code_of(secret)})["Location"] == "/beheer/"


@pytest.mark.parametrize(("periods", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_off(client, secretary, time_machine, periods, is_right) -> None:
    time_machine.move_to(datetime(2026, 6, 1, 9, 0, tzinfo=timezone.get_current_timezone()), tick=False)
    secret = with_app(secretary)
    attempt(client, "anna")
    client.post(STEP, {"code": code_of(secret, periods)})
    assert is_in(client) is is_right


def test_a_spare_code_works_once(client, secretary: Colleague) -> None:
    with_app(secretary)
    code = spare_codes(secretary)[0]
    attempt(client, "anna")
    assert client.post(STEP, {"code": code})["Location"] == "/beheer/"
    other = Client()
    attempt(other, "anna")
    assert "Deze code klopt niet" in other.post(STEP, {"code": code}).text


def test_codes_are_guessed_ten_times_at_most(client, secretary: Colleague) -> None:
    secret = with_app(secretary)
    attempt(client, "anna")
    for number in range(10):
        assert "Deze code klopt niet" in client.post(STEP, {"code": f"00000{number}"}).text
    assert "Wacht tien minuten" in client.post(STEP, {"code": code_of(secret)}).text
    assert not is_in(client)


def test_a_session_from_before_it_was_set_up_elsewhere_ends(client, secretary: Colleague, settings) -> None:
    settings.SECOND_STEP = False
    attempt(client, "anna")
    assert is_in(client)
    with_app(secretary)
    settings.SECOND_STEP = True
    assert client.get("/beheer/")["Location"] == "/beheer/login/?next=/beheer/"
    assert "_auth_user_id" not in client.session


def test_who_removes_the_last_one_must_set_up_another(client, secretary: Colleague) -> None:
    secret = with_app(secretary)
    attempt(client, "anna")
    client.post(STEP, {"code": code_of(secret)})
    client.post(f"{INDEX}app/weg/")
    assert not Authenticator.objects.exists()
    assert client.get("/beheer/")["Location"] == INDEX


def test_five_minutes_after_logging_in_a_change_asks_for_the_password(client, secretary, time_machine) -> None:
    start = datetime(2026, 6, 1, 9, 0, tzinfo=timezone.get_current_timezone())
    time_machine.move_to(start, tick=False)
    secret = with_app(secretary)
    attempt(client, "anna")
    client.post(STEP, {"code": code_of(secret)})
    assert client.get(f"{INDEX}passkey/").status_code == 200
    time_machine.move_to(start + timedelta(minutes=5), tick=False)
    assert client.get(f"{INDEX}passkey/")["Location"] == f"/beheer/bevestig/?{urlencode({'next': f'{INDEX}passkey/'})}"
    page = client.get("/beheer/bevestig/?next=/beheer/tweede-stap/passkey/")
    assert "Bent u het zelf?" in page.text
    answer = client.post("/beheer/bevestig/", {"password": "vier losse gewone termen", "next": f"{INDEX}passkey/"})
    assert answer["Location"] == f"{INDEX}passkey/"
    assert client.get(f"{INDEX}passkey/").status_code == 200


@pytest.mark.parametrize("typed", ["", "{}", "[]", "null", "geen json", '{"id": 3}', '{"response": {"userHandle": 5}}'])
def test_a_nonsense_passkey_is_refused_and_is_no_error(client, secretary: Colleague, typed: str) -> None:
    with_app(secretary)
    assert client.post("/beheer/login/passkey/", {"credential": typed}).status_code == 302
    attempt(client, "anna")
    assert client.post(STEP, {"credential": typed}).status_code == 200
    assert not is_in(client)


def test_a_huge_number_is_not_found(client, secretary: Colleague) -> None:
    secret = with_app(secretary)
    attempt(client, "anna")
    client.post(STEP, {"code": code_of(secret)})
    assert client.get(f"{INDEX}passkey/{10**30}/weg/").status_code == 404


def test_the_pages_say_when_it_is_off(client, secretary: Colleague, settings) -> None:
    assert "De tweede stap bij het inloggen staat uit" not in client.get("/beheer/login/").text
    settings.SECOND_STEP = False
    assert "De tweede stap bij het inloggen staat uit" in client.get("/beheer/login/").text
    attempt(client, "anna")
    assert "De tweede stap bij het inloggen staat uit" in client.get("/beheer/").text
