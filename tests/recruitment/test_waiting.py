"""Asking who waits for a seat, and the answer (docs/rules.md, 16)."""

from datetime import date, timedelta

import pytest
from model_bakery import baker

from members.models import Letter
from members.refusals import Refusal
from recruitment import applying, letters, waiting
from recruitment.models import Candidate
from recruitment.road import Stage
from recruitment.verbs.erasing import KeepWaiting

ASK_ON = date(2027, 6, 1)


@pytest.fixture
def waits(candidate, today):
    candidate.waits_since = today
    candidate.save()
    return candidate


def test_the_question_goes_out_on_its_day_and_not_a_day_earlier(waits):
    assert waiting.ask_due(ASK_ON - timedelta(days=1)) == 0
    assert waiting.ask_due(ASK_ON) == 1
    waits.refresh_from_db()
    assert waits.asked_to_wait_on == ASK_ON
    assert Letter.objects.filter(kind="still_waiting").count() == 1


def test_the_question_goes_out_once(waits):
    waiting.ask_due(ASK_ON)
    assert waiting.ask_due(ASK_ON) == 0
    assert waiting.ask_due(ASK_ON + timedelta(days=20)) == 0


def test_who_was_erased_meanwhile_stops_nothing(waits, vacancy, today, monkeypatch):
    other = applying.sign_up(baker.prepare(Candidate, vacancy=vacancy, email="x@voorbeeld.example"), today=today)
    Candidate.objects.update(waits_since=today)
    write_for = letters.write_for

    def write_and_erase_the_next(candidate, kind):
        Candidate.objects.filter(pk=other.pk).delete()
        write_for(candidate, kind)

    monkeypatch.setattr(letters, "write_for", write_and_erase_the_next)
    assert waiting.ask_due(ASK_ON) == 1


def test_who_is_not_on_the_list_is_not_asked(candidate):
    assert waiting.ask_due(ASK_ON) == 0


def test_who_went_on_along_the_road_is_not_asked(waits, bring):
    bring(waits, Stage.INTAKE_TALK)
    assert waiting.ask_due(ASK_ON) == 0


def test_an_answer_is_noted_and_the_next_question_comes_a_year_later(waits, secretary):
    waiting.ask_due(ASK_ON)
    waits.refresh_from_db()
    waiting.keep_waiting(waits, by=secretary, today=ASK_ON + timedelta(days=5))
    waits.refresh_from_db()
    assert waits.still_waits_on == date(2027, 6, 6)
    assert waits.moves.last().why == "blijft op de wachtlijst"
    assert waiting.ask_due(date(2028, 6, 5)) == 0
    assert waiting.ask_due(date(2028, 6, 6)) == 1


def test_an_answer_that_nobody_asked_for_is_refused(waits, secretary):
    with pytest.raises(Refusal, match="Wij wachten niet op dit antwoord"):
        waiting.keep_waiting(waits, by=secretary, today=ASK_ON)


def test_the_secretary_hears_of_an_answer_through_the_site(waits, council):
    council.secretary_email = "s@raad.example"
    council.save()
    waiting.ask_due(ASK_ON)
    waiting.keep_waiting(waits, by=None, today=ASK_ON)
    assert Letter.objects.filter(kind="work").count() == 1


def test_the_button_is_there_while_an_answer_is_waited_for(waits):
    assert not KeepWaiting.fits(waits)
    waiting.ask_due(ASK_ON)
    waits.refresh_from_db()
    assert KeepWaiting.fits(waits)
