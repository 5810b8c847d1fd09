"""Rule 5: where a stretch of months or years ends."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.dates import DAY, end_of_stretch, length, merged, moments, without

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
stretches = st.tuples(days, st.integers(0, 4000)).map(lambda pair: (pair[0], pair[0] + timedelta(pair[1])))


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 9, 1), 3, date(2026, 11, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 29), 3, date(2027, 2, 28)),
        (date(2026, 11, 28), 3, date(2027, 2, 27)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
    ],
)
def test_a_stretch_of_months_ends_the_day_before_the_same_date(first, months, last):
    assert end_of_stretch(first, months=months) == last


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        (date(2024, 3, 1), 4, date(2028, 2, 29)),
        (date(2025, 3, 1), 4, date(2029, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2026, 1, 1), 4, date(2029, 12, 31)),
    ],
)
def test_a_stretch_of_years_ends_the_day_before_the_same_date(first, years, last):
    assert end_of_stretch(first, years=years) == last


def test_months_and_years_add_up():
    assert end_of_stretch(date(2026, 6, 1), years=1, months=6) == date(2027, 11, 30)


@given(days, st.integers(1, 240))
def test_the_day_after_a_stretch_lies_exactly_so_many_months_later(first, months):
    after = end_of_stretch(first, months=months) + DAY
    moved = (after.year - first.year) * 12 + after.month - first.month
    # A date that does not exist moves to the first of the month after.
    assert (moved, after.day) in {(months, first.day), (months + 1, 1)}


@given(days, st.integers(1, 20))
def test_twelve_months_are_a_year(first, years):
    assert end_of_stretch(first, months=12 * years) == end_of_stretch(first, years=years)


@given(days, st.integers(1, 240))
def test_a_stretch_of_whole_months_has_that_length(first, months):
    assert length(first, end_of_stretch(first, months=months)) == (months, 0)


@given(stretches)
def test_the_length_counts_to_the_last_day(stretch):
    first, last = stretch
    months, left = length(first, last)
    assert end_of_stretch(first, months=months) + timedelta(left) == last


@given(stretches)
def test_what_is_left_over_is_less_than_a_month(stretch):
    months, left = length(*stretch)
    assert months >= 0
    assert 0 <= left < 31
    assert end_of_stretch(stretch[0], months=months + 1) > stretch[1]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), (0, 1)),
        (date(2026, 6, 1), date(2026, 6, 29), (0, 29)),
        (date(2026, 6, 1), date(2026, 6, 30), (1, 0)),
        (date(2026, 6, 1), date(2026, 7, 1), (1, 1)),
        (date(2024, 2, 29), date(2025, 2, 28), (12, 0)),
    ],
)
def test_a_length_is_whole_months_and_the_days_left_over(first, last, expected):
    assert length(first, last) == expected


def test_stretches_that_touch_become_one():
    spring, summer = (date(2026, 3, 1), date(2026, 5, 31)), (date(2026, 6, 1), date(2026, 8, 31))
    assert merged([summer, spring]) == [(date(2026, 3, 1), date(2026, 8, 31))]


def test_stretches_with_a_day_between_them_stay_two():
    spring, summer = (date(2026, 3, 1), date(2026, 5, 30)), (date(2026, 6, 1), date(2026, 8, 31))
    assert merged([summer, spring]) == [spring, summer]


def test_a_stretch_inside_another_adds_nothing():
    year, june = (date(2026, 1, 1), date(2026, 12, 31)), (date(2026, 6, 1), date(2026, 6, 30))
    assert merged([year, june]) == [year]


def days_of(several):
    return {first + timedelta(n) for first, last in several for n in range((last - first).days + 1)}


near = st.dates(date(2026, 1, 1), date(2026, 4, 30))
short = st.tuples(near, st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + timedelta(pair[1])))


@given(st.lists(short, max_size=5))
def test_merging_keeps_every_day_and_leaves_gaps_between(several):
    result = merged(several)
    assert days_of(result) == days_of(several)
    assert all(one[1] + DAY < other[0] for one, other in pairwise(result))


@given(short, st.lists(short, max_size=5))
def test_taking_out_holes_keeps_exactly_the_other_days(stretch, holes):
    assert days_of(without(stretch, holes)) == days_of([stretch]) - days_of(holes)


def test_a_stretch_begins_and_is_over_at_midnight_on_the_dutch_clock():
    begin, end = moments(date(2026, 3, 28), date(2026, 3, 29))
    assert (begin, end) == (datetime(2026, 3, 27, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC))
