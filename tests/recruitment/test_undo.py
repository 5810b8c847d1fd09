"""A wrongly taken step is taken back, visibly (docs/rules.md, 11)."""

from datetime import date, datetime

import pytest

from members.models import Letter, Member, SeatHold, Term
from members.refusals import CouncilFull, Refusal
from members.seats import occupancy
from recruitment import actions, applying
from recruitment.door import MoveRefused
from recruitment.road import ROADS, Stage, VacancyKind
from recruitment.undo import take_back
from recruitment.verbs import TakeBack
from tests.recruitment.conftest import AMSTERDAM, one_step

ROAD = ROADS[VacancyKind.SEAT]


@pytest.fixture
def undo(secretary, today):
    def undo(candidate) -> Stage:
        return take_back(candidate, why="Verkeerde knop", by=secretary, today=today)

    return undo


@pytest.mark.parametrize("stage", ROAD[1:-1])
def test_every_step_leads_back_to_where_it_came_from(candidate, bring, undo, stage):
    bring(candidate, stage)
    before = ROAD[ROAD.index(stage) - 1]

    assert undo(candidate) == before
    candidate.refresh_from_db()
    assert candidate.stage == before
    step, back = [move for move in candidate.moves.all() if move.from_stage != move.to_stage][-2:]
    assert step.to_stage == stage
    assert (back.undoes, back.from_stage, back.to_stage, back.why) == (step, stage, before, "Verkeerde knop")


@pytest.mark.parametrize("stage", ROAD[1:-1])
def test_after_taking_a_step_back_the_road_goes_on_from_there(candidate, bring, undo, stage):
    bring(candidate, stage)
    undo(candidate)
    candidate.refresh_from_db()
    bring(candidate, stage)
    assert candidate.stage == stage


def test_who_goes_back_stands_there_since_the_day_of_the_first_time(candidate, bring, secretary, today, time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 15, tzinfo=AMSTERDAM), tick=False)
    bring(candidate, Stage.AGREEMENT)
    time_machine.move_to(datetime(2026, 6, 4, 15, tzinfo=AMSTERDAM), tick=False)
    one_step(candidate, [], secretary, date(2026, 6, 4))
    take_back(candidate, why="Te vroeg", by=secretary, today=date(2026, 6, 9))
    candidate.refresh_from_db()
    assert (candidate.stage, candidate.stage_since) == (Stage.AGREEMENT, date(2026, 6, 1))


def test_steps_are_taken_back_one_by_one_down_to_the_application(candidate, bring, undo):
    bring(candidate, Stage.NOMINATED)
    stages = [undo(candidate) for _ in ROAD[1:-1]]
    assert stages == list(reversed(ROAD[:-2]))
    with pytest.raises(MoveRefused, match="Er is geen stap om terug te draaien"):
        undo(candidate)


def test_a_trial_that_is_taken_back_gives_its_seat_back(candidate, bring, undo, today):
    bring(candidate, Stage.TRIAL)
    undo(candidate)
    candidate.refresh_from_db()
    assert (candidate.trial_starts_on, candidate.hold, SeatHold.objects.count()) == (None, None, 0)
    assert occupancy(today).free == 13


def test_old_answers_do_not_count_for_a_new_question(candidate, bring, undo, secretary, today):
    bring(candidate, Stage.TRIAL)
    undo(candidate)
    undo(candidate)
    actions.ask_agreement(candidate, by=secretary, today=today)
    with pytest.raises(MoveRefused, match="Het antwoord van de raad ontbreekt nog"):
        actions.start_trial(candidate, first=today, by=secretary, today=today)


@pytest.mark.parametrize("way_out", ["decline", "withdraw"])
def test_who_was_on_trial_gets_a_seat_again(candidate, bring, undo, secretary, today, way_out):
    bring(candidate, Stage.TRIAL)
    getattr(actions, way_out)(candidate, why="Vergissing", by=secretary, today=today)

    assert undo(candidate) == Stage.TRIAL
    assert occupancy(today).free == 12


def test_a_decline_is_not_undone_when_the_seat_has_gone(candidate, bring, undo, secretary, fill, today):
    bring(candidate, Stage.TRIAL)
    actions.decline(candidate, why="Vergissing", by=secretary, today=today)
    fill(13, date(2026, 1, 1), date(2029, 12, 31))

    with pytest.raises(CouncilFull, match="Er komt geen plaats vrij"):
        undo(candidate)
    candidate.refresh_from_db()
    assert candidate.stage == Stage.DECLINED


def appointed_from(first: date, candidate, bring, secretary, today) -> None:
    bring(candidate, Stage.NOMINATED)
    actions.appoint(candidate, decided_on=today, reference="B26", first=first, by=secretary, today=today)
    candidate.refresh_from_db()


def test_an_appointment_is_undone_until_its_first_day(candidate, bring, undo, secretary, today):
    appointed_from(date(2026, 6, 2), candidate, bring, secretary, today)

    assert undo(candidate) == Stage.NOMINATED
    candidate.refresh_from_db()
    assert candidate.hold is not None
    assert not Member.objects.filter(name="Wolk Voorbeeld").exists()
    assert Term.objects.filter(decision_reference="B26").count() == 0


def test_an_appointment_is_not_undone_on_its_first_day(candidate, bring, undo, secretary, today):
    appointed_from(today, candidate, bring, secretary, today)
    with pytest.raises(Refusal, match="De zittingstermijn is al begonnen"):
        undo(candidate)
    candidate.refresh_from_db()
    assert (candidate.stage, SeatHold.objects.count()) == (Stage.APPOINTED, 0)


def test_a_place_in_a_committee_is_taken_back_with_the_person(committee_vacancy, bring, undo, today):
    candidate = applying.sign_up(
        committee_vacancy.candidates.model(vacancy=committee_vacancy, name="Regen", phone="06 0000 0000"), today=today
    )
    bring(candidate, Stage.COMMITTEE_MEMBER)
    assert undo(candidate) == Stage.AGREEMENT
    assert not Member.objects.filter(name="Regen").exists()


def test_the_letter_about_it_waits_for_the_secretary(candidate, bring, undo):
    bring(candidate, Stage.TRIAL)
    undo(candidate)
    letter = candidate.letters.first()
    assert (letter.kind, letter.status) == ("taken_back", Letter.Status.DRAFT)
    assert "U bent nu weer bij deze stap: Over en weer akkoord." in letter.body
    assert "Verkeerde knop" not in letter.body


def test_a_rejection_that_was_taken_back_can_no_longer_be_sent(candidate, undo, secretary, today):
    actions.decline(candidate, why="Vergissing", by=secretary, today=today)
    undo(candidate)
    assert not candidate.letters.filter(kind="declined").exists()


def test_an_invitation_that_was_taken_back_never_leaves_but_one_that_left_is_kept(candidate, bring, undo):
    bring(candidate, Stage.DELEGATION_TALK)
    first, second = candidate.letters.filter(kind="talk_planned").order_by("pk")
    Letter.objects.filter(pk=first.pk).update(status=Letter.Status.SENT)
    undo(candidate)
    assert list(candidate.letters.filter(kind="talk_planned")) == [first]
    assert not Letter.objects.filter(pk=second.pk).exists()


def test_after_the_first_day_as_member_there_is_no_button_to_go_back(candidate, bring, secretary, today, time_machine):
    time_machine.move_to(today, tick=False)
    appointed_from(today, candidate, bring, secretary, today)
    assert not TakeBack.fits(candidate)


def test_until_the_first_day_as_member_there_is_one(candidate, bring, secretary, today, time_machine):
    time_machine.move_to(today, tick=False)
    appointed_from(date(2026, 6, 2), candidate, bring, secretary, today)
    assert TakeBack.fits(candidate)
