"""Who leaves early is a member to the last day, and the seat and the office follow (docs/rules.md, 7 and 9)."""

from datetime import date

import pytest
from model_bakery import baker

from members.actions import appoint, leave_together, undo_last
from members.models import Member, Office, OfficePlace, Term
from members.refusals import CouncilFull, Refusal
from members.seats import occupancy
from tests.members.membership.conftest import FAR, FIRST, LAST, LONG_AGO, again, days_of, gone


def test_who_leaves_is_a_member_up_to_and_including_the_last_day(member, term, today):
    gone(member, date(2026, 6, 15), today)
    days = [date(2026, 6, 15), date(2026, 6, 16)]
    assert [member in Member.objects.members_on(day) for day in days] == [True, False]
    assert [occupancy(today).members_on(day) for day in days] == [1, 0]


def test_leaving_keeps_the_reason_and_the_day_that_was_planned(member, term, today):
    left = gone(member, date(2026, 6, 15), today)
    left.refresh_from_db()
    assert (left.ends_on, left.left_because, left.planned_ends_on) == (date(2026, 6, 15), "work", LAST)


def test_leaving_earlier_still_keeps_the_first_plan(member, term, today):
    gone(member, date(2026, 6, 15), today)
    assert gone(member, date(2026, 6, 10), today).planned_ends_on == LAST


def test_leaving_is_possible_on_the_first_day_and_on_the_last_but_one(member, term, today):
    assert gone(member, date(2026, 6, 29), today).ends_on == date(2026, 6, 29)
    assert gone(member, FIRST, today).ends_on == FIRST


@pytest.mark.parametrize("day", [date(2022, 6, 30), date(2026, 7, 1)])
def test_leaving_on_a_day_without_a_term_is_refused(member, term, today, day):
    with pytest.raises(Refusal, match="Sam Voorbeeld is op .* geen lid. Kies een dag in de zittingstermijn."):
        gone(member, day, today)
    assert days_of(member) == [(FIRST, LAST)]


def test_leaving_on_the_day_the_term_ends_anyway_is_refused(member, term, today):
    with pytest.raises(Refusal, match="De termijn van Sam Voorbeeld eindigt al op 30 juni 2026"):
        gone(member, LAST, today)


def test_leaving_before_an_agreed_next_term_is_refused(member, term, today):
    again(member, today)
    with pytest.raises(Refusal, match="is al voor een volgende termijn benoemd"):
        gone(member, date(2026, 6, 15), today)
    assert days_of(member)[0] == (FIRST, LAST)


def test_the_seat_of_who_leaves_can_be_given_away_from_the_next_day_on(fill, member, term, today):
    fill(14, LONG_AGO, FAR)
    gone(member, date(2026, 6, 15), today)
    somebody = baker.make(Member)
    with pytest.raises(CouncilFull, match="^Op 15 juni 2026"):
        appoint(somebody, first=date(2026, 6, 15), today=today)
    assert appoint(somebody, first=date(2026, 6, 16), today=today).pk


def test_an_office_ends_with_the_membership_and_comes_back_with_the_undo(member, term, today):
    place = OfficePlace.objects.create(office=baker.make(Office), member=member, starts_on=FIRST)
    gone(member, date(2026, 6, 15), today)
    days = [date(2026, 6, 15), date(2026, 6, 16)]
    assert [place in OfficePlace.objects.running_on(day) for day in days] == [True, False]
    undo_last(member, today=today)
    assert place in OfficePlace.objects.running_on(date(2026, 6, 16))


@pytest.mark.parametrize("until", [None, date(2030, 12, 31)])
def test_an_office_does_not_come_back_with_a_later_membership(member, term, today, until):
    OfficePlace.objects.create(office=baker.make(Office), member=member, starts_on=FIRST, ends_on=until)
    gone(member, date(2026, 6, 15), today)
    appoint(member, first=date(2026, 9, 1), today=today)
    assert not OfficePlace.objects.running_on(date(2026, 9, 1)).exists()


# Meerdere leden stoppen op één dag ----------------------------------------------------------------


def test_a_whole_council_resigns_on_one_day_for_one_reason(fill, today):
    members = [term.member for term in fill(15, LONG_AGO, FAR)]
    terms = leave_together(members, last=date(2026, 6, 30), because=Term.Reason.OWN_REQUEST, today=today)
    assert {(term.ends_on, term.left_because) for term in terms} == {(date(2026, 6, 30), "request")}
    assert [occupancy(today).members_on(day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [15, 0]


def test_when_one_cannot_leave_nobody_does(fill, member, today):
    members = [term.member for term in fill(3, LONG_AGO, FAR)]
    with pytest.raises(Refusal, match="Sam Voorbeeld is op 30 juni 2026 geen lid"):
        leave_together([*members, member], last=date(2026, 6, 30), because=Term.Reason.OTHER, today=today)
    assert set(Term.objects.values_list("ends_on", "left_because")) == {(FAR, "")}


# One chair after another -------------------------------------------------------------------------


@pytest.fixture
def chair_office(council):
    return Office.objects.update_or_create(is_chair=True, defaults={"name": "voorzitter", "takes_seat": False})[0]


def test_a_new_chair_follows_the_day_after_the_old_one_left(member, chair_office, today):
    appoint(member, first=FIRST, last=FAR, office=chair_office, today=FIRST)
    gone(member, date(2026, 6, 15), today)
    successor = baker.make(Member, name="Wolk Appel")
    with pytest.raises(Refusal, match="Sam Voorbeeld is dan al voorzitter"):
        appoint(successor, first=date(2026, 6, 15), office=chair_office, today=today)
    appoint(successor, first=date(2026, 6, 16), office=chair_office, today=today)
    holders = [OfficePlace.objects.running_on(day).get().member.name for day in (today, date(2026, 6, 16))]
    assert holders == ["Sam Voorbeeld", "Wolk Appel"]


def test_an_old_chair_does_not_come_back_beside_the_new_one(member, chair_office, today):
    appoint(member, first=FIRST, last=FAR, office=chair_office, today=FIRST)
    gone(member, date(2026, 6, 15), today)
    appoint(baker.make(Member, name="Wolk Appel"), first=date(2026, 6, 16), office=chair_office, today=today)
    with pytest.raises(Refusal, match="Wolk Appel is dan al voorzitter"):
        undo_last(member, today=today)
    assert days_of(member) == [(FIRST, date(2026, 6, 15))]


def test_an_old_chair_is_not_reappointed_as_chair_beside_the_new_one(member, term, chair_office, today):
    OfficePlace.objects.create(office=chair_office, member=member, starts_on=FIRST)
    appoint(baker.make(Member, name="Wolk Appel"), first=date(2026, 7, 1), office=chair_office, today=today)
    with pytest.raises(Refusal, match="Wolk Appel is dan al voorzitter"):
        again(member, today)
    OfficePlace.objects.filter(member=member).update(ends_on=LAST)
    assert again(member, today).starts_on == date(2026, 7, 1)
