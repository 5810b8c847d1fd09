"""The road, walked by its verbs (docs/rules.md, 3 and 10 to 13)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from model_bakery import baker

from members.models import CommitteePlace, Council, Letter, Member, SeatHold, Term
from members.refusals import CouncilFull, Refusal
from members.seats import occupancy
from recruitment import actions, applying, talks
from recruitment.door import MoveRefused
from recruitment.models import Answer, Candidate, Talk, Vacancy
from recruitment.road import ENDED, ROADS, Stage, VacancyKind, next_stages
from tests.recruitment.conftest import AMSTERDAM, hold_talk, steps

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


def test_the_letter_of_a_decline_waits_for_the_secretary(candidate, secretary, today):
    actions.decline(candidate, why="Woont in een andere gemeente", by=secretary, today=today)

    letter = candidate.letters.first()
    assert letter.status == Letter.Status.DRAFT
    assert "andere gemeente" not in letter.body


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


NUMBER = "0b1e3c1a-6f0a-4c4a-9a50-1f2d3c4b5a69"


def sent(vacancy, today, **changed) -> Candidate:
    """One sending of the form with this number."""
    typed = {"name": "Wolk", "email": "wolk@voorbeeld.example", "form_number": NUMBER, **changed}
    return applying.sign_up(Candidate(vacancy=vacancy, **typed), today=today)


def test_the_same_form_sent_twice_is_one_application(vacancy, today):
    assert sent(vacancy, today).pk == sent(vacancy, today).pk
    assert (Candidate.objects.count(), Letter.objects.filter(kind="received").count()) == (1, 1)


@pytest.mark.parametrize("changed", [{"name": "Regen"}, {"phone": "06 0000 0000"}, {"motivation": "Anders"}])
def test_other_answers_under_the_same_number_are_not_lost_in_silence(vacancy, today, changed):
    sent(vacancy, today)
    with pytest.raises(applying.FormUsed):
        sent(vacancy, today, **changed)
    assert Candidate.objects.get().name == "Wolk"


def test_two_forms_typed_in_by_staff_are_two_applications(vacancy, secretary, today):
    for _ in range(2):
        applying.sign_up(baker.prepare(Candidate, vacancy=vacancy, phone="06 0000 0000"), today=today, by=secretary)
    assert Candidate.objects.count() == 2


@pytest.mark.parametrize(("seated", "kind"), [(14, "received"), (15, "received_full")])
def test_the_confirmation_says_so_when_all_seats_are_taken(vacancy, fill, today, seated, kind):
    fill(seated, date(2026, 1, 1), date(2029, 12, 31))
    candidate = applying.sign_up(baker.prepare(Candidate, vacancy=vacancy, email="a@voorbeeld.example"), today=today)
    assert candidate.letters.get().kind == kind


@pytest.mark.parametrize(
    ("contact", "status"),
    [
        ({"email": "a@voorbeeld.example", "contact_by": "email"}, Letter.Status.WAITING),
        ({"phone": "06 0000 0000", "contact_by": "phone"}, Letter.Status.TO_TELL),
        ({"email": "a@voorbeeld.example", "address": "Straat 1", "contact_by": "post"}, Letter.Status.TO_PRINT),
    ],
)
def test_who_has_no_mail_gets_paper_or_is_told(vacancy, today, contact, status):
    candidate = applying.sign_up(baker.prepare(Candidate, vacancy=vacancy, **contact), today=today)
    assert candidate.letters.get().status == status


def test_the_secretary_hears_at_most_once_a_day_and_no_name(vacancy, council: Council, today):
    Council.objects.update(secretary_email="secretaris@voorbeeld.example")
    for _ in range(3):
        applying.sign_up(
            baker.prepare(Candidate, vacancy=vacancy, name="Wolk", email="wolk@voorbeeld.example"), today=today
        )
    applying.sign_up(
        baker.prepare(Candidate, vacancy=vacancy, name="Wolk", email="wolk@voorbeeld.example"), today=date(2026, 6, 2)
    )
    letters = Letter.objects.filter(kind="work")
    assert letters.count() == 2
    assert all("Wolk" not in letter.body + letter.subject for letter in letters)


def test_no_letter_holds_a_link_or_the_motivation(candidate: Candidate, bring: Callable, secretary: User):
    Candidate.objects.filter(pk=candidate.pk).update(motivation="Mijn geheim")
    bring(candidate, Stage.APPOINTED)
    bodies = [letter.body for letter in candidate.letters.all()]
    assert len(bodies) == 8
    assert all("Mijn geheim" not in body and "/aanmelding/" not in body for body in bodies)


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


def test_a_nomination_of_tomorrow_cannot_be_noted_today(candidate, bring, secretary, today):
    bring(candidate, Stage.APPOINTMENT_TALK)
    with pytest.raises(Refusal, match="De dag van de voordracht moet nog komen"):
        actions.nominate(candidate, on=date(2026, 6, 2), by=secretary, today=today)


@pytest.mark.parametrize("stage", [Stage.AGREEMENT, Stage.NOMINATED])
def test_only_a_trial_that_runs_is_extended(candidate, bring, secretary, today, stage):
    bring(candidate, stage)
    with pytest.raises(MoveRefused, match="Er loopt nu geen proefperiode"):
        actions.extend_trial(candidate, last=date(2026, 9, 30), why="x", by=secretary, today=today)


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
