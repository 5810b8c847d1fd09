"""The verbs of a membership (docs/rules.md, 5 to 9): both sides of each boundary, and each refusal."""

from datetime import date

import pytest
from model_bakery import baker

from members.actions import (
    appoint,
    extend_exceptionally,
    hold_seat,
    leave,
    leave_together,
    reappoint,
    revoke,
    undo_last,
)
from members.models import Member, Office, OfficePlace, SeatHold, Term
from members.refusals import CouncilFull, Refusal
from members.seats import occupancy

LONG_AGO, FAR = date(2024, 1, 1), date(2029, 12, 31)
FIRST, LAST = date(2022, 7, 1), date(2026, 6, 30)


@pytest.fixture
def member(council):
    return baker.make(Member, name="Sam Voorbeeld")


@pytest.fixture
def term(member):
    """The first four years, which end at the end of this month."""
    return Term.objects.create(member=member, starts_on=FIRST, ends_on=LAST)


def again(member: Member, today: date, **more) -> Term:
    return reappoint(member, decided_on=date(2026, 5, 19), reference="B26-7", today=today, **more)


def gone(member: Member, last: date, today: date) -> Term:
    return leave(member, last=last, because=Term.Reason.WORK, today=today)


def days_of(member: Member) -> list[tuple[date, date]]:
    return list(member.terms.values_list("starts_on", "ends_on"))


# Herbenoem ---------------------------------------------------------------------------------------


def test_a_reappointment_starts_the_day_after_and_keeps_the_decision(member, term, today):
    second = again(member, today)
    second.refresh_from_db()
    assert (second.starts_on, second.ends_on) == (date(2026, 7, 1), date(2030, 6, 30))
    assert (second.decided_on, second.decision_reference) == (date(2026, 5, 19), "B26-7")


def test_a_reappointment_may_last_up_to_the_maximum_and_no_day_more(member, term, today):
    with pytest.raises(Refusal, match="hoogstens tot en met 30 juni 2030 lid zijn"):
        again(member, today, last=date(2030, 7, 1))
    assert again(member, today, last=date(2030, 6, 30)).ends_on == date(2030, 6, 30)


def test_a_reappointment_of_one_day_is_allowed_and_of_none_is_not(member, term, today):
    with pytest.raises(Refusal, match="De laatste dag ligt vóór de eerste dag"):
        again(member, today, last=date(2026, 6, 30))
    assert again(member, today, last=date(2026, 7, 1)).ends_on == date(2026, 7, 1)


def test_a_late_decision_still_follows_without_a_gap(member, term):
    assert again(member, date(2026, 9, 15)).starts_on == date(2026, 7, 1)


def test_the_days_left_of_the_maximum_can_be_used_and_then_no_more(member, term, today):
    again(member, today, last=date(2030, 6, 29))
    assert again(member, today).ends_on == date(2030, 6, 30)
    with pytest.raises(Refusal, match="heeft de langste zittingstijd al bereikt"):
        again(member, today)
    assert member.terms.count() == 3


def test_who_was_never_appointed_is_not_reappointed(member, today):
    with pytest.raises(Refusal, match="Sam Voorbeeld is nog niet benoemd. Kies ‘Benoem’."):
        again(member, today)


def test_who_left_early_is_not_reappointed_by_this_verb(member, term, today):
    gone(member, date(2026, 6, 15), today)
    with pytest.raises(Refusal, match="Sam Voorbeeld is eerder gestopt"):
        again(member, today)


def test_a_reappointment_is_refused_when_the_seat_was_given_away(fill, member, term, today):
    fill(14, LONG_AGO, FAR)
    fill(1, date(2026, 7, 1), FAR)
    with pytest.raises(CouncilFull, match="^Op 1 juli 2026 zijn alle 15 plaatsen bezet") as full:
        again(member, today)
    assert full.value.day == date(2026, 7, 1)
    assert days_of(member) == [(FIRST, LAST)]


def test_a_reappointment_that_needs_a_held_seat_names_the_hold(fill, member, term, today):
    fill(14, LONG_AGO, FAR)
    hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today)
    with pytest.raises(CouncilFull, match="Vastgehouden voor de proefperiode: kandidaat 7"):
        again(member, today)
    assert SeatHold.objects.get().starts_on == date(2026, 7, 1)


def test_a_term_typed_in_before_a_later_one_leaves_room_for_it(member, term, today):
    with pytest.raises(Refusal, match="hoogstens tot en met 31 december 2013"):
        appoint(member, first=date(2010, 1, 1), last=date(2014, 1, 1), today=today)
    assert appoint(member, first=date(2010, 1, 1), last=date(2013, 12, 31), today=today).pk


@pytest.mark.parametrize("first", [FIRST, date(2022, 7, 2), LAST])
def test_the_same_days_are_not_given_twice_also_from_the_same_first_day(member, term, today, first):
    with pytest.raises(Refusal, match="al benoemd van 1 juli 2022 tot en met 30 juni 2026"):
        appoint(member, first=first, today=today)
    with pytest.raises(Refusal, match="al benoemd van 1 juli 2022"):
        Term(member=member, starts_on=first, ends_on=LAST).save()
    assert days_of(member) == [(FIRST, LAST)]


# Verleng uitzonderlijk ---------------------------------------------------------------------------


@pytest.fixture
def groningen(council):
    council.term_lengths, council.exceptional_years = "3, 2", 2
    council.save()
    return council


@pytest.fixture
def full_time(member, groningen):
    """Five years, the maximum of 3 and 2, until the end of this month."""
    Term.objects.create(member=member, starts_on=date(2021, 7, 1), ends_on=date(2024, 6, 30))
    return Term.objects.create(member=member, starts_on=date(2024, 7, 1), ends_on=LAST)


def exceptionally(member: Member, today: date, *, why: str = "De verhuizing loopt nog.", **more) -> Term:
    return extend_exceptionally(member, decided_on=date(2026, 5, 19), reference="B26-9", why=why, today=today, **more)


def test_an_exception_lasts_as_long_as_the_rules_allow_and_keeps_its_reason(member, full_time, today):
    term = exceptionally(member, today)
    term.refresh_from_db()
    assert (term.starts_on, term.ends_on) == (date(2026, 7, 1), date(2028, 6, 30))
    assert (term.exception_why, term.decision_reference) == ("De verhuizing loopt nog.", "B26-9")


def test_an_exception_of_a_day_more_than_the_rules_allow_is_refused(member, full_time, today):
    with pytest.raises(Refusal, match="hoogstens tot en met 30 juni 2028 lid zijn"):
        exceptionally(member, today, last=date(2028, 7, 1))
    assert member.terms.count() == 2


def test_an_exception_cut_short_may_be_used_up_later_but_not_passed(member, full_time, today):
    exceptionally(member, today, last=date(2027, 6, 30))
    assert exceptionally(member, today).ends_on == date(2028, 6, 30)
    with pytest.raises(Refusal, match="heeft de langste zittingstijd al bereikt"):
        exceptionally(member, today)


@pytest.mark.parametrize("why", ["", "   "])
def test_an_exception_needs_a_written_reason(member, full_time, today, why):
    with pytest.raises(Refusal, match="Schrijf op waarom dit een uitzonderlijk geval is"):
        exceptionally(member, today, why=why)
    assert member.terms.count() == 2


def test_an_exception_is_refused_where_the_rules_know_none(member, full_time, groningen, today):
    groningen.exceptional_years = 0
    groningen.save()
    with pytest.raises(Refusal, match="kennen geen uitzonderlijke verlenging"):
        exceptionally(member, today)


def test_who_can_still_be_reappointed_needs_no_exception(member, groningen, today):
    Term.objects.create(member=member, starts_on=date(2023, 7, 1), ends_on=LAST)
    with pytest.raises(Refusal, match="Sam Voorbeeld kan nog gewoon worden herbenoemd. Kies ‘Herbenoem’."):
        exceptionally(member, today)
    assert member.terms.count() == 1


def test_an_exception_needs_a_seat(fill, member, full_time, today):
    fill(15, date(2026, 7, 1), FAR)
    with pytest.raises(CouncilFull, match="^Op 1 juli 2026"):
        exceptionally(member, today)
    assert member.terms.count() == 2


# Stopt eerder ------------------------------------------------------------------------------------


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


# Maak ongedaan -----------------------------------------------------------------------------------


def test_undoing_an_early_end_gives_the_term_its_planned_last_day(member, term, today):
    gone(member, date(2026, 6, 15), today)
    assert undo_last(member, today=today) == "Sam Voorbeeld blijft toch, tot en met 30 juni 2026."
    term.refresh_from_db()
    assert (term.ends_on, term.left_because, term.planned_ends_on) == (LAST, "", None)


def test_undoing_an_early_end_is_refused_when_the_seat_has_gone(fill, member, today):
    fill(14, LONG_AGO, FAR)
    Term.objects.create(member=member, starts_on=LONG_AGO, ends_on=FAR)
    gone(member, date(2026, 6, 15), today)
    appoint(baker.make(Member, name="Wolk Appel"), first=date(2026, 7, 1), today=today)
    with pytest.raises(CouncilFull, match="^Op 1 juli 2026 zijn alle 15 plaatsen bezet. .*Wolk Appel") as full:
        undo_last(member, today=today)
    assert full.value.day == date(2026, 7, 1)
    assert days_of(member) == [(LONG_AGO, date(2026, 6, 15))]


def test_undoing_an_early_end_does_not_pass_the_maximum(member, today):
    appoint(member, first=date(2020, 1, 1), last=date(2027, 12, 31), today=today)
    gone(member, date(2023, 12, 31), today)
    # Typed in afterwards: four years from long ago.
    appoint(member, first=date(2010, 1, 1), last=date(2013, 12, 31), today=today)
    with pytest.raises(Refusal, match="mag hoogstens tot en met 31 december 2023 lid zijn"):
        undo_last(member, today=today)
    assert days_of(member)[1] == (date(2020, 1, 1), date(2023, 12, 31))


def test_an_appointment_is_undone_until_the_day_before_its_first_day(member, today):
    appoint(member, first=date(2026, 6, 2), today=today)
    assert undo_last(member, today=today) == "De benoeming van Sam Voorbeeld vanaf 2 juni 2026 is ongedaan gemaakt."
    assert not Term.objects.exists()


def test_an_appointment_is_not_undone_on_its_first_day(member, today):
    appoint(member, first=today, today=today)
    with pytest.raises(Refusal, match="Er is niets om ongedaan te maken"):
        undo_last(member, today=today)
    assert Term.objects.count() == 1


def test_undoing_twice_takes_back_two_verbs_the_last_one_first(member, term, today):
    gone(member, date(2026, 6, 15), today)
    appoint(member, first=date(2026, 9, 1), today=today)
    undo_last(member, today=today)
    assert days_of(member) == [(FIRST, date(2026, 6, 15))]
    undo_last(member, today=today)
    assert days_of(member) == [(FIRST, LAST)]
    with pytest.raises(Refusal, match="Er is niets om ongedaan te maken"):
        undo_last(member, today=today)


def test_for_who_was_never_appointed_there_is_nothing_to_undo(member, today):
    with pytest.raises(Refusal, match="Er is niets om ongedaan te maken"):
        undo_last(member, today=today)


def test_undoing_the_appointment_of_a_chair_outside_the_count_takes_the_office_back(member, today):
    office = baker.make(Office, takes_seat=False)
    term = appoint(member, first=date(2026, 7, 1), today=today, office=office)
    revoke(term, today=today)
    assert not OfficePlace.objects.exists()


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
