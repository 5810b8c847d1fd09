"""Who is a member until when, and what may follow, is told to the desk; visitors hear what they may know."""

from datetime import date

import pytest

from members import roster
from members.models import OfficePlace, Term
from tests.members.roster.conftest import FIRST_TERM, SECOND_TERM, chair, seat


def only_line(council, today, **who):
    [line] = roster.read(council, today, **who)
    return line


# Who is on it, and until when ----------------------------------------------------------------------


def test_a_member_in_the_first_term_can_be_reappointed_until_the_maximum(council, today):
    seat("Roos Voorbeeld", FIRST_TERM)
    line = only_line(council, today)
    assert (line.since, line.term, line.next_term) == (date(2024, 1, 1), FIRST_TERM, None)
    assert (line.last, line.limit, line.reappointable) == (date(2027, 12, 31), date(2031, 12, 31), True)
    assert (line.exceptional, line.words) == (None, "herbenoemen kan")


def test_a_member_in_the_last_term_cannot_be_reappointed(council, today):
    seat("Roos Voorbeeld", (date(2019, 1, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2026, 12, 31)))
    line = only_line(council, today)
    assert line.term == (date(2023, 1, 1), date(2026, 12, 31))
    assert (line.since, line.limit) == (date(2019, 1, 1), date(2026, 12, 31))
    assert (line.reappointable, line.words) == (False, "herbenoemen kan niet")


def test_one_day_below_the_maximum_is_reappointable(council, today):
    seat("Roos Voorbeeld", (date(2019, 1, 1), date(2026, 12, 30)))
    line = only_line(council, today)
    assert (line.reappointable, line.limit) == (True, date(2026, 12, 31))


def test_an_exceptional_case_comes_on_top_of_the_maximum(council, today):
    council.term_lengths, council.exceptional_years = "3, 2", 2
    seat("Roos Voorbeeld", (date(2022, 1, 1), date(2026, 12, 31)))
    line = only_line(council, today)
    assert (line.limit, line.exceptional) == (date(2026, 12, 31), date(2028, 12, 31))
    assert (line.reappointable, line.words) == (False, "alleen bij uitzondering")


def test_after_the_exceptional_years_nothing_is_possible(council, today):
    council.term_lengths, council.exceptional_years = "3, 2", 2
    seat("Roos Voorbeeld", (date(2020, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2026, 12, 31)))
    line = only_line(council, today)
    assert (line.limit, line.exceptional, line.words) == (date(2026, 12, 31), None, "herbenoemen kan niet")


def test_the_next_term_that_was_agreed_moves_the_last_day(council, today):
    seat("Roos Voorbeeld", FIRST_TERM, SECOND_TERM)
    line = only_line(council, today)
    assert (line.term, line.next_term, line.last) == (FIRST_TERM, SECOND_TERM, date(2031, 12, 31))
    assert not line.reappointable


def test_a_member_before_the_first_term_is_on_it(council, today):
    seat("Roos Voorbeeld", SECOND_TERM)
    line = only_line(council, today)
    assert (line.since, line.term, line.next_term) == (date(2028, 1, 1), SECOND_TERM, None)


def test_who_stops_early_cannot_be_reappointed(council, today):
    early = (date(2024, 1, 1), date(2026, 9, 30))
    seat("Roos Voorbeeld", early, left_because=Term.Reason.MOVED, planned_ends_on=date(2027, 12, 31))
    line = only_line(council, today)
    assert (line.last, line.reappointable, line.words) == (date(2026, 9, 30), False, "stopt eerder")


@pytest.mark.parametrize(("day", "names"), [(date(2027, 12, 31), ["Roos Voorbeeld"]), (date(2028, 1, 1), [])])
def test_a_member_is_on_it_until_the_last_day(council, day, names):
    seat("Roos Voorbeeld", FIRST_TERM)
    assert [line.name for line in roster.read(council, day)] == names


def test_who_stops_first_stands_first_and_then_by_name(council, today):
    seat("Wilg Voorbeeld", FIRST_TERM)
    seat("Beuk Voorbeeld", FIRST_TERM)
    seat("Zilver Voorbeeld", (date(2022, 7, 1), date(2026, 6, 30)))
    names = [line.name for line in roster.read(council, today)]
    assert names == ["Zilver Voorbeeld", "Beuk Voorbeeld", "Wilg Voorbeeld"]


def test_a_chair_outside_the_count_is_told_apart(council, today):
    office = chair(takes_seat=False)
    OfficePlace.objects.create(office=office, member=seat("Roos Voorbeeld", FIRST_TERM), starts_on=FIRST_TERM[0])
    assert only_line(council, today).offices == ["voorzitter (telt niet mee)"]


def test_the_sentence_tells_all_that_is_drawn(council, today):
    council.term_lengths, council.exceptional_years = "3, 2", 2
    seat("Roos Voorbeeld", (date(2024, 1, 1), date(2026, 12, 31)))
    assert only_line(council, today).sentence == (
        "Roos Voorbeeld: lid tot en met 31 december 2026. Herbenoemen kan, tot en met 31 december 2028."
        " Bij uitzondering tot en met 31 december 2030."
    )


# What visitors may know ----------------------------------------------------------------------------


def test_without_consent_a_visitor_sees_no_name_office_or_past(council, today):
    member = seat("Roos Voorbeeld", (date(2020, 1, 1), date(2023, 12, 31)), FIRST_TERM)
    office = chair(takes_seat=True)
    OfficePlace.objects.create(office=office, member=member, starts_on=date(2024, 1, 1))
    line = only_line(council, today, for_visitors=True)
    assert (line.name, line.offices, line.since, line.terms) == ("een lid", [], None, [FIRST_TERM])


def test_with_consent_a_visitor_sees_the_public_name_and_the_past(council, today):
    before = (date(2020, 1, 1), date(2023, 12, 31))
    seat("Roos Voorbeeld", before, FIRST_TERM, consent_on=date(2026, 1, 1), public_name="Roos")
    line = only_line(council, today, for_visitors=True)
    assert (line.name, line.since, line.terms) == ("Roos", date(2020, 1, 1), [before, FIRST_TERM])


def test_who_does_not_tell_since_when_keeps_the_past_to_herself(council, today):
    before = (date(2020, 1, 1), date(2023, 12, 31))
    seat("Roos Voorbeeld", before, FIRST_TERM, consent_on=date(2026, 1, 1), show_since=False)
    line = only_line(council, today, for_visitors=True)
    assert (line.name, line.since, line.terms) == ("Roos Voorbeeld", None, [FIRST_TERM])


def test_a_visitor_is_not_told_that_somebody_stops_early(council, today):
    early = (date(2024, 1, 1), date(2026, 9, 30))
    who = {"left_because": Term.Reason.ILLNESS, "planned_ends_on": date(2027, 12, 31), "consent_on": today}
    seat("Roos Voorbeeld", early, **who)
    assert only_line(council, today, for_visitors=True).words == "herbenoemen kan niet"
