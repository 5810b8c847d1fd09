"""Another term follows without a gap, up to the maximum, and past it only by exception (docs/rules.md, 5, 6 and 8)."""

from datetime import date

import pytest

from members.actions import appoint, extend_exceptionally, hold_seat
from members.models import Member, SeatHold, Term
from members.refusals import CouncilFull, Refusal
from tests.members.membership.conftest import FAR, FIRST, LAST, LONG_AGO, again, days_of, gone


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
