from datetime import date

import pytest

from members.holidays import holiday, is_working_day, working_days_before


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),  # the 27th was a Sunday
        (date(2025, 4, 27), ""),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2026, 5, 25), "tweede pinksterdag"),
        (date(2026, 5, 26), ""),
    ],
)
def test_a_holiday_has_a_name(day, name):
    assert holiday(day) == name


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 5, 22), True),
        (date(2026, 5, 23), False),  # Saturday
        (date(2026, 5, 25), False),
        (date(2026, 5, 5), True),  # Bevrijdingsdag: many offices are open
        (date(2026, 12, 25), False),
    ],
)
def test_a_working_day_is_a_weekday_on_which_not_everybody_is_off(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("number", "before"),
    [(0, date(2026, 6, 1)), (4, date(2026, 5, 26)), (5, date(2026, 5, 22)), (6, date(2026, 5, 21))],
)
def test_working_days_are_counted_back_over_weekends_and_holidays(number, before):
    assert working_days_before(date(2026, 6, 1), number) == before
