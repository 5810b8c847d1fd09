"""The verbs of the council: each does all of it or nothing."""

from datetime import date

import pytest
from django.db.models import QuerySet
from model_bakery import baker

from members.actions import appoint, give_back, hold_seat, join_committee, revoke
from members.models import Committee, CommitteePlace, Member, Office, OfficePlace, SeatHold, Term
from members.refusals import CouncilFull, Refusal
from members.seats import occupancy

LONG_AGO, FAR = date(2024, 1, 1), date(2029, 12, 31)


@pytest.fixture
def member(council):
    return baker.make(Member, name="Sam Voorbeeld")


# Appoint -----------------------------------------------------------------------------------------


def test_an_appointment_is_a_term_of_the_usual_length(member, today):
    term = appoint(member, first=today, today=today)
    assert (term.member, term.starts_on, term.ends_on) == (member, date(2026, 6, 1), date(2030, 5, 31))


def test_an_appointment_keeps_the_decision_of_the_college(member, today):
    term = appoint(member, first=today, today=today, decided_on=date(2026, 5, 19), reference="B-2026-12")
    term.refresh_from_db()
    assert (term.decided_on, term.decision_reference) == (date(2026, 5, 19), "B-2026-12")


def test_a_member_may_be_appointed_up_to_the_last_day_of_the_maximum(member, today):
    assert appoint(member, first=today, last=date(2034, 5, 31), today=today).ends_on == date(2034, 5, 31)


def test_a_day_more_than_the_maximum_is_refused(member, today):
    with pytest.raises(Refusal, match="hoogstens tot en met 31 mei 2034 lid zijn"):
        appoint(member, first=today, last=date(2034, 6, 1), today=today)
    assert not Term.objects.exists()


def test_a_member_at_the_maximum_is_refused(member, today):
    Term.objects.create(member=member, starts_on=date(2018, 6, 1), ends_on=date(2026, 5, 31))
    with pytest.raises(Refusal, match="heeft de langste zittingstijd al bereikt"):
        appoint(member, first=today, today=today)


def test_a_term_of_one_day_is_allowed(member, today):
    assert appoint(member, first=today, last=today, today=today).ends_on == today


def test_a_last_day_before_the_first_is_refused(member, today):
    with pytest.raises(Refusal, match="De laatste dag ligt vóór de eerste dag"):
        appoint(member, first=today, last=date(2026, 5, 31), today=today)


def test_two_terms_of_one_member_do_not_share_a_day(member, today):
    Term.objects.create(member=member, starts_on=LONG_AGO, ends_on=today)
    with pytest.raises(Refusal, match="al benoemd van 1 januari 2024 tot en met 1 juni 2026"):
        appoint(member, first=today, today=today)
    assert appoint(member, first=date(2026, 6, 2), today=today).starts_on == date(2026, 6, 2)


def test_a_term_does_not_run_into_one_that_starts_later(member, today):
    Term.objects.create(member=member, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    with pytest.raises(Refusal, match="al benoemd van 1 januari 2027"):
        appoint(member, first=today, last=date(2027, 1, 1), today=today)
    assert appoint(member, first=today, last=date(2026, 12, 31), today=today).ends_on == date(2026, 12, 31)


def test_the_sixteenth_member_is_not_appointed(fill, member, today):
    fill(15, LONG_AGO, FAR)
    with pytest.raises(CouncilFull, match="^Op 1 juni 2026 zijn alle 15 plaatsen bezet. Dan zitten in de raad: "):
        appoint(member, first=today, today=today)
    assert Term.objects.count() == 15


def test_an_own_hold_is_exchanged_for_the_last_seat(fill, member, today):
    fill(14, LONG_AGO, FAR)
    hold = hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today)
    appoint(member, first=date(2026, 9, 1), today=today, instead_of=hold)
    assert not SeatHold.objects.exists()
    assert occupancy(today).free == 0


def test_without_the_own_hold_the_last_seat_is_gone(fill, member, today):
    fill(14, LONG_AGO, FAR)
    hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today)
    with pytest.raises(CouncilFull, match="Vastgehouden voor de proefperiode: kandidaat 7"):
        appoint(member, first=date(2026, 9, 1), today=today)


def test_a_refused_appointment_keeps_the_hold(fill, member, today):
    hold = hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today)
    with pytest.raises(Refusal):
        appoint(member, first=today, last=date(2026, 5, 31), today=today, instead_of=hold)
    assert SeatHold.objects.count() == 1


def test_an_overfull_council_still_exchanges_a_hold_for_a_term(fill, member, today):
    fill(16, LONG_AGO, FAR)
    hold = QuerySet(SeatHold).bulk_create([SeatHold(starts_on=today, label="kandidaat 7")])[0]
    assert appoint(member, first=today, today=today, instead_of=hold).pk


def test_a_chair_outside_the_count_is_appointed_in_a_full_council(fill, member, today):
    fill(15, LONG_AGO, FAR)
    chair = baker.make(Office, is_chair=False, takes_seat=False)
    appoint(member, first=today, today=today, office=chair)
    assert OfficePlace.objects.get().starts_on == today
    assert occupancy(today).members_on(today) == 15


def test_an_office_inside_the_count_is_refused_with_the_term(fill, member, today):
    fill(15, LONG_AGO, FAR)
    with pytest.raises(CouncilFull):
        appoint(member, first=today, today=today, office=baker.make(Office, takes_seat=True))
    assert not OfficePlace.objects.exists()


# Revoke ------------------------------------------------------------------------------------------


def test_an_appointment_is_revoked_the_day_before_its_first_day(member, today):
    term = appoint(member, first=date(2026, 6, 2), today=today)
    revoke(term, today=today)
    assert not Term.objects.exists()


def test_an_appointment_is_not_revoked_on_its_first_day(member, today):
    term = appoint(member, first=today, today=today)
    with pytest.raises(Refusal, match="De zittingstermijn is al begonnen"):
        revoke(term, today=today)
    assert Term.objects.count() == 1


def test_revoking_takes_back_the_office_that_would_start_with_the_term(member, today):
    office = baker.make(Office, takes_seat=False)
    term = appoint(member, first=date(2026, 7, 1), today=today, office=office)
    revoke(term, today=today)
    assert not OfficePlace.objects.exists()


def test_revoking_a_second_term_keeps_an_office_of_the_first(member, today):
    OfficePlace.objects.create(office=baker.make(Office), member=member, starts_on=LONG_AGO)
    Term.objects.create(member=member, starts_on=LONG_AGO, ends_on=date(2026, 6, 30))
    term = appoint(member, first=date(2026, 7, 1), today=today)
    revoke(term, today=today)
    assert OfficePlace.objects.count() == 1


# Holds and committees ----------------------------------------------------------------------------


def test_a_hold_that_is_given_back_frees_the_seat(fill, today):
    fill(14, LONG_AGO, FAR)
    give_back(hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today))
    assert occupancy(today).free == 1


def test_somebody_who_is_no_member_gets_a_place_in_a_committee(member, today):
    committee = baker.make(Committee, name="commissie Communicatie")
    place = join_committee(member, committee, first=today)
    assert (place.member, place.starts_on, place.ends_on) == (member, today, None)


def test_one_person_has_one_place_in_a_committee_at_a_time(member, today):
    committee = baker.make(Committee, name="commissie Communicatie")
    CommitteePlace.objects.create(committee=committee, member=member, starts_on=LONG_AGO, ends_on=today)
    with pytest.raises(Refusal, match="Sam Voorbeeld zit al in de commissie Communicatie"):
        join_committee(member, committee, first=today)
    assert join_committee(member, committee, first=date(2026, 6, 2)).starts_on == date(2026, 6, 2)
