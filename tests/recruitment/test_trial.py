"""A trial needs two answers of yes and holds one seat, and it is extended once (docs/rules.md, 3, 10 and 11)."""

from datetime import date

import pytest

from members.models import SeatHold, Term
from members.refusals import CouncilFull, Refusal
from members.seats import occupancy
from recruitment import actions
from recruitment.door import MoveRefused
from recruitment.models import Answer
from recruitment.road import Stage


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Het antwoord van de raad ontbreekt nog"),
        ({"council": True}, "Het antwoord van de kandidaat ontbreekt nog"),
        ({"candidate": True}, "Het antwoord van de raad ontbreekt nog"),
        ({"council": True, "candidate": False}, "Het antwoord van de kandidaat is nee"),
        ({"council": False, "candidate": True}, "Het antwoord van de raad is nee"),
    ],
)
def test_a_trial_needs_two_answers_of_yes(candidate, bring, secretary, today, answers, said):
    bring(candidate, Stage.AGREEMENT)
    for side, agrees in answers.items():
        actions.record_answer(candidate, side=side, agrees=agrees, given_on=today, by=secretary, today=today)

    with pytest.raises(MoveRefused, match=said):
        actions.start_trial(candidate, first=today, by=secretary, today=today)
    assert SeatHold.objects.count() == 0


def test_answers_come_in_any_order_and_a_later_one_counts(candidate, bring, secretary, today):
    bring(candidate, Stage.AGREEMENT)
    for side, agrees in [("candidate", False), ("council", True), ("candidate", True)]:
        actions.record_answer(candidate, side=side, agrees=agrees, given_on=today, by=secretary, today=today)

    assert actions.start_trial(candidate, first=today, by=secretary, today=today) == date(2026, 8, 31)
    assert Answer.objects.filter(candidate=candidate).count() == 2


def test_an_answer_cannot_come_from_tomorrow(candidate, bring, secretary, today):
    bring(candidate, Stage.AGREEMENT)
    with pytest.raises(Refusal, match="Deze dag moet nog komen"):
        actions.record_answer(
            candidate, side="council", agrees=True, given_on=date(2026, 6, 2), by=secretary, today=today
        )


def test_a_trial_holds_one_of_the_free_seats(candidate, bring, today):
    bring(candidate, Stage.AGREEMENT)
    before = occupancy(today).free
    bring(candidate, Stage.TRIAL)

    assert (before, occupancy(today).free) == (13, 12)


def test_the_hold_is_exchanged_for_the_term_and_not_counted_twice(candidate, bring, fill, today):
    fill(12, date(2026, 1, 1), date(2029, 12, 31))  # with the delegation's two: one seat left
    bring(candidate, Stage.NOMINATED)
    assert occupancy(today).free == 0

    bring(candidate, Stage.APPOINTED)
    assert (occupancy(today).free, Term.objects.count(), SeatHold.objects.count()) == (0, 15, 0)


def test_a_trial_for_a_seat_that_never_comes_cannot_start(candidate, bring, fill, secretary, today):
    bring(candidate, Stage.AGREEMENT)
    fill(13, date(2026, 1, 1), date(2029, 12, 31))
    for side in Answer.Side:
        actions.record_answer(candidate, side=side, agrees=True, given_on=today, by=secretary, today=today)

    with pytest.raises(CouncilFull, match="Er komt geen plaats vrij tot en met 31 augustus 2026"):
        actions.start_trial(candidate, first=today, by=secretary, today=today)
    candidate.refresh_from_db()
    assert (candidate.stage, candidate.trial_starts_on) == (Stage.AGREEMENT, None)
    assert candidate.letters.filter(kind="trial").count() == 0


def test_a_trial_holds_the_seat_that_comes_free_before_it_ends(candidate, bring, fill, secretary, today):
    bring(candidate, Stage.AGREEMENT)
    fill(12, date(2026, 1, 1), date(2029, 12, 31))
    fill(1, date(2022, 9, 1), date(2026, 8, 30))
    for side in Answer.Side:
        actions.record_answer(candidate, side=side, agrees=True, given_on=today, by=secretary, today=today)

    actions.start_trial(candidate, first=today, by=secretary, today=today)
    assert SeatHold.objects.get().starts_on == date(2026, 8, 31)


@pytest.mark.parametrize("way_out", ["decline", "withdraw"])
def test_who_leaves_during_the_trial_gives_the_seat_back(candidate, bring, secretary, today, way_out):
    bring(candidate, Stage.TRIAL)
    held = occupancy(today).free

    getattr(actions, way_out)(candidate, why="Andere plannen", by=secretary, today=today)
    assert (held, occupancy(today).free) == (12, 13)
    assert candidate.moves.last().why == "Andere plannen"


@pytest.mark.parametrize("stage", [Stage.TRIAL, Stage.APPOINTMENT_TALK])
def test_the_trial_is_extended_once_with_a_reason(candidate, bring, secretary, today, stage):
    bring(candidate, stage)
    by = {"by": secretary, "today": today}
    actions.extend_trial(candidate, last=date(2026, 9, 30), why="Was drie weken ziek", **by)
    noted = candidate.moves.last()
    assert (noted.why, noted.by) == (
        "proefperiode verlengd tot en met 30 september 2026: Was drie weken ziek",
        secretary,
    )
    candidate.refresh_from_db()
    assert (candidate.trial_ends_on, candidate.trial_extended_why) == (date(2026, 9, 30), "Was drie weken ziek")

    with pytest.raises(Refusal, match="al een keer verlengd"):
        actions.extend_trial(candidate, last=date(2026, 10, 31), why="Nog eens", **by)


@pytest.mark.parametrize(("last", "works"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True)])
def test_an_extension_ends_after_the_old_last_day(candidate, bring, secretary, today, last, works):
    bring(candidate, Stage.TRIAL)
    if works:
        actions.extend_trial(candidate, last=last, why="Ziek", by=secretary, today=today)
    else:
        with pytest.raises(Refusal, match="Kies een dag na 31 augustus 2026"):
            actions.extend_trial(candidate, last=last, why="Ziek", by=secretary, today=today)


@pytest.mark.parametrize("stage", [Stage.AGREEMENT, Stage.NOMINATED])
def test_only_a_trial_that_runs_is_extended(candidate, bring, secretary, today, stage):
    bring(candidate, stage)
    with pytest.raises(MoveRefused, match="Er loopt nu geen proefperiode"):
        actions.extend_trial(candidate, last=date(2026, 9, 30), why="x", by=secretary, today=today)
