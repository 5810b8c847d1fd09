"""Rule 6: how long somebody may be a member."""

from datetime import date

import pytest

from members.models import Council, Term
from members.terms import last_possible_day, proposed_last_day


def council(lengths="4, 4", break_months=None):
    return Council(term_lengths=lengths, break_months=break_months)


def terms(*stretches):
    return [Term(starts_on=first, ends_on=last) for first, last in stretches]


FIRST_FOUR = (date(2022, 6, 1), date(2026, 5, 31))


def test_a_first_term_has_the_first_length_and_leaves_room_for_the_maximum():
    assert proposed_last_day(council(), date(2026, 6, 1), []) == date(2030, 5, 31)
    assert last_possible_day(council(), date(2026, 6, 1), []) == date(2034, 5, 31)


def test_a_second_term_of_four_years_ends_with_the_maximum():
    assert proposed_last_day(council(), date(2026, 6, 1), terms(FIRST_FOUR)) == date(2030, 5, 31)
    assert last_possible_day(council(), date(2026, 6, 1), terms(FIRST_FOUR)) == date(2030, 5, 31)


def test_three_years_are_followed_by_two():
    earlier = terms((date(2023, 6, 1), date(2026, 5, 31)))
    assert proposed_last_day(council("3, 2"), date(2023, 6, 1), []) == date(2026, 5, 31)
    assert proposed_last_day(council("3, 2"), date(2026, 6, 1), earlier) == date(2028, 5, 31)


def test_after_the_maximum_no_day_is_left():
    earlier = terms(FIRST_FOUR, (date(2026, 6, 1), date(2030, 5, 31)))
    assert last_possible_day(council(), date(2030, 6, 1), earlier) == date(2030, 5, 31)


def test_a_first_term_that_was_cut_short_leaves_the_rest_for_later():
    earlier = terms((date(2024, 6, 1), date(2026, 5, 31)))
    assert proposed_last_day(council("4, 2"), date(2026, 6, 1), earlier) == date(2028, 5, 31)
    assert last_possible_day(council("4, 2"), date(2026, 6, 1), earlier) == date(2030, 5, 31)


def test_a_third_term_is_as_long_as_the_last_length_and_no_longer_than_the_maximum():
    earlier = terms((date(2023, 6, 1), date(2024, 5, 31)), (date(2024, 6, 1), date(2026, 5, 31)))
    assert proposed_last_day(council("3, 2"), date(2026, 6, 1), earlier) == date(2028, 5, 31)
    earlier = terms((date(2022, 6, 1), date(2025, 5, 31)), (date(2025, 6, 1), date(2026, 5, 31)))
    assert proposed_last_day(council("3, 2"), date(2026, 6, 1), earlier) == date(2027, 5, 31)


def test_days_between_two_terms_do_not_count():
    earlier = terms((date(2020, 1, 1), date(2023, 12, 31)))
    assert last_possible_day(council(), date(2026, 6, 1), earlier) == date(2030, 5, 31)


def test_terms_with_gaps_are_added_up_in_months_and_days():
    # One year and ten days, then exactly one year: of eight years six remain, less those ten days.
    earlier = terms((date(2020, 1, 1), date(2021, 1, 10)), (date(2022, 1, 1), date(2022, 12, 31)))
    assert last_possible_day(council(), date(2026, 6, 1), earlier) == date(2032, 5, 21)


def test_a_member_with_days_left_of_the_maximum_may_use_exactly_those():
    earlier = terms((date(2018, 1, 1), date(2025, 12, 21)))
    # Seven years, eleven months and 21 days are used; a month less 21 days is left.
    assert last_possible_day(council(), date(2026, 6, 1), earlier) == date(2026, 6, 9)


def test_terms_that_touch_are_one_stretch_however_they_were_cut():
    in_two = terms((date(2022, 1, 31), date(2022, 2, 27)), (date(2022, 2, 28), date(2026, 5, 31)))
    in_one = terms((date(2022, 1, 31), date(2026, 5, 31)))
    assert last_possible_day(council(), date(2026, 6, 1), in_two) == date(2030, 1, 30)
    assert last_possible_day(council(), date(2026, 6, 1), in_one) == date(2030, 1, 30)


def test_the_order_of_the_terms_does_not_matter():
    earlier = terms(FIRST_FOUR, (date(2020, 1, 1), date(2020, 12, 31)))
    assert last_possible_day(council(), date(2026, 6, 1), earlier) == last_possible_day(
        council(), date(2026, 6, 1), reversed(earlier)
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 2, 29), date(2028, 2, 28)),
        (date(2024, 3, 1), date(2028, 2, 29)),
        (date(2025, 3, 1), date(2029, 2, 28)),
    ],
)
def test_a_term_around_a_leap_day_is_four_calendar_years(first, last):
    assert proposed_last_day(council(), first, []) == last


def test_without_a_setting_no_break_counts():
    earlier = terms((date(1980, 1, 1), date(1987, 12, 31)))
    assert last_possible_day(council(), date(2026, 6, 1), earlier) == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 5, 31), date(2031, 5, 30)),  # away for a day less than twelve months
        (date(2027, 6, 1), date(2035, 5, 31)),  # away for exactly twelve months
    ],
)
def test_a_break_counts_when_it_is_long_enough(first, last):
    assert last_possible_day(council(break_months=12), first, terms(FIRST_FOUR)) == last


def test_after_a_break_that_counts_the_lengths_start_anew():
    earlier = terms((date(2020, 1, 1), date(2022, 12, 31)))
    assert proposed_last_day(council("3, 2", 12), date(2026, 6, 1), earlier) == date(2029, 5, 31)


def test_only_the_terms_since_the_last_break_that_counts_are_added_up():
    long_ago, lately = (date(2010, 1, 1), date(2017, 12, 31)), (date(2023, 1, 1), date(2024, 12, 31))
    earlier = terms(long_ago, lately)
    # The half-year of 2025 is no break of 12 months; the five years before 2023 are.
    assert last_possible_day(council(break_months=12), date(2025, 7, 1), earlier) == date(2031, 6, 30)


def test_a_break_is_counted_from_the_next_term_and_not_from_the_new_one():
    earlier = terms((date(2020, 1, 1), date(2021, 12, 31)), (date(2022, 1, 1), date(2024, 12, 31)))
    assert last_possible_day(council(break_months=12), date(2025, 7, 1), earlier) == date(2028, 6, 30)
