"""What the letters say, the own page says too, in the same words and at every moment (docs/rules.md, 10 to 12)."""

from datetime import date, datetime, timedelta

import pytest

from members.models import Council, Member
from recruitment import actions, talks, undo
from recruitment.applying import sign_up
from recruitment.models import Candidate, Talk
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM, hold_talk

MINE = "/aanmelding/mijn/"
NOW = datetime(2026, 6, 1, 21, 0, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def page(own):
    """Reads the part of the own page that says where the candidate is."""

    def page() -> str:
        whole = own.get(MINE).content.decode()
        return whole[whole.index("<h1>") : whole.index("De hele weg") if "De hele weg" in whole else None]

    return page


def body_of(candidate: Candidate, kind: str) -> str:
    return candidate.letters.get(kind=kind).body


def test_the_invitation_says_whom_one_meets_with_their_roles_as_the_page_does(
    candidate, delegation, secretary, today, page
):
    Council.objects.update(secretary_name="Sijs Secretaris")
    Member.objects.filter(pk=delegation[0].pk).update(name="Regen Appel")
    talks.plan_talk(
        candidate,
        Talk.Kind.INTAKE,
        at=NOW + timedelta(days=3),
        participants=[Member.objects.get(pk=delegation[0].pk)],
        others="Sijs Secretaris",
        place="Stadhuis",
        by=secretary,
        today=today,
    )
    letter = body_of(candidate, "talk_planned")
    assert "Met wie: Regen Appel, lid van de raad; Sijs Secretaris, ambtelijk secretaris" in letter
    assert "Na het gesprek hoort u binnen 5 werkdagen hoe het verdergaat." in letter
    assert "Na het gesprek hoort u binnen 5 werkdagen" in page()
    assert "Regen Appel, lid van de raad<br>Sijs Secretaris, ambtelijk secretaris" in page()


def test_the_last_talk_is_around_the_end_of_the_trial_in_every_letter(candidate, bring, secretary, today):
    bring(candidate, Stage.TRIAL)
    actions.extend_trial(candidate, last=date(2026, 9, 30), why="Ziek", by=secretary, today=today)
    around = "is het aanstellingsgesprek. U praat dan met de voorzitter over hoe het ging."
    assert f"Rond de laatste dag {around}" in body_of(candidate, "trial")
    assert f"Rond die dag {around}" in body_of(candidate, "extended")


@pytest.mark.parametrize(
    ("day", "trial", "talk"),
    [
        (date(2026, 8, 31), "Uw proefperiode loopt van", "Dit gesprek is rond 31 augustus 2026."),
        (date(2026, 9, 1), "Uw proefperiode liep van", "U krijgt een uitnodiging."),
    ],
)
def test_a_trial_that_is_over_is_told_so(candidate, bring, page, own, time_machine, day, trial, talk):
    bring(candidate, Stage.TRIAL)
    time_machine.move_to(datetime(day.year, day.month, day.day, 12, 0, tzinfo=AMSTERDAM), tick=False)
    own.post(candidate.new_personal_link().removeprefix("http://testserver"))
    text = page()
    assert trial in text
    assert talk in text
    assert ("Dit gesprek is rond" in text) == (day <= date(2026, 8, 31))


def test_a_trial_that_still_runs_is_on_the_page_when_the_last_talk_is_planned(candidate, bring, page):
    bring(candidate, Stage.APPOINTMENT_TALK)
    assert "Uw proefperiode loopt nog tot en met maandag 31 augustus 2026." in page()


def test_who_has_no_appointment_any_more_reads_what_happens(candidate, delegation, secretary, today, page):
    at = NOW + timedelta(days=3)
    talks.plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)
    assert "Er is nu geen afspraak." not in page()
    actions.withdraw(candidate, by=secretary, today=today)
    undo.take_back(candidate, why="Vergissing", by=secretary, today=today)
    assert "Er is nu geen afspraak. Wij nemen contact met u op." in page()
    assert "Er ging bij ons iets mis" not in body_of(candidate, "taken_back")


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.INTAKE_TALK])
def test_who_hears_nothing_in_time_reads_what_to_do(candidate, bring, page, stage):
    bring(candidate, stage)
    assert "Hoort u dan nog niets? Bel of mail ons." in page()


def test_after_yes_nothing_is_said_about_the_answer_of_the_council_and_after_no_no_trial_comes(
    candidate, bring, own, page
):
    bring(candidate, Stage.AGREEMENT)
    own.post("/aanmelding/mijn/antwoord/", {"answer": "yes"})
    assert "Wij laten u weten wat het antwoord van de raad is." in page()
    assert "Nu moet de raad" not in page()
    assert "Wat komt hierna?" in page()
    own.post("/aanmelding/mijn/antwoord/", {"answer": "no"})
    assert "De secretaris neemt contact met u op en rondt het af." in page()
    assert "Wat komt hierna?" not in page()


def test_who_comes_to_a_committee_later_reads_from_which_day(client, committee_vacancy, delegation, secretary, today):
    applied = Candidate(vacancy=committee_vacancy, name="Wolk", email="wolk@voorbeeld.example")
    applied = sign_up(applied, today=today)
    hold_talk(applied, Talk.Kind.INTAKE, delegation, secretary, today)
    actions.ask_agreement(applied, by=secretary, today=today)
    for side in ("council", "candidate"):
        actions.record_answer(applied, side=side, agrees=True, given_on=today, by=secretary, today=today)
    actions.accept_to_committee(applied, first=date(2026, 9, 1), by=secretary, today=today)
    assert "Eerste dag: 1 september 2026" in body_of(applied, "committee_member")
    assert "vanaf nu" not in body_of(applied, "committee_member")
    client.post(applied.new_personal_link().removeprefix("http://testserver"))
    assert "Uw eerste dag is dinsdag 1 september 2026." in client.get(MINE).content.decode()


@pytest.mark.parametrize("holds", [False, True])
def test_who_stops_reads_first_what_is_lost(candidate, bring, own, holds):
    bring(candidate, Stage.TRIAL if holds else Stage.AGREEMENT)
    asked = own.get("/aanmelding/mijn/stoppen/").content.decode()
    assert "Een afspraak die nog komt, gaat dan niet door." in asked
    assert ("De plaats die wij voor u vasthouden, komt vrij." in asked) is holds


@pytest.mark.parametrize("leaves", [False, True])
def test_a_last_mail_is_promised_only_when_mail_leaves(own, settings, leaves):
    settings.MAIL_LEAVES = leaves
    assert ("U krijgt nog één e-mail." in own.get("/aanmelding/mijn/wissen/").content.decode()) is leaves


def test_one_talk_has_one_name_in_the_letters(candidate):
    assert "een afspraak voor een kennismakingsgesprek" in body_of(candidate, "received")
