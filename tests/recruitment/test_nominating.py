"""Several candidates are put forward to the college at once, or none is."""

from datetime import date, datetime

import pytest
from model_bakery import baker

from members.models import Letter
from members.refusals import Refusal
from recruitment import applying, talks
from recruitment.models import Candidate, Talk
from recruitment.nominating import nominate_together, nominated_on, nomination_days, ready
from recruitment.road import Stage
from recruitment.undo import take_back
from tests.recruitment.conftest import AMSTERDAM

PAGE = "/beheer/recruitment/candidate/voordracht/"


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM), tick=False)


@pytest.fixture
def three(vacancy, bring, today) -> list[Candidate]:
    """Three people whose appointment talk went well."""
    people = [
        baker.prepare(Candidate, vacancy=vacancy, name=f"{name} Voorbeeld", email=f"{name}@voorbeeld.example")
        for name in ["Wolk", "Regen", "Hagel"]
    ]
    return [bring(applying.sign_up(one, today=today), Stage.APPOINTMENT_TALK) for one in people]


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


@pytest.mark.parametrize(
    ("ends_on", "said"), [(date(2026, 6, 1), ""), (date(2026, 6, 2), ", op proef tot en met 2 juni 2026")]
)
def test_the_page_says_whose_trial_still_runs(desk, candidate, bring, ends_on, said):
    bring(candidate, Stage.APPOINTMENT_TALK)
    Candidate.objects.update(trial_ends_on=ends_on)
    assert f"Wolk Voorbeeld (kandidaat {candidate.pk}{said})<" in desk.get(PAGE).content.decode()


@pytest.mark.parametrize(("outcome", "is_ready"), [("go_on", True), ("doubt", False), ("stop", False)])
def test_who_is_ready_had_a_good_appointment_talk(candidate, bring, delegation, outcome, is_ready):
    bring(candidate, Stage.APPOINTMENT_TALK)
    evening = datetime(2026, 6, 1, 20, 0, tzinfo=AMSTERDAM)
    talks.record_talk(candidate, outcome=Talk.Outcome(outcome), notes="", participants=delegation, now=evening)
    assert ready().exists() == is_ready


def test_together_they_are_put_forward_and_each_gets_a_letter(three, secretary, today):
    assert nominate_together(three, on=today, by=secretary, today=today) == 3
    assert [one.name for one in nominated_on(today)] == ["Hagel Voorbeeld", "Regen Voorbeeld", "Wolk Voorbeeld"]
    assert nomination_days() == [(today, 3)]
    assert Letter.objects.filter(kind="nominated").count() == 3


def test_when_one_cannot_nobody_is_and_the_number_is_named(three, candidate, secretary, today):
    with pytest.raises(Refusal, match=f"Kandidaat {candidate.pk}: Van ‘Aangemeld’ .* Er is niemand voorgedragen"):
        nominate_together([*three, candidate], on=today, by=secretary, today=today)
    assert not nominated_on(today).exists()
    assert Letter.objects.filter(kind="nominated").count() == 0


def test_a_day_before_the_appointment_talk_is_refused(three, secretary, today):
    with pytest.raises(Refusal, match="Het aanstellingsgesprek was op 1 juni 2026"):
        nominate_together(three, on=date(2026, 5, 31), by=secretary, today=today)


def test_the_page_puts_forward_who_is_chosen(desk, three, today):
    page = desk.get(PAGE).content.decode()
    assert all(one.name in page for one in three)
    response = desk.post(PAGE, {"candidates": [three[0].pk, three[2].pk], "on": "2026-06-01"})
    assert (response.status_code, response.url) == (302, PAGE)
    assert {one.pk for one in nominated_on(today)} == {three[0].pk, three[2].pk}
    assert "2 kandidaten zijn voorgedragen op 1 juni 2026" in desk.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Kies wie u voordraagt."),
        ({"candidates": ["x"], "on": "2026-06-01"}, "Kies wie u voordraagt."),
        ({"candidates": ["99999999999999999999999"], "on": "2026-06-01"}, "oordra"),
        ({"candidates": ["999"], "on": "2026-06-01"}, "Kandidaat 999 kan nu niet worden voorgedragen."),
        ({"on": "2026-06-02", "all": 1}, "De dag van de voordracht moet nog komen."),
        ({"on": "0206-06-01", "all": 1}, "Kies een dag na 1 januari 1900."),
    ],
)
def test_nonsense_comes_back_with_words_and_nobody_is_put_forward(desk, three, typed, said):
    if typed.pop("all", None):
        typed = {**typed, "candidates": [one.pk for one in three]}
    response = desk.post(PAGE, typed)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert nomination_days() == []


def test_an_old_tab_names_who_was_put_forward_meanwhile(desk, three, secretary, today):
    nominate_together(three[:1], on=today, by=secretary, today=today)
    page = desk.post(PAGE, {"candidates": [one.pk for one in three], "on": "2026-06-01"}).content.decode()
    assert f"Kandidaat {three[0].pk} kan nu niet worden voorgedragen. Er is niemand voorgedragen." in page
    assert nomination_days() == [(today, 1)]


def test_the_letter_to_the_college_holds_names_and_dates_and_nothing_else(desk, three, council, secretary, today):
    Candidate.objects.update(motivation="Mijn geheim", phone="06 0000 0000", address="Straat 1")
    nominate_together(three, on=today, by=secretary, today=today)
    response = desk.post(PAGE, {"druk_af": "2026-06-01"})
    page = response.content.decode()
    for name in ["Hagel Voorbeeld", "Regen Voorbeeld", "Wolk Voorbeeld"]:
        assert name in page
    assert "1 juni 2026 tot en met 31 augustus 2026" in page
    assert not any(secret in page for secret in ["Mijn geheim", "0000 0000", "Straat 1", "Goed gesprek", "@voorbeeld"])
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("day", ["2026-05-31", "gisteren", "", "9999-99-99"])
def test_a_day_without_nomination_prints_nothing(desk, three, day):
    response = desk.post(PAGE, {"druk_af": day}, follow=True)
    assert "Op deze dag is niemand voorgedragen." in response.content.decode()


def test_who_is_appointed_stays_on_the_letter_and_who_was_taken_back_does_not(three, bring, secretary, today):
    nominate_together(three, on=today, by=secretary, today=today)
    appointed = Candidate.objects.get(pk=three[0].pk)
    bring(appointed, Stage.APPOINTED)
    take_back(three[1], why="Vergissing", by=secretary, today=today)
    assert {one.pk for one in nominated_on(today)} == {three[0].pk, three[2].pk}
