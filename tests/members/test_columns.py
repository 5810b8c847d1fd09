"""Days as people write them."""

from datetime import date

import pytest

from members.columns import parse_day
from members.refusals import Refusal


@pytest.mark.parametrize(
    "text",
    [
        "1-3-2024",
        "01-03-2024",
        "1/3/2024",
        "01/03/24",
        "1.3.2024",
        "2024-03-01",
        "2024/3/1",
        "2024-03-01 00:00:00",
        "1-3-2024 0:00",
        "1 maart 2024",
        "1 Mrt 2024",
        "1 mrt. 2024",
        "1-mrt-24",
        "vrijdag 1 maart 2024",
        " 1  maart  2024 ",
    ],
)
def test_a_day_is_read_in_every_notation(text):
    assert parse_day(text) == date(2024, 3, 1)


def test_every_month_is_read_in_full_and_short():
    short = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    full = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"]
    full += ["september", "oktober", "november", "december"]
    assert [parse_day(f"5 {name} 2024").month for name in [*short, *full]] == [*range(1, 13), *range(1, 13)]


def test_two_digits_of_a_year_mean_1969_to_2068():
    assert [parse_day(f"1-3-{year}").year for year in ("69", "99", "00", "68")] == [1969, 1999, 2000, 2068]


def test_a_leap_day_exists_in_a_leap_year_only():
    assert parse_day("29-2-2024") == date(2024, 2, 29)
    with pytest.raises(Refusal, match="^‘29-2-2023’ is geen dag die bestaat.$"):
        parse_day("29-2-2023")


@pytest.mark.parametrize("text", ["2024", "45", "3/25/2024", "1 march 2024", "20226-01-01", "morgen", "1-3"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(Refusal, match="geen dag die bestaat|begrijpen wij niet als dag"):
        parse_day(text)


@pytest.mark.parametrize("text", ["31-12-1899", "1-1-2200", "1-3-0206"])
def test_a_day_before_1900_or_after_2199_is_refused(text):
    with pytest.raises(Refusal, match=f"^‘{text}’ ligt niet tussen 1 januari 1900 en 31 december 2199.$"):
        parse_day(text)


def test_the_first_and_the_last_sane_day_are_read():
    assert parse_day("1-1-1900") == date(1900, 1, 1)
    assert parse_day("31-12-2199") == date(2199, 12, 31)
