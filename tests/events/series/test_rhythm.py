"""A series falls on the days of its rhythm, says them in words, and is refused when it has none."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from events.models import Series
from events.series import days, moment, nth_weekday
from members.holidays import holiday
from tests.events.conftest import at

JANUARY = date(2027, 1, 1)


def a_series(**kwargs) -> Series:
    return Series(**{"first_day": JANUARY, "last_day": date(2027, 12, 31), "starts": time(17), **kwargs})


@given(st.dates(date(1990, 1, 1), date(2150, 1, 1)), st.integers(0, 6), st.integers(1, 4))
def test_the_nth_weekday_is_that_weekday_and_the_nth(day, weekday, number):
    found = nth_weekday(day.replace(day=1), weekday, number)
    assert (found.weekday(), found.month, (found.day - 1) // 7 + 1) == (weekday, day.month, number)


@given(st.dates(date(1990, 1, 1), date(2150, 1, 1)), st.integers(0, 6))
def test_the_last_weekday_has_none_of_its_month_behind_it(day, weekday):
    found = nth_weekday(day.replace(day=1), weekday, -1)
    assert (found.weekday(), found.month) == (weekday, day.month)
    assert (found + timedelta(days=7)).month != day.month


def test_every_first_thursday_is_twelve_days():
    found = list(days(a_series()))
    assert (len(found), found[0], found[-1]) == (12, date(2027, 1, 7), date(2027, 12, 2))


def test_twice_a_year_is_two_days():
    series = a_series(number=2, weekday=4, months=[6, 12])
    assert list(days(series)) == [date(2027, 6, 11), date(2027, 12, 10)]
    assert series.rhythm == "elke tweede vrijdag van juni en december"


@pytest.mark.parametrize(
    ("number", "first", "found"),
    [
        (7, 1, [7, 14, 21, 28]),
        (14, 1, [7, 21]),
        (14, 7, [7, 21]),
        (14, 8, [14, 28]),
        (21, 1, [7, 28]),
        (28, 1, [7]),
    ],
)
def test_every_so_many_weeks_counts_from_the_first_such_weekday(number, first, found):
    series = a_series(number=number, first_day=date(2027, 1, first), last_day=date(2027, 1, 31))
    assert [day.day for day in days(series)] == found


def test_a_month_that_is_left_out_does_not_stop_the_counting_of_weeks():
    series = a_series(number=14, months=[1, 3], last_day=date(2027, 3, 31))
    assert [(day.month, day.day) for day in days(series)] == [(1, 7), (1, 21), (3, 4), (3, 18)]


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (list(range(1, 13)), "elke twee weken op maandag"),
        ([*range(1, 8), *range(9, 13)], "elke twee weken op maandag, niet in augustus"),
        ([6, 7], "elke twee weken op maandag in juni en juli"),
    ],
)
def test_a_rhythm_of_weeks_is_said_in_words(months, words):
    assert a_series(number=14, weekday=0, months=months).rhythm == words


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [(7, 7, 1), (8, 31, 0), (1, 6, 0), (1, 7, 1), (7, 31, 1)],
)
def test_the_first_and_the_last_day_of_a_series_both_count(first, last, number):
    series = a_series(first_day=date(2027, 1, first), last_day=date(2027, 1, last))
    assert len(list(days(series))) == number


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (list(range(1, 13)), "elke laatste maandag van de maand"),
        ([*range(1, 8), *range(9, 13)], "elke laatste maandag van de maand, niet in augustus"),
        (
            list(range(1, 8)),
            "elke laatste maandag van de maand, niet in augustus, september, oktober, november en december",
        ),
        (list(range(1, 7)), "elke laatste maandag van januari, februari, maart, april, mei en juni"),
        ([12], "elke laatste maandag van december"),
    ],
)
def test_a_rhythm_is_said_in_as_few_months_as_can_be(months, words):
    assert a_series(number=-1, weekday=0, months=months).rhythm == words


@pytest.mark.parametrize("months", [[], [0], [13], [2, 1], [1, 1], "1", None])
def test_months_that_are_none_are_refused(months):
    with pytest.raises(ValidationError) as refused:
        a_series(title="Borrel", months=months).full_clean(validate_constraints=False)
    assert "months" in refused.value.message_dict


@pytest.mark.parametrize(("last", "fine"), [(date(2031, 12, 31), True), (date(2032, 1, 1), False)])
@pytest.mark.usefixtures("db")
def test_a_series_lasts_five_years_at_most(last, fine):
    series = a_series(title="Borrel", last_day=last)
    if fine:
        series.full_clean()
        return
    with pytest.raises(ValidationError, match="Een reeks duurt hoogstens vijf jaar"):
        series.full_clean()


@pytest.mark.parametrize(
    ("day", "clock", "exists"),
    [
        (date(2027, 3, 28), time(1, 59), True),
        (date(2027, 3, 28), time(2, 0), False),
        (date(2027, 3, 28), time(3, 0), True),
        (date(2027, 10, 31), time(1, 59), True),
        (date(2027, 10, 31), time(2, 59), False),
        (date(2027, 10, 31), time(3, 0), True),
    ],
)
def test_a_time_that_the_clock_skips_or_repeats_is_no_moment(day, clock, exists):
    found = moment(day, clock)
    assert (found is not None) == exists
    assert found is None or found == datetime.combine(day, clock, at("2027-01-01 12:00").tzinfo)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 26), "Goede Vrijdag"),
        (date(2027, 5, 6), "Hemelvaartsdag"),
        (date(2027, 5, 17), "tweede pinksterdag"),
        (date(2027, 4, 27), "Koningsdag"),
        (date(2027, 5, 7), ""),
    ],
)
def test_holidays_have_a_name(day, name):
    assert holiday(day) == name
