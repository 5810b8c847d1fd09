"""What the candidate can take along: the data, the letters and the appointment."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from members.models import Letter, Office, OfficePlace
from recruitment import actions, talks
from recruitment.models import Candidate, Talk
from recruitment.overview import people
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM, user

MINE = "/aanmelding/mijn/"
DATA = "/aanmelding/mijn/uw-gegevens.txt"
APPOINTMENT = "/aanmelding/mijn/afspraak.ics"
AT = datetime(2026, 6, 4, 14, 0, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 21, 0, tzinfo=AMSTERDAM), tick=False)


def plan(candidate, delegation, secretary, today, kind=Stage.INTAKE_TALK, **values) -> Talk:
    values = {"participants": delegation, "place": "Stadhuis, kamer 3", **values}
    return talks.plan_talk(candidate, kind, at=AT, by=secretary, today=today, **values)


def make_sent(candidate, **values) -> None:
    values = {"status": Letter.Status.SENT, "sent_at": datetime(2026, 6, 1, 10, 5, tzinfo=AMSTERDAM), **values}
    candidate.letters.update(**values)


def overview(client, candidate):
    return client.post(f"/beheer/recruitment/candidate/{candidate.pk}/doe/overzicht/")


def test_the_page_names_who_will_be_there_with_their_role(own, candidate, delegation, secretary, today):
    chair = Office.objects.get_or_create(is_chair=True, defaults={"name": "Voorzitter"})[0]
    OfficePlace.objects.create(office=chair, member=delegation[0], starts_on=date(2026, 1, 1))
    plan(candidate, delegation, secretary, today, others="Regen Appel, ambtelijk secretaris")
    page = own.get(MINE).content.decode()
    assert f"{delegation[0].name}, voorzitter<br>" in page
    assert f"{delegation[1].name}, lid van de raad<br>" in page
    assert "Regen Appel, ambtelijk secretaris" in page


@pytest.mark.parametrize(
    ("others", "shown"),
    [("Regen Appel", "Regen Appel, ambtelijk secretaris"), ("Regen Appel (secretaris)", "Regen Appel (secretaris)")],
)
def test_the_secretary_is_named_with_her_role_once(candidate, council, secretary, today, others, shown):
    council.secretary_name = "Regen Appel"
    council.save()
    assert people(plan(candidate, [], secretary, today, others=others)) == [shown]


def test_the_page_says_what_to_bring(own, candidate, delegation, secretary, today):
    talk = plan(candidate, delegation, secretary, today)
    assert "U hoeft niets mee te nemen." in own.get(MINE).content.decode()
    Talk.objects.filter(pk=talk.pk).update(bring="een pen")
    assert "<dd>een pen</dd>" in own.get(MINE).content.decode()


def test_the_appointment_goes_into_a_calendar_without_a_name(own, candidate, delegation, secretary, today):
    plan(candidate, delegation, secretary, today)
    file = own.get(APPOINTMENT)
    assert file["Content-Type"].startswith("text/calendar")
    assert file["Content-Disposition"] == 'attachment; filename="afspraak.ics"'
    assert file["Cache-Control"] == "no-store, private"
    event = Calendar.from_ical(file.content).walk("VEVENT")[0]
    assert event["DTSTART"].dt == AT
    assert "Wolk" not in file.content.decode()


def test_without_an_appointment_to_come_there_is_no_file(own, candidate, delegation, secretary, today, time_machine):
    assert own.get(APPOINTMENT).status_code == 404
    plan(candidate, delegation, secretary, today)
    Candidate.objects.get().talks.update(planned_at=datetime(2026, 6, 1, 21, 0, tzinfo=AMSTERDAM))
    assert own.get(APPOINTMENT).status_code == 404
    assert "Zet in mijn agenda" not in own.get(MINE).content.decode()


@pytest.mark.parametrize("path", [DATA, APPOINTMENT])
def test_without_an_open_page_there_is_no_file(client, candidate, path):
    assert client.get(path).url == "/aanmelding/afgesloten/"


@pytest.mark.parametrize(
    ("status", "how"), [("sent", "per e-mail"), ("posted", "per post"), ("told", "wij vertelden het u")]
)
def test_a_letter_that_came_is_read_in_full_with_its_day_and_way(own, candidate, status, how):
    make_sent(candidate, status=status)
    page = own.get(MINE).content.decode()
    assert "Wij hebben uw aanmelding ontvangen" in page
    assert f"maandag 1 juni 2026, {how}" in page
    assert "Fijn dat u mee wilt doen" in page
    assert "(hier stond uw eigen link)" in page
    assert Letter.PERSONAL_LINK not in page


@pytest.mark.parametrize("status", ["draft", "waiting", "sending", "refused", "to_print", "to_tell"])
def test_a_letter_that_did_not_come_is_not_shown(own, candidate, status):
    make_sent(candidate, status=status)
    assert "Fijn dat u mee wilt doen" not in own.get(MINE).content.decode()
    assert "Fijn dat u mee wilt doen" not in own.get(DATA).content.decode()


def test_the_file_holds_what_was_given_and_told_and_nothing_of_others(own, candidate, bring, secretary, today):
    Candidate.objects.update(motivation="Ik wil meedenken.", keep=True, keep_given_on=today, keep_wording="Ja, bewaar")
    bring(candidate, Stage.TRIAL)
    actions.extend_trial(candidate, last=date(2026, 10, 1), why="Was ziek", by=secretary, today=today)
    make_sent(candidate)
    file = own.get(DATA)
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="uw-gegevens.txt"'
    assert file["Cache-Control"] == "no-store, private"
    text = file.content.decode("utf-8-sig")
    for said in (
        "Gemaakt op maandag 1 juni 2026, 21.00 uur",
        "Wolk Voorbeeld",
        "Ik wil meedenken.",
        "Ja, gegeven op maandag 1 juni 2026: ‘Ja, bewaar’",
        "Kennismakingsgesprek op maandag 1 juni 2026, 14.00 uur:\r\nStadhuis.",
        "Uw antwoord:\r\nJa, op maandag 1 juni 2026",
        "maandag 1 juni 2026 tot en met donderdag 1 oktober 2026",
        "Fijn dat u mee wilt doen",
        "Vraag het de secretaris.",
    ):
        assert said in text
    for hidden in ("Goed gesprek.", "wij gaan verder", "Was ziek", "Antwoord van de raad"):
        assert hidden not in text


def test_the_secretarys_overview_holds_notes_reasons_and_the_log(client, candidate, bring, secretary, today):
    bring(candidate, Stage.TRIAL)
    actions.extend_trial(candidate, last=date(2026, 10, 1), why="Was ziek", by=secretary, today=today)
    actions.decline(candidate, why="Past niet", by=secretary, today=today)
    client.force_login(secretary)
    page = overview(client, candidate)
    assert "no-store" in page["Cache-Control"]
    for said in ("Goed gesprek.", "wij gaan verder", "Was ziek", "Past niet", "Antwoord van de raad"):
        assert said in page.content.decode()
    assert "<title>Overzicht om af te drukken" in page.content.decode()
    assert candidate.moves.last().why == "overzicht voor de kandidaat gemaakt"


def test_looking_at_the_overview_button_makes_no_overview(client, candidate, secretary):
    client.force_login(secretary)
    page = client.get(f"/beheer/recruitment/candidate/{candidate.pk}/doe/overzicht/").content.decode()
    assert "Lees het eerst door." in page
    assert candidate.moves.count() == 1


def test_a_delegation_cannot_make_an_overview(client, candidate, delegation, secretary, today):
    colleague = user("delegatie", "Delegatielid")
    delegation[0].user = colleague
    delegation[0].save()
    client.force_login(colleague)
    assert overview(client, candidate).status_code in {403, 404}


def test_html_in_an_answer_stays_text_on_the_page_and_in_the_overview(own, candidate, secretary, client):
    Candidate.objects.update(motivation="<script>alert(1)</script>", name="<b>Wolk</b>")
    assert "<script>alert" not in own.get(MINE).content.decode()
    client.force_login(secretary)
    assert "<script>alert" not in overview(client, candidate).content.decode()


def test_the_page_asks_the_database_as_often_with_many_letters_as_with_few(
    own, candidate, delegation, secretary, today, django_assert_num_queries
):
    plan(candidate, delegation, secretary, today)
    make_sent(candidate)
    with CaptureQueriesContext(connection) as few:
        own.get(MINE)
    for _ in range(20):
        Letter.objects.create(addressee=candidate, kind="x", subject="x", body="x", status=Letter.Status.SENT)
    with django_assert_num_queries(len(few)):
        own.get(MINE)
