"""The roster is drawn to scale: a bar is as long as its term, and stands where its days are."""

from datetime import date
from itertools import pairwise

import pytest

from members import roster
from members.roster_chart import Bar, chart
from tests.members.roster.conftest import FIRST_TERM, SECOND_TERM, seat


def test_a_bar_runs_from_the_first_day_to_the_end_of_the_last(council, today):
    seat("Roos Voorbeeld", (date(2023, 1, 1), date(2026, 12, 31)))
    drawing = chart(roster.read(council, today), today)
    axis, [row] = drawing.axis, drawing.rows
    assert (axis.first, axis.last, axis.left, axis.right) == (date(2023, 1, 1), date(2030, 12, 31), 200, 760)
    # 1461 of the 2922 days, so exactly half of the 560 units.
    assert row.bars == [Bar(x=200.0, width=280.0, kind="now")]
    assert (row.room, row.limit, row.exceptional) == ((480.0, 760.0), 760.0, None)


def test_a_bar_is_as_wide_as_its_days(council, today):
    seat("Roos Voorbeeld", (date(2026, 6, 1), date(2026, 6, 1)))
    council.term_lengths = "1"
    drawing = chart(roster.read(council, today), today)
    # The maximum of one year reaches into 2027: 730 days on 560 units. The day is number 151, from 0 on.
    assert drawing.axis.last == date(2027, 12, 31)
    assert drawing.rows[0].bars == [Bar(x=315.8, width=0.8, kind="now")]
    assert drawing.today == 315.8


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2023, 12, 31), ["coming", "coming"]),
        (date(2024, 1, 1), ["now", "coming"]),
        (date(2027, 12, 31), ["now", "coming"]),
        (date(2028, 1, 1), ["past", "now"]),
    ],
)
def test_a_bar_shows_whether_the_term_was_is_or_will_be(council, day, kinds):
    seat("Roos Voorbeeld", FIRST_TERM, SECOND_TERM)
    [row] = chart(roster.read(council, day), day).rows
    assert [bar.kind for bar in row.bars] == kinds


def test_who_cannot_be_reappointed_gets_the_mark_right_after_the_bar(council, today):
    seat("Roos Voorbeeld", (date(2019, 1, 1), date(2026, 12, 31)))
    [row] = chart(roster.read(council, today), today).rows
    assert (row.room, row.limit) == (None, row.bars[0].x + row.bars[0].width)


@pytest.mark.parametrize(("length", "drawn"), [(25, "a" * 25), (26, "a" * 24 + "…")])
def test_a_long_name_is_drawn_shorter(council, today, length, drawn):
    seat("a" * length, FIRST_TERM)
    assert chart(roster.read(council, today), today).rows[0].name == drawn


def test_an_empty_council_draws_the_year_of_today(council, today):
    drawing = chart([], today)
    assert (drawing.rows, drawing.axis.first, drawing.axis.last) == ([], date(2026, 1, 1), date(2026, 12, 31))


def test_years_stand_apart_on_a_long_time_line(council, today):
    seat("Roos Voorbeeld", (date(1985, 1, 1), FIRST_TERM[1]))
    years = chart(roster.read(council, today), today).axis.years
    assert [year for year, _ in years] == [1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025]
    assert all(b - a >= 48 for (_, a), (_, b) in pairwise(years))
