"""Correcting what we know, and confirming the e-mail address (docs/rules.md, 13)."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Letter
from members.seals import seal
from recruitment import actions, details, talks
from recruitment.models import PersonalLink
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM

CHANGE = "/aanmelding/mijn/wijzigen/"
CONFIRM = "/aanmelding/mijn/adres-klopt/"
MINE = "/aanmelding/mijn/"


def seen(own: Client) -> str:
    return re.search(r'name="seen" value="(\w+)"', own.get(CHANGE).content.decode())[1]


def typed(own: Client, **changed: str) -> dict[str, str]:
    known = {"name": "Wolk Voorbeeld", "contact_by": "email", "email": "wolk@voorbeeld.example"}
    return {**known, "seen": seen(own), **changed}


def test_the_candidate_corrects_name_and_phone_and_the_log_says_so_without_the_values(own, candidate):
    answer = own.post(CHANGE, typed(own, name="Zoë  Voorbeeld", phone="06 0000 0001"))
    assert (answer.status_code, answer.url) == (302, MINE)
    candidate.refresh_from_db()
    assert (candidate.name, candidate.phone) == ("Zoë Voorbeeld", "06 0000 0001")
    assert "zoe voorbeeld" in candidate.search_text
    log = candidate.moves.last()
    assert (log.why, log.by) == ("gegevens gewijzigd door de kandidaat", None)


def test_the_secretary_hears_that_details_changed(own, candidate, council):
    council.secretary_email = "secretaris@voorbeeld.example"
    council.save()
    own.post(CHANGE, typed(own, name="Zoë Voorbeeld"))
    assert Letter.objects.filter(kind="work").count() == 1


def test_the_same_form_twice_is_one_change(own, candidate):
    answers = typed(own, phone="06 0000 0001")
    assert [own.post(CHANGE, answers).status_code for _ in range(2)] == [302, 302]
    assert candidate.moves.filter(why__startswith="gegevens gewijzigd").count() == 1


def test_a_form_without_changes_writes_nothing(own, candidate):
    own.post(CHANGE, typed(own))
    assert candidate.moves.count() == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": " "}, "Vul uw naam in."),
        ({"email": "wolk@"}, "Dit e-mailadres klopt niet."),
        ({"contact_by": "post"}, "Vul uw postadres in"),
        ({"contact_by": "duif"}, "Kies hoe u van ons wilt horen."),
        ({"name": "www.reclame.example"}, "Vul alleen een naam in"),
        ({"name": "x" * 201}, "Vul een kortere naam in"),
    ],
)
def test_a_mistake_is_told_as_at_the_sign_up_and_loses_nothing(own, candidate, changed, told):
    page = own.post(CHANGE, typed(own, phone="06 0000 0009", **changed)).content.decode()
    assert told in page
    assert "foutmelding - " in page
    assert 'value="06 0000 0009"' in page
    candidate.refresh_from_db()
    assert (candidate.name, candidate.phone) == ("Wolk Voorbeeld", "")


def test_a_change_by_the_secretary_meanwhile_is_told_and_not_overwritten(own, candidate):
    answers = typed(own, phone="06 0000 0001")
    candidate.phone = "06 0000 0002"
    candidate.save()
    answer = own.post(CHANGE, answers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Wij hebben uw gegevens intussen zelf gewijzigd." in page
    assert "06 0000 0002" in page
    assert 'value="06 0000 0001"' in page
    candidate.refresh_from_db()
    assert candidate.phone == "06 0000 0002"


def test_who_was_told_of_the_change_can_still_save(own, candidate):
    answers = typed(own, phone="06 0000 0001")
    candidate.phone = "06 0000 0002"
    candidate.save()
    told = own.post(CHANGE, answers).content.decode()
    again = re.search(r'name="seen" value="(\w+)"', told)[1]
    assert own.post(CHANGE, {**answers, "seen": again}).status_code == 302
    candidate.refresh_from_db()
    assert candidate.phone == "06 0000 0001"


@pytest.mark.parametrize("forged", ["", "x", "é" * 5000])
def test_a_form_without_its_seal_overwrites_nothing(own, candidate, forged):
    assert own.post(CHANGE, typed(own, phone="06 0000 0001", seen=forged)).status_code == 409
    candidate.refresh_from_db()
    assert candidate.phone == ""


def test_a_new_address_must_be_confirmed_and_the_old_one_hears_of_it(own, candidate, settings, today):
    settings.MAIL_LEAVES = True
    type(candidate).objects.update(email_confirmed_on=today)
    own.post(CHANGE, typed(own, email="nieuw@voorbeeld.example"))
    candidate.refresh_from_db()
    assert (candidate.email, candidate.email_confirmed_on) == ("nieuw@voorbeeld.example", None)
    assert candidate.letters.filter(kind="confirm_address").count() == 1
    notice = Letter.objects.get(last_email="wolk@voorbeeld.example")
    assert "Was u dit niet?" in notice.body
    assert "nieuw@" not in notice.body
    assert "Wolk" not in notice.body
    assert Letter.PERSONAL_LINK not in notice.body


def test_who_takes_the_address_away_is_not_told_of_another_one(own, candidate, settings):
    settings.MAIL_LEAVES = True
    own.post(CHANGE, typed(own, email="", phone="06 0000 0001", contact_by="phone"))
    notice = Letter.objects.get(last_email="wolk@voorbeeld.example")
    assert notice.subject == "Klopt dit? Uw e-mailadres is gewijzigd"
    assert "Op uw eigen pagina is dit e-mailadres gewijzigd of weggehaald." in notice.body
    assert "Wij schrijven u niet meer op dit adres." in notice.body


def test_a_phone_number_alone_sends_no_letter(own, candidate):
    own.post(CHANGE, typed(own, phone="06 0000 0001"))
    assert [letter.kind for letter in candidate.letters.all()] == ["received"]


def test_an_address_that_is_known_is_shown_and_kept_for_who_does_not_choose_post(own, candidate):
    type(candidate).objects.update(address="Verzinstraat 1")
    assert "always" in own.get(CHANGE).content.decode()
    own.post(CHANGE, typed(own, address="Verzinstraat 1", phone="06 0000 0001"))
    candidate.refresh_from_db()
    assert candidate.address == "Verzinstraat 1"


def test_the_motivation_can_change_until_the_intake_talk_begins(own, candidate, secretary, today, time_machine):
    at = datetime(2026, 6, 4, 14, 0, tzinfo=AMSTERDAM)
    talks.plan_talk(candidate, Stage.INTAKE_TALK, at=at, participants=[], others="x", by=secretary, today=today)
    candidate.refresh_from_db()
    assert "motivation" in details.own_fields(candidate, at - timedelta(minutes=1))
    assert "motivation" not in details.own_fields(candidate, at)


@pytest.mark.parametrize("stage", [Stage.DELEGATION_TALK, Stage.TRIAL])
def test_later_on_only_the_contact_data_can_change(own, candidate, bring, stage):
    bring(candidate, stage)
    assert 'name="motivation"' not in own.get(CHANGE).content.decode()
    own.post(CHANGE, typed(own, motivation="Anders", phone="06 0000 0001"))
    candidate.refresh_from_db()
    assert candidate.motivation != "Anders"
    assert candidate.phone == "06 0000 0001"


def test_a_form_of_before_the_talk_cannot_change_the_motivation_after_it(candidate, bring, today):
    before = seal(candidate, ["motivation"])
    bring(candidate, Stage.DELEGATION_TALK)
    with pytest.raises(details.Refusal, match="Dit kunt u hier niet meer wijzigen"):
        details.change_details(candidate, values={"motivation": "Anders"}, seen=before, now=timezone.now(), today=today)


def test_the_data_of_a_member_are_not_changed_here(own, candidate, bring):
    answers = typed(own, phone="06 0000 0001")
    bring(candidate, Stage.APPOINTED)
    assert own.get(CHANGE).url == MINE
    assert own.post(CHANGE, answers).status_code in {302, 409}
    candidate.refresh_from_db()
    assert candidate.phone == ""
    assert "Wijzig mijn gegevens" not in own.get(MINE).content.decode()


def test_who_stopped_can_still_correct_the_data(own, candidate, today):
    actions.withdraw(candidate, by=None, today=today)
    assert own.post(CHANGE, typed(own, phone="06 0000 0001")).status_code == 302


def test_the_address_is_confirmed_by_a_button_and_looking_changes_nothing(own, candidate):
    assert "Ja, dit adres klopt" in own.get(MINE).content.decode()
    assert own.get(CONFIRM).url == MINE
    candidate.refresh_from_db()
    assert candidate.email_confirmed_on is None
    assert own.post(CONFIRM).url == MINE
    candidate.refresh_from_db()
    assert candidate.email_confirmed_on == timezone.localdate()
    assert "Ja, dit adres klopt" not in own.get(MINE).content.decode()


def test_a_new_address_is_confirmed_only_from_a_link_of_later(own, candidate, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=5), tick=False)
    own.post(CHANGE, typed(own, email="nieuw@voorbeeld.example"))
    assert "Open de link in die e-mail." in own.get(MINE).content.decode()
    refused = own.post(CONFIRM)
    assert refused.status_code == 409
    assert "Er is niets veranderd." in refused.content.decode()
    own.post(candidate.new_personal_link().removeprefix("http://testserver"))
    assert own.post(CONFIRM).status_code == 302
    candidate.refresh_from_db()
    assert candidate.email_confirmed_on == timezone.localdate()


def test_who_gets_letters_by_post_is_not_asked_to_confirm(own, candidate):
    type(candidate).objects.update(contact_by="post", address="Verzinstraat 1")
    assert "e-mailadres klopt" not in own.get(MINE).content.decode()
    assert own.post(CONFIRM).status_code == 409


def test_a_confirmed_address_keeps_its_day(own, candidate):
    type(candidate).objects.update(email_confirmed_on=date(2026, 5, 1))
    own.post(CONFIRM)
    candidate.refresh_from_db()
    assert candidate.email_confirmed_on == date(2026, 5, 1)


@pytest.mark.parametrize("path", [CHANGE, CONFIRM])
def test_without_an_open_page_nothing_can_be_changed(client, candidate, path):
    PersonalLink.objects.all().delete()
    for answer in (client.get(path), client.post(path, {"name": "x"})):
        assert answer.url == "/aanmelding/afgesloten/"
