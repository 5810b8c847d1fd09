"""A candidate goes station by station: none is skipped or dated wrongly (docs/rules.md, 3 and 10 to 12)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from model_bakery import baker

from members.models import CommitteePlace, Letter, Member, SeatHold, Term
from members.refusals import Refusal
from recruitment import actions, applying
from recruitment.door import MoveRefused
from recruitment.models import Answer, Candidate
from recruitment.road import ENDED, ROADS, Stage, VacancyKind, next_stages
from tests.recruitment.conftest import steps

ON_THE_ROAD = ROADS[VacancyKind.SEAT][:-1]


def test_a_candidate_walks_the_whole_road_and_becomes_a_member(candidate, bring, today):
    bring(candidate, Stage.APPOINTED)

    term = Term.objects.get(member=candidate.member)
    assert (term.starts_on, term.ends_on) == (date(2026, 6, 1), date(2030, 5, 31))
    assert (term.decided_on, term.decision_reference) == (today, "B26")
    assert candidate.member.name == "Wolk Voorbeeld"
    assert steps(candidate) == ROADS[VacancyKind.SEAT]
    assert SeatHold.objects.count() == 0


def test_every_move_tells_who_when_from_and_to(candidate, bring, secretary):
    bring(candidate, Stage.INTAKE_TALK)

    first, second = candidate.moves.all()
    assert (first.from_stage, first.to_stage, first.by) == ("", Stage.RECEIVED, None)
    assert (second.from_stage, second.to_stage, second.by) == (Stage.RECEIVED, Stage.INTAKE_TALK, secretary)


@pytest.mark.parametrize("stage", ON_THE_ROAD)
def test_only_the_next_station_and_the_two_ways_out_are_open(candidate, bring, stage):
    bring(candidate, stage)

    following = ROADS[VacancyKind.SEAT][ON_THE_ROAD.index(stage) + 1]
    assert candidate.next_stages == [following, Stage.DECLINED, Stage.WITHDRAWN]


@pytest.mark.parametrize("kind", VacancyKind.values)
@pytest.mark.parametrize("stage", ENDED)
def test_no_move_leads_away_from_an_end(kind, stage):
    assert next_stages(kind, stage) == []


def test_a_step_cannot_be_skipped(candidate, delegation, secretary, today):
    with pytest.raises(MoveRefused, match="Van ‘Aangemeld’ naar ‘Voorgedragen aan het college’ kan niet"):
        actions.nominate(candidate, on=today, by=secretary, today=today)
    candidate.refresh_from_db()
    assert (candidate.stage, candidate.moves.count(), candidate.letters.count()) == (Stage.RECEIVED, 1, 1)


def test_an_old_tab_does_not_repeat_a_step(candidate, bring, delegation, secretary, today):
    old_copy = Candidate.objects.get(pk=candidate.pk)
    bring(candidate, Stage.AGREEMENT)

    with pytest.raises(MoveRefused, match="Van ‘Over en weer akkoord’ naar ‘Over en weer akkoord’ kan niet"):
        actions.ask_agreement(old_copy, by=secretary, today=today)


def test_the_letter_of_a_decline_waits_for_the_secretary(candidate, secretary, today):
    actions.decline(candidate, why="Woont in een andere gemeente", by=secretary, today=today)

    letter = candidate.letters.first()
    assert letter.status == Letter.Status.DRAFT
    assert "andere gemeente" not in letter.body


def test_a_decision_of_tomorrow_cannot_be_noted_today(candidate, bring, secretary, today):
    bring(candidate, Stage.NOMINATED)
    with pytest.raises(Refusal, match="De dag van het besluit moet nog komen"):
        actions.appoint(candidate, decided_on=date(2026, 6, 2), reference="B", first=today, by=secretary, today=today)
    assert not Member.objects.filter(name="Wolk Voorbeeld").exists()


def test_the_short_road_ends_in_the_committee_without_a_seat(committee_vacancy, bring, today):
    candidate = applying.sign_up(
        baker.prepare(Candidate, vacancy=committee_vacancy, name="Regen Voorbeeld", phone="06 0000 0000"), today=today
    )
    bring(candidate, Stage.COMMITTEE_MEMBER)

    place = CommitteePlace.objects.get()
    assert (place.member.name, place.starts_on, place.ends_on) == ("Regen Voorbeeld", today, None)
    assert Term.objects.filter(member=place.member).count() == 0
    assert steps(candidate) == ROADS[VacancyKind.COMMITTEE]


def test_no_letter_holds_a_link_or_the_motivation(candidate: Candidate, bring: Callable, secretary: User):
    Candidate.objects.filter(pk=candidate.pk).update(motivation="Mijn geheim")
    bring(candidate, Stage.APPOINTED)
    bodies = [letter.body for letter in candidate.letters.all()]
    assert len(bodies) == 8
    assert all("Mijn geheim" not in body and "/aanmelding/" not in body for body in bodies)


def test_a_nomination_of_tomorrow_cannot_be_noted_today(candidate, bring, secretary, today):
    bring(candidate, Stage.APPOINTMENT_TALK)
    with pytest.raises(Refusal, match="De dag van de voordracht moet nog komen"):
        actions.nominate(candidate, on=date(2026, 6, 2), by=secretary, today=today)


@pytest.mark.parametrize(
    ("decided_on", "first", "said"),
    [
        (date(2026, 5, 31), date(2026, 6, 1), "Het besluit ligt vóór de voordracht van 1 juni 2026"),
        (date(2026, 6, 1), date(2026, 5, 31), "De eerste dag ligt vóór de proefperiode vanaf 1 juni 2026"),
    ],
)
def test_an_appointment_does_not_come_before_what_led_to_it(
    candidate, bring, secretary, today, decided_on, first, said
):
    bring(candidate, Stage.NOMINATED)
    with pytest.raises(Refusal, match=said):
        actions.appoint(candidate, decided_on=decided_on, reference="B", first=first, by=secretary, today=today)
    assert Term.objects.filter(decision_reference="B").count() == 0


def begin_trial(candidate, by, first, today):
    for side in Answer.Side:
        actions.record_answer(candidate, side=side, agrees=True, given_on=today, by=by, today=today)
    actions.start_trial(candidate, first=first, by=by, today=today)


def become_member(candidate, by, first, today):
    actions.appoint(candidate, decided_on=today, reference="B", first=first, by=by, today=today)


@pytest.mark.parametrize(("stage", "step"), [(Stage.AGREEMENT, begin_trial), (Stage.NOMINATED, become_member)])
def test_a_first_day_more_than_a_year_away_is_a_slip_of_the_hand(candidate, bring, secretary, today, stage, step):
    bring(candidate, stage)
    with pytest.raises(Refusal, match="meer dan een jaar weg"):
        step(candidate, secretary, date(2027, 6, 1), today)
    candidate.refresh_from_db()
    assert candidate.stage == stage
    step(candidate, secretary, date(2027, 5, 31), today)


def test_a_committee_place_from_more_than_a_year_away_is_a_slip_of_the_hand(committee_vacancy, bring, secretary, today):
    person = baker.prepare(Candidate, vacancy=committee_vacancy, name="Regen Voorbeeld", phone="06 0000 0000")
    candidate = bring(applying.sign_up(person, today=today), Stage.AGREEMENT)
    for side in Answer.Side:
        actions.record_answer(candidate, side=side, agrees=True, given_on=today, by=secretary, today=today)
    with pytest.raises(Refusal, match="meer dan een jaar weg"):
        actions.accept_to_committee(candidate, first=date(2027, 6, 1), by=secretary, today=today)
    actions.accept_to_committee(candidate, first=date(2027, 5, 31), by=secretary, today=today)
    assert CommitteePlace.objects.get().starts_on == date(2027, 5, 31)
