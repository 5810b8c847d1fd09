"""A talk has a moment, people and an outcome; who holds it sees the candidate (docs/rules.md, 11, 12 and 14)."""

from datetime import date, datetime

import pytest

from members.refusals import Refusal
from recruitment import actions, talks
from recruitment.door import MoveRefused
from recruitment.models import Candidate, Talk, Vacancy
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM, hold_talk, steps


def test_the_next_step_waits_for_the_outcome_of_the_talk(candidate, delegation, secretary, today):
    at = datetime(2026, 6, 3, 14, 0, tzinfo=AMSTERDAM)
    talks.plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)

    with pytest.raises(MoveRefused, match="Leg eerst de uitkomst van het kennismakingsgesprek vast"):
        talks.plan_talk(candidate, Talk.Kind.DELEGATION, at=at, participants=delegation, by=secretary, today=today)


def test_a_talk_that_ended_in_stop_does_not_lead_on(candidate, bring, delegation, secretary, today):
    bring(candidate, Stage.INTAKE_TALK)
    evening = datetime(2026, 6, 1, 20, 0, tzinfo=AMSTERDAM)
    talks.record_talk(candidate, outcome=Talk.Outcome.STOP, notes="", participants=delegation, now=evening)

    with pytest.raises(MoveRefused, match="wij gaan niet verder"):
        hold_talk(candidate, Talk.Kind.DELEGATION, delegation, secretary, today)


def test_a_talk_is_recorded_from_its_first_minute_and_not_before(candidate, delegation, secretary, today):
    at = datetime(2026, 6, 3, 14, 0, tzinfo=AMSTERDAM)
    talks.plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)
    said = {"outcome": Talk.Outcome.GO_ON, "notes": "", "participants": delegation}

    with pytest.raises(Refusal, match="Dit gesprek is nog niet geweest"):
        talks.record_talk(candidate, **said, now=at.replace(hour=13, minute=59))
    assert talks.record_talk(candidate, **said, now=at).outcome == Talk.Outcome.GO_ON


def test_moving_an_appointment_changes_the_plan_and_invites_again(candidate, delegation, secretary, today):
    at = datetime(2026, 6, 3, 14, 0, tzinfo=AMSTERDAM)
    for day in (3, 4):
        talks.plan_talk(
            candidate,
            Talk.Kind.INTAKE,
            at=at.replace(day=day),
            participants=delegation,
            place="Stadhuis",
            by=secretary,
            today=today,
        )
    assert [(talk.planned_at.day, talk.moved_times) for talk in candidate.talks.all()] == [(4, 1)]
    newest = candidate.letters.first()
    # The first invitation had not left yet: who never read of 3 June is not told that it moved.
    assert newest.subject == "Noteer in uw agenda: kennismakingsgesprek op 4 juni"
    assert candidate.letters.filter(kind__in=talks.ABOUT_TALK).count() == 1
    assert "donderdag 4 juni 2026, 14.00 uur" in newest.body
    assert candidate.moves.last().why == "afspraak van 3 juni 2026, 14.00 uur vervalt"
    assert steps(candidate) == [Stage.RECEIVED, Stage.INTAKE_TALK]


@pytest.mark.parametrize("number", [0, 1])
def test_a_delegation_has_two_or_more_members(candidate, bring, delegation, secretary, today, number):
    bring(candidate, Stage.INTAKE_TALK)

    with pytest.raises(Refusal, match="twee of meer leden"):
        hold_talk(candidate, Talk.Kind.DELEGATION, delegation[:number], secretary, today)


def test_a_talk_needs_somebody_to_talk_with(candidate, secretary, today):
    at = datetime(2026, 6, 3, 14, 0, tzinfo=AMSTERDAM)
    with pytest.raises(Refusal, match="Kies wie er bij het gesprek zijn"):
        talks.plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=[], by=secretary, today=today)


def test_a_candidate_is_shown_to_the_delegation_from_the_question_until_the_end(
    vacancy: Vacancy, candidate, bring, delegation, secretary, today
):
    assert not Candidate.objects.asked_of(delegation[0], today).exists()
    bring(candidate, Stage.INTAKE_TALK)
    assert not Candidate.objects.asked_of(delegation[0], today).exists()
    bring(candidate, Stage.DELEGATION_TALK)
    assert Candidate.objects.asked_of(delegation[0], today).get() == candidate
    actions.withdraw(candidate, by=None, today=today)
    assert not Candidate.objects.asked_of(delegation[0], today).exists()


@pytest.mark.parametrize(("year", "month"), [(2025, 5), (2027, 7)])
def test_a_talk_more_than_a_year_away_is_a_slip_of_the_hand(candidate, delegation, secretary, today, year, month):
    at = datetime(year, month, 1, 14, 0, tzinfo=AMSTERDAM)
    with pytest.raises(Refusal, match="meer dan een jaar weg"):
        talks.plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)


def test_a_talk_with_nobody_cannot_be_recorded(candidate, bring, today):
    bring(candidate, Stage.DELEGATION_TALK)
    evening = datetime(2026, 6, 1, 20, 0, tzinfo=AMSTERDAM)
    with pytest.raises(Refusal, match="twee of meer leden"):
        talks.record_talk(candidate, outcome=Talk.Outcome.GO_ON, notes="", participants=[], now=evening)


def test_a_delegation_member_who_is_no_member_any_more_sees_no_candidate(candidate, bring, delegation, today):
    bring(candidate, Stage.DELEGATION_TALK)
    assert Candidate.objects.asked_of(delegation[0], date(2029, 12, 31)).exists()
    assert not Candidate.objects.asked_of(delegation[0], date(2030, 1, 1)).exists()
