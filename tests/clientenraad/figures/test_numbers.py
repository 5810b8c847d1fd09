"""Nobody is recognised in a figure, and a middle is the middle (docs/decisions/0012-figures.md)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientenraad.figures.numbers import SMALLEST, Spread, split, spread, veiled

groups = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12))


@given(groups)
def test_no_group_and_no_rest_is_small_and_nothing_can_be_subtracted(counts):
    shown = split(counts, others="rest")
    assert all(number >= SMALLEST for number in shown.values())
    assert len(shown) != 1
    assert not shown or sum(shown.values()) == sum(counts.values())
    assert all(number == counts[name] for name, number in shown.items() if name != "rest")


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(SMALLEST, 12), min_size=2))
def test_where_every_group_is_large_enough_each_is_shown(counts):
    assert split(counts, others="rest") == counts


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 9, "b": 2, "c": 1}, {"a": 9, "rest": 3}),
        ({"a": 9, "b": 3, "c": 2}, {"a": 9, "rest": 5}),  # 2 could be subtracted, so the smallest shown one joins it
        ({"a": 3, "b": 9, "c": 2}, {"b": 9, "rest": 5}),
        ({"a": 9, "b": 2}, {}),
        ({"a": 9, "b": 0}, {}),  # all of them: then everybody knows that of everybody
        ({"a": 3, "b": 3}, {"a": 3, "b": 3}),
        ({"a": 2, "b": 3}, {}),
        ({"a": 2, "b": 2, "c": 2}, {}),
        ({}, {}),
    ],
)
def test_small_groups_are_put_together(counts, shown):
    assert split(counts, others="rest") == shown


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, "1 of 2"), (2, "1 of 2"), (3, 3)])
def test_one_or_two_are_not_told_apart(number, shown):
    assert veiled(number) == shown


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([], None),
        ([1, 2], None),
        ([9, 1, 2], Spread(3, 2, None)),
        ([1, 2, 3, 8], Spread(4, 2.5, None)),
        ([*range(1, 10)], Spread(9, 5, None)),
        ([*range(10, 0, -1)], Spread(10, 5.5, 9)),
        ([*range(1, 12)], Spread(11, 6, 10)),
        ([*range(1, 21)], Spread(20, 10.5, 18)),
        ([7] * 30, Spread(30, 7, 7)),
    ],
)
def test_the_middle_and_the_time_that_nine_of_ten_did_not_pass(days, found):
    assert spread(days) == found


@given(st.lists(st.integers(0, 400), min_size=10))
def test_nine_of_ten_did_not_take_longer_and_one_day_less_would_be_too_short(days):
    most = spread(days).most
    assert 10 * sum(day <= most for day in days) >= 9 * len(days)
    assert 10 * sum(day < most for day in days) < 9 * len(days)
