"""The interest form, as a visitor meets it: form, check page, sent (docs/rules.md, 13 and 15)."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from members import safety
from members.models import Letter
from recruitment.applying import sign_up
from recruitment.models import Candidate, Vacancy

ADDRESS = "/vacatures/lid/aanmelden/"
SENT = "/vacatures/lid/aanmelden/verstuurd/"


@pytest.fixture(autouse=True)
def _empty_counters(db):
    cache.clear()


def answers(**changed: str) -> dict[str, str]:
    filled_in = {
        "name": "Wolk Voorbeeld",
        "contact_by": "email",
        "email": "wolk@voorbeeld.example",
        "motivation": "Ik wil meedenken.",
        "stamp": safety.new_stamp(),
    }
    return {**filled_in, **changed}


def text_of(response) -> str:
    return response.content.decode()


def send(client: Client, **changed: str):
    return client.post(ADDRESS, answers(step="send", **changed))


def test_a_visitor_fills_in_checks_and_sends(client, vacancy):
    form = text_of(client.get(ADDRESS))
    stamp = re.search(r'name="stamp" value="([^"]+)"', form)[1]
    check = client.post(ADDRESS, answers(stamp=stamp, step="check"))
    assert "Controleer uw antwoorden" in text_of(check)
    assert Candidate.objects.count() == 0

    sent = client.post(ADDRESS, answers(stamp=stamp, step="send"))
    assert (sent.status_code, sent.url) == (302, SENT)
    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.email, candidate.vacancy) == ("Wolk Voorbeeld", "wolk@voorbeeld.example", vacancy)
    assert Letter.objects.get(kind="received").addressee == candidate


def test_the_page_after_sending_says_what_happens_and_names_nobody(client, vacancy, council):
    council.secretary_name, council.answer_days = "Regen Appel", 7
    council.save()
    page = text_of(client.get(SENT))
    assert "Regen Appel, de ambtelijk secretaris, neemt binnen 7 werkdagen contact met u op" in page


def test_the_check_page_shows_every_answer_and_leads_back_with_all_of_them(client, vacancy):
    check = text_of(client.post(ADDRESS, answers(step="check", phone="06 0000 0000", keep="on")))
    for shown in ("Wolk Voorbeeld", "wolk@voorbeeld.example", "06 0000 0000", "Ik wil meedenken.", "<dd>E-mail</dd>"):
        assert shown in check
    form = text_of(client.post(ADDRESS, answers(step="change", phone="06 0000 0000")))
    assert 'value="Wolk Voorbeeld"' in form
    assert 'value="06 0000 0000"' in form
    assert "Er ging iets niet goed" not in form


@pytest.mark.parametrize(("ticked", "shown"), [({}, "Nee"), ({"keep": "on"}, "Ja")])
def test_the_check_page_says_yes_or_no_to_keeping_longer_and_not_both(client, vacancy, ticked, shown):
    page = text_of(client.post(ADDRESS, answers(step="check", **ticked)))
    assert f"<dt>Langer bewaren</dt><dd>{shown}</dd>" in page
    assert "Ja, bewaar mijn gegevens" not in page


def test_the_same_form_pressed_twice_is_one_application(client, vacancy):
    stamp = safety.new_stamp()
    assert [send(client, stamp=stamp).status_code for _ in range(2)] == [302, 302]
    assert Candidate.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"name": ""}, "name", "Vul uw naam in."),
        ({"name": "\u200b\u2060 \u3164"}, "name", "Vul uw naam in."),
        ({"name": "\x00\x07"}, "name", "Vul uw naam in."),
        ({"name": "a" * 201}, "name", "Vul een kortere naam in, tot 200 tekens."),
        ({"name": "a" * 10_000_000}, "name", "Vul een kortere naam in, tot 200 tekens."),
        ({"contact_by": ""}, "contact_by_0", "Kies hoe u van ons wilt horen."),
        ({"contact_by": "duif"}, "contact_by_0", "Kies hoe u van ons wilt horen."),
        ({"email": "wolk@"}, "email", "Dit e-mailadres klopt niet."),
        ({"email": ""}, "email", "Vul uw e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."),
        ({"contact_by": "phone"}, "phone", "Vul uw telefoonnummer in."),
        ({"contact_by": "whatsapp"}, "phone", "Vul het nummer in dat u voor WhatsApp gebruikt."),
        ({"contact_by": "phone", "phone": "bel maar"}, "phone", "Dit telefoonnummer klopt niet."),
        ({"contact_by": "post"}, "address", "Vul uw postadres in"),
        ({"contact_by": "post", "address": "\u00ad\u200d"}, "address", "Vul uw postadres in"),
        ({"motivation": "a" * 5001}, "motivation", "Uw tekst is te lang. Maak de tekst korter dan 5.000 tekens."),
        ({"website": "http://koop.example"}, "website", "Dit vak is een val voor robots."),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_typed_is_lost(client, vacancy, changed, field, said):
    response = send(client, **changed)
    page = text_of(response)

    assert response.status_code == 200
    assert re.search(rf'<li><a href="#id_{field}">{re.escape(said)}', page)
    assert page.index("<title>1 foutmelding - Aanmelden") > 0
    kept = {"name": "Wolk Voorbeeld", "motivation": "Ik wil meedenken.", **changed}
    assert kept["motivation"] in page
    assert kept["name"].replace("\x00", "").strip() in page.replace("&amp;", "&")
    assert Candidate.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("O", "O"),
        ("Åse-Märta d'Oléon", "Åse-Märta d'Oléon"),
        ("محمد", "محمد"),
        ("李 小龍", "李 小龍"),
        ("  Jan \t\r\n Piet  ", "Jan Piet"),
        ("\u202eJan", "Jan"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Jan\x00 Piet\x1b", "Jan Piet"),
        ("👩‍🦽 Jo", "👩‍🦽 Jo"),
        ("a" * 200, "a" * 200),
    ],
)
def test_odd_names_are_taken_as_they_are(client, vacancy, typed, kept):
    assert send(client, name=typed).status_code == 302
    assert Candidate.objects.get().name == kept


def test_an_address_with_a_plus_and_a_number_with_words_are_fine(client, vacancy):
    sent = send(client, email=" wolk+raad@voorbeeld.example ", phone="06 0000 0000 alleen 's middags")
    assert sent.status_code == 302
    candidate = Candidate.objects.get()
    assert candidate.email == "wolk+raad@voorbeeld.example"
    assert candidate.phone == "06 0000 0000 alleen 's middags"


def test_a_second_person_at_the_same_form_is_asked_and_then_stored(client, vacancy):
    stamp = safety.new_stamp()
    send(client, stamp=stamp)
    asked = send(client, stamp=stamp, name="Regen Voorbeeld")
    page = text_of(asked)
    assert asked.status_code == 409
    assert "met andere antwoorden" in page
    assert 'name="name" value="Regen Voorbeeld"' in page

    fresh = re.search(r'name="stamp" value="([^"]+)"', page)[1]
    assert send(client, stamp=fresh, name="Regen Voorbeeld").status_code == 302
    assert list(Candidate.objects.order_by("pk").values_list("name", flat=True)) == [
        "Wolk Voorbeeld",
        "Regen Voorbeeld",
    ]


def test_a_form_works_where_cookies_are_off(vacancy):
    browser = Client(enforce_csrf_checks=True)
    assert send(browser).status_code == 302
    assert not browser.get(ADDRESS).cookies


@pytest.mark.parametrize(
    "name",
    ["Win geld: https://koop.example", "www.koop.example", "a@b.example", "Win: koop.example/nu", "ＫＯＯＰ．example"],
)
def test_a_name_cannot_carry_a_message_to_somebody_else(client, vacancy, name):
    assert "Vul alleen een naam in" in text_of(send(client, name=name))
    assert Candidate.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["J.P. de Vries", "J.P.deVries", "drs.Bos", "Th.de Vries jr.", "A. St.Jan", "Zoë v.d. Berg"]
)
def test_a_name_with_dots_is_a_name(client, vacancy, name):
    assert send(client, name=name).status_code == 302
    assert Candidate.objects.get().name == name


@pytest.mark.parametrize("stamp", ["", "nonsense", "0b1e3c1a:1x:forged"])
def test_a_form_without_our_stamp_is_shown_again_with_a_new_one(client, vacancy, stamp):
    response = send(client, stamp=stamp)
    page = text_of(response)
    assert "Controleer uw antwoorden" in page
    assert Candidate.objects.count() == 0

    fresh = re.search(r'name="stamp" value="([^"]+)"', page)[1]
    assert send(client, stamp=fresh).status_code == 302


def test_a_form_in_a_tab_of_two_days_old_is_checked_once_more(client, vacancy, time_machine):
    start = timezone.now()
    time_machine.move_to(start - timedelta(days=2, minutes=1), tick=False)
    stamp = safety.new_stamp()
    time_machine.move_to(start, tick=False)
    checked = text_of(send(client, stamp=stamp))
    assert "Controleer uw antwoorden" in checked
    assert "Wolk Voorbeeld" in checked
    time_machine.move_to(start - timedelta(minutes=2), tick=False)
    assert send(client, stamp=stamp).status_code == 302


def test_sixty_people_in_a_library_are_no_robots(client, vacancy, time_machine):
    moment = timezone.now()
    time_machine.move_to(moment, tick=False)
    stamps = [safety.new_stamp() for _ in range(61)]
    time_machine.move_to(moment + timedelta(minutes=1), tick=False)

    sent = [send(client, stamp=stamp).status_code for stamp in stamps]
    assert sent == [302] * 60 + [429]


def test_a_robot_is_stopped_after_five_and_keeps_what_it_typed(client, vacancy, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    sent = [send(client) for _ in range(6)]
    assert [response.status_code for response in sent] == [302] * 5 + [429]
    assert sent[-1]["Retry-After"] == "600"
    page = text_of(sent[-1])
    assert "Wacht tien minuten" in page
    assert "Wolk Voorbeeld" in page
    assert Candidate.objects.count() == 5


def test_a_robot_that_sends_one_form_with_other_answers_is_stopped_too(client, vacancy, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    stamp = safety.new_stamp()
    sent = [send(client, stamp=stamp, name=f"Wolk {number}").status_code for number in range(6)]
    assert sent == [302, 409, 409, 409, 409, 429]
    assert Candidate.objects.count() == 1


def test_one_address_that_sends_too_much_does_not_stop_another(client, vacancy, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    for _ in range(6):
        send(client)
    other = client.post(ADDRESS, answers(step="send"), REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 302


def test_a_forged_header_does_not_hide_who_sends(client, vacancy, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    sent = [
        client.post(ADDRESS, answers(step="send"), headers={"x-forwarded-for": f"192.0.2.{n}"}).status_code
        for n in range(6)
    ]
    assert sent[-1] == 429


def test_behind_one_proxy_the_last_hop_counts(rf, settings):
    settings.TRUSTED_PROXIES = 1
    request = rf.get("/", headers={"x-forwarded-for": "203.0.113.9, 192.0.2.7"})
    assert safety.client_address(request) == "192.0.2.7"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:5555", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("[2001:db8:1:2::3]:44", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_an_address_is_counted_by_what_it_is_however_a_proxy_writes_it(rf, address, counted):
    assert safety.client_network(rf.get("/", REMOTE_ADDR=address)) == counted


def test_a_whole_ipv6_network_counts_as_one_sender(rf):
    networks = {safety.client_network(rf.get("/", REMOTE_ADDR=f"2001:db8:1:2::{n}")) for n in (1, 2)}
    assert networks == {"2001:db8:1:2::/64"}


@pytest.mark.parametrize(("seated", "shown"), [(14, False), (15, True)])
def test_a_full_council_still_takes_names_and_says_so(client, vacancy, fill, time_machine, seated, shown):
    time_machine.move_to(date(2026, 6, 1), tick=False)
    fill(seated, date(2026, 1, 1), date(2029, 12, 31))
    assert ("wachtlijst" in text_of(client.get(ADDRESS))) is shown
    assert send(client).status_code == 302


def test_a_form_over_32_megabytes_gets_a_page_that_helps(client, vacancy):
    response = send(client, motivation="a" * (32 * 1024 * 1024 + 1))
    assert response.status_code == 413
    assert "te groot" in text_of(response)


def test_when_the_database_cannot_write_nothing_is_acknowledged(client, vacancy, council, monkeypatch):
    council.phone = "050 000 0000"
    council.save()
    client.get(ADDRESS)

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("recruitment.views.sign_up", locked)
    response = send(client)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "050 000 0000" in text_of(response)


def test_an_unpublished_vacancy_has_no_form(client, vacancy):
    Vacancy.objects.update(is_published=False)
    assert [client.get(address).status_code for address in (ADDRESS, SENT, "/vacatures/lid/")] == [404] * 3


def test_the_form_asks_for_no_more_than_promised(client, vacancy):
    names = set(re.findall(r'name="([a-z_]+)"', re.search(r"<form.*?</form>", text_of(client.get(ADDRESS)), re.S)[0]))
    assert names == {
        "name",
        "email",
        "phone",
        "address",
        "contact_by",
        "motivation",
        "keep",
        "website",
        "stamp",
        "step",
    }


def test_the_box_to_keep_longer_is_never_ticked_beforehand(client, vacancy):
    box = re.search(r'<input type="checkbox"[^>]*name="keep"[^>]*>', text_of(client.get(ADDRESS)))[0]
    assert "checked" not in box


def test_the_form_points_to_who_helps_with_a_problem_of_ones_own(client, vacancy, council):
    council.own_problem = "<p>Bel de <b onclick='x()'>sociaal raadslieden</b>.</p><script>x()</script>"
    council.save()
    page = text_of(client.get(ADDRESS))
    assert "sociaal raadslieden" in page
    assert page.index("sociaal raadslieden") < page.index('name="name"')
    assert "onclick" not in page
    assert "<script>" not in page


def test_every_error_is_tied_to_its_input(client, vacancy):
    page = text_of(send(client, email="wolk@"))
    field = re.search(r'<input type="email"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    tied = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
    assert all(f'id="{target}"' in page for target in tied)
    assert "id_email_error" in tied


@pytest.mark.parametrize(("seated", "promised"), [(14, True), (15, False)])
def test_a_call_is_promised_only_while_a_place_is_free(client, vacancy, fill, today, time_machine, seated, promised):
    time_machine.move_to(today, tick=False)
    fill(seated, date(2026, 1, 1), date(2029, 12, 31))
    candidate = sign_up(Candidate(vacancy=vacancy, name="Wolk", email="wolk@voorbeeld.example"), today=today)
    page = client.get(SENT).content.decode()
    assert ("binnen 5 werkdagen" in page, "U staat op de wachtlijst" in page) == (promised, not promised)
    assert ("binnen 5 werkdagen" in candidate.letters.get().body) is promised
