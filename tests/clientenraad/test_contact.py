"""A message from the contact page: form, check page, sent; read and ticked off by the secretary, then erased."""

import re
from datetime import date, timedelta

import html5lib
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from model_bakery import baker

from clientenraad import messages
from clientenraad.models import Message
from clientenraad.work import council_with_counts
from clientenraad.work import messages as messages_to_answer
from members import safety
from members.models import Council, Letter
from members.refusals import Refusal
from members.work import Task

ADDRESS, SENT = "/contact/bericht/", "/contact/verstuurd/"
FORMS = [ADDRESS, "/contact/bel-mij/", "/contact/toegankelijkheid/", "/contact/veiligheid/"]
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def _empty_counters(db):
    cache.clear()


def answers(**changed: str) -> dict[str, str]:
    filled_in = {"text": "Hoe zit dat?", "answer_by": "email", "email": "wolk@voorbeeld.example"}
    return {**filled_in, "stamp": safety.new_stamp(), **changed}


def send(client: Client, address: str = ADDRESS, **changed: str):
    return client.post(address, answers(step="send", **changed))


def message(**values) -> Message:
    return baker.make(Message, kind="question", answer_by="none", text="Hoe zit dat?", **values)


def test_a_visitor_writes_checks_and_sends(client):
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(ADDRESS).text)[1]
    check = client.post(ADDRESS, answers(stamp=stamp, step="check")).text
    assert "Controleer uw antwoorden" in check
    assert "<dt>Uw bericht</dt><dd>Hoe zit dat?</dd>" in check
    assert Message.objects.count() == 0

    sent = send(client, stamp=stamp, name="Wolk Voorbeeld")
    assert (sent.status_code, sent.url) == (302, SENT)
    kept = Message.objects.get()
    assert (kept.kind, kept.name, kept.email, kept.text) == (
        "question",
        "Wolk Voorbeeld",
        "wolk@voorbeeld.example",
        "Hoe zit dat?",
    )
    assert kept.answered_on is None


@pytest.mark.parametrize(
    ("address", "kind", "changed"),
    [
        ("/contact/bel-mij/", "call", {"phone": "06 0000 0000", "call_when": "dinsdag na 14 uur", "text": ""}),
        ("/contact/toegankelijkheid/", "accessibility", {}),
        ("/contact/veiligheid/", "safety", {"answer_by": "none", "email": ""}),
    ],
)
def test_every_form_makes_a_message_of_its_own_kind(client, address, kind, changed):
    assert send(client, address, **changed).status_code == 302
    assert Message.objects.get().kind == kind


def test_who_asks_to_be_called_says_when_and_needs_no_more_than_a_number(client):
    send(client, "/contact/bel-mij/", phone="06 0000 0000", call_when="dinsdag na 14 uur", text="")
    kept = Message.objects.get()
    assert (kept.answer_by, kept.phone, kept.call_when, kept.email) == (
        "phone",
        "06 0000 0000",
        "dinsdag na 14 uur",
        "",
    )


@pytest.mark.parametrize("address", [*FORMS, SENT])
def test_every_page_is_valid_html_sets_no_cookie_and_is_kept_by_no_cache(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    html5lib.HTMLParser(strict=True).parse(response.content)
    assert response.text.count("<h1") == 1
    assert ("no-store" in response.get("Cache-Control", "")) is (address != SENT)


def test_an_unknown_subject_has_no_form(client):
    assert client.get("/contact/iets-anders/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"text": ""}, "text", "Schrijf uw bericht."),
        ({"text": "\u200b \u3164"}, "text", "Schrijf uw bericht."),
        ({"text": "a" * 5001}, "text", "Uw bericht is te lang. Maak het korter dan 5.000 tekens."),
        ({"name": "a" * 201}, "name", "Vul een kortere naam in, tot 200 tekens."),
        ({"answer_by": ""}, "answer_by_0", "Kies hoe u antwoord wilt krijgen."),
        ({"answer_by": "duif"}, "answer_by_0", "Kies hoe u antwoord wilt krijgen."),
        ({"email": ""}, "email", "Vul uw e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."),
        ({"email": "wolk@"}, "email", "Dit e-mailadres klopt niet."),
        ({"answer_by": "phone"}, "phone", "Vul uw telefoonnummer in."),
        ({"answer_by": "phone", "phone": "bel maar"}, "phone", "Dit telefoonnummer klopt niet."),
        ({"website": "http://koop.example"}, "website", "Dit vak is een val voor robots."),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_typed_is_lost(client, changed, field, said):
    page = send(client, **changed).text
    assert re.search(rf'<li><a href="#id_{field}">{re.escape(said)}', page)
    assert "<title>1 foutmelding - Stuur ons een bericht" in page
    assert changed.get("text", "Hoe zit dat?") in page
    assert Message.objects.count() == 0


def test_a_call_needs_a_number(client):
    page = send(client, "/contact/bel-mij/", phone="").text
    assert '<a href="#id_phone">Vul uw telefoonnummer in.' in page
    assert Message.objects.count() == 0


def test_the_longest_message_is_kept(client):
    assert send(client, text="a" * 5000).status_code == 302
    assert Message.objects.get().text == "a" * 5000


def test_the_same_form_pressed_twice_is_one_message(client):
    stamp = safety.new_stamp()
    assert [send(client, stamp=stamp).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.count() == 1


def test_other_answers_on_the_same_form_are_asked_about_and_then_kept(client):
    stamp = safety.new_stamp()
    send(client, stamp=stamp)
    asked = send(client, stamp=stamp, text="Iets anders")
    assert asked.status_code == 409
    assert "met andere antwoorden" in asked.text
    fresh = re.search(r'name="stamp" value="([^"]+)"', asked.text)[1]
    assert send(client, stamp=fresh, text="Iets anders").status_code == 302
    assert {kept.text for kept in Message.objects.all()} == {"Hoe zit dat?", "Iets anders"}


@pytest.mark.parametrize("stamp", ["", "nonsense", "0b1e3c1a:1x:forged"])
def test_a_form_without_our_stamp_is_shown_again(client, stamp):
    assert "Controleer uw antwoorden" in send(client, stamp=stamp).text
    assert Message.objects.count() == 0


def test_a_form_in_a_tab_of_two_days_old_keeps_what_was_typed_and_is_checked_once_more(client, time_machine):
    start = timezone.now()
    time_machine.move_to(start - timedelta(days=2, minutes=1), tick=False)
    stamp = safety.new_stamp()
    time_machine.move_to(start, tick=False)
    checked = send(client, stamp=stamp).text
    assert "Controleer uw antwoorden" in checked
    assert "Hoe zit dat?" in checked
    fresh = re.search(r'name="stamp" value="([^"]+)"', checked)[1]
    assert send(client, stamp=fresh).status_code == 302


def test_a_robot_that_sends_one_form_with_other_answers_is_stopped_too(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    stamp = safety.new_stamp()
    sent = [send(client, stamp=stamp, text=f"Vraag {number}").status_code for number in range(6)]
    assert sent == [302, 409, 409, 409, 409, 429]
    assert Message.objects.count() == 1


def test_a_robot_is_stopped_after_five_and_keeps_what_it_typed(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    sent = [send(client) for _ in range(6)]
    assert [response.status_code for response in sent] == [302] * 5 + [429]
    assert sent[-1]["Retry-After"] == "600"
    assert "Hoe zit dat?" in sent[-1].text


def test_the_form_works_where_cookies_are_off():
    assert send(Client(enforce_csrf_checks=True)).status_code == 302


def test_a_check_page_can_be_left_to_change_the_answers(client):
    form = client.post(ADDRESS, answers(step="change")).text
    assert "Hoe zit dat?" in form
    assert "Er ging iets niet goed" not in form


def test_the_contact_page_leads_to_every_form(client):
    page = client.get("/contact/").text
    assert [address for address in FORMS if f'href="{address}"' not in page] == []


@pytest.mark.parametrize(("address", "shown"), list(zip(FORMS, [True, True, False, False], strict=True)))
def test_who_has_a_problem_of_their_own_reads_first_who_helps(client, address, shown):
    Council.objects.update(own_problem="<p>Bel de sociaal raadslieden.</p>")
    assert ("Bel de sociaal raadslieden." in client.get(address).text) is shown


def test_the_page_after_sending_says_who_answers_and_when(client):
    Council.objects.update(secretary_name="Ada Voorbeeld", answer_days=1)
    page = client.get(SENT).text
    assert "Dan neemt Ada Voorbeeld, de ambtelijk secretaris, binnen 1 werkdag contact met u op." in page


# the secretary


def test_the_mail_to_the_secretary_holds_nothing_of_the_message(client):
    Council.objects.update(secretary_email="ada@raad.example")
    send(client, name="Wolk Voorbeeld")
    letter = Letter.objects.get()
    assert letter.kind == "work"
    assert not [words for words in ("Wolk", "Hoe zit dat", "wolk@") if words in letter.subject + letter.body]


def tasks() -> list[Task]:
    return list(messages_to_answer(council_with_counts(timezone.now())))


def test_the_worklist_counts_what_waits(council, today):
    assert tasks() == []
    message()
    assert [task.text for task in tasks()] == ["1 bericht wacht op antwoord"]
    message()
    message(answered_on=today)
    assert [task.text for task in tasks()] == ["2 berichten wachten op antwoord"]


def test_the_worklist_leads_to_the_only_message(council):
    kept = message()
    assert [task.url for task in tasks()] == [f"/beheer/clientenraad/message/{kept.pk}/change/"]


def test_the_worklist_leads_to_what_waits_only(log_in, today):
    message(name="Wolk Wacht")
    message(name="Wind Wacht")
    message(name="Regen Klaar", answered_on=today)
    page = log_in("Secretaris").get(tasks()[0].url).text
    assert "Wolk Wacht" in page
    assert "Regen Klaar" not in page


def test_the_secretary_ticks_a_message_off_and_puts_it_back(log_in, time_machine, today):
    time_machine.move_to(today, tick=False)
    secretary, kept = log_in("Secretaris"), message()
    base = f"/beheer/clientenraad/message/{kept.pk}"
    assert "Hoe zit dat?" in secretary.get(f"{base}/change/").text
    assert secretary.post(f"{base}/doe/beantwoord/").status_code == 302
    assert Message.objects.get().answered_on == today
    assert secretary.post(f"{base}/doe/toch-niet/").status_code == 302
    assert Message.objects.get().answered_on is None


def test_the_secretary_erases_rubbish(log_in):
    kept = message()
    answer = log_in("Secretaris").post(f"/beheer/clientenraad/message/{kept.pk}/doe/wis/", follow=True)
    assert "Het bericht is gewist." in answer.text
    assert Message.objects.count() == 0


def test_looking_at_a_button_changes_nothing(log_in):
    kept = message()
    log_in("Secretaris").get(f"/beheer/clientenraad/message/{kept.pk}/doe/wis/")
    assert Message.objects.get().answered_on is None


def test_the_chair_reads_but_does_not_tick_off(log_in):
    chair, kept = log_in("Voorzitter"), message()
    base = f"/beheer/clientenraad/message/{kept.pk}"
    assert chair.get(f"{base}/change/").status_code == 200
    assert chair.post(f"{base}/doe/beantwoord/").status_code == 403


@pytest.mark.parametrize("role", ["Redactie", "Beheerder", "Delegatielid"])
def test_others_see_no_message(log_in, role):
    colleague, kept = log_in(role), message()
    for page in ("", f"{kept.pk}/change/"):
        assert colleague.get(f"/beheer/clientenraad/message/{page}").status_code == 403


def test_no_title_names_the_sender(log_in):
    kept = message(name="Wolk Voorbeeld")
    page = log_in("Secretaris").get(f"/beheer/clientenraad/message/{kept.pk}/change/").text
    assert "Wolk" not in re.search(r"<title>(.*?)</title>", page, re.S)[1]


@pytest.mark.parametrize(("answered", "act"), [(True, messages.answer), (False, messages.open_again)])
def test_what_was_done_already_is_refused(today, admin_user, answered, act):
    kept = message(answered_on=today if answered else None)
    with pytest.raises(Refusal, match="Dit bericht"):
        act(kept, by=admin_user, **({"today": today} if answered else {}))


@pytest.mark.parametrize(("day", "erased"), [(date(2026, 6, 28), 0), (date(2026, 6, 29), 1), (date(2026, 12, 1), 1)])
def test_a_message_is_erased_four_weeks_after_the_answer(today, day, erased):
    message(answered_on=today)
    message()
    assert messages.erase_due(day) == erased
    assert Message.objects.count() == 2 - erased


def test_the_daily_work_erases(today, time_machine, capsys):
    time_machine.move_to(date(2026, 6, 29), tick=False)
    message(answered_on=today)
    call_command("daily")
    assert "Beantwoorde berichten: 1 gewist." in capsys.readouterr().out
    assert Message.objects.count() == 0


@pytest.mark.parametrize("values", [{"answer_by": "email"}, {"answer_by": "phone"}, {"answer_by": "duif"}])
def test_the_database_refuses_a_message_that_cannot_be_answered(values):
    with pytest.raises(IntegrityError):
        baker.make(Message, kind="question", email="", phone="", **values)


def test_there_is_nothing_to_save_on_the_page_of_a_message(log_in):
    page = log_in("Secretaris").get(f"/beheer/clientenraad/message/{message().pk}/change/").text
    assert 'name="_save"' not in page
    assert 'name="_continue"' not in page
