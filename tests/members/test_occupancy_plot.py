"""The seats over the years: the numbers come from members.seats, the words and the drawing from them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import QuerySet

from members import occupancy_plot
from members.models import Office, OfficePlace, SeatHold, SeatNumber
from members.occupancy_plot import Box, Label, Step, plot, shortage, shortage_in_words, steps
from members.seats import occupancy

FIRST, LAST = date(2021, 6, 1), date(2028, 5, 31)  # the picture of 1 June 2026


@pytest.fixture
def picture(council):
    """The steps as the page of 1 June 2026 shows them, as plain numbers."""

    def picture():
        found = steps(occupancy(FIRST), FIRST, LAST)
        return [(step.first, step.last, step.members, step.held, step.seats) for step in found]

    return picture


def test_the_picture_is_five_years_back_and_24_months_ahead(today):
    assert occupancy_plot.first_day(today) == FIRST
    assert occupancy_plot.last_day(today) == LAST


def test_the_picture_of_a_leap_day_has_both_ends():
    leap_day = date(2028, 2, 29)
    assert occupancy_plot.first_day(leap_day) == date(2023, 3, 1)
    assert occupancy_plot.last_day(leap_day) == date(2030, 2, 28)


# Numbers -------------------------------------------------------------------------------------------


def test_without_members_there_is_one_step(picture):
    assert picture() == [(FIRST, LAST, 0, 0, 15)]


def test_a_term_is_counted_from_its_first_to_its_last_day(picture, fill):
    fill(2, date(2023, 1, 1), date(2026, 12, 31))
    fill(1, date(2026, 7, 1), date(2030, 6, 30))
    assert picture() == [
        (FIRST, date(2022, 12, 31), 0, 0, 15),
        (date(2023, 1, 1), date(2026, 6, 30), 2, 0, 15),
        (date(2026, 7, 1), date(2026, 12, 31), 3, 0, 15),
        (date(2027, 1, 1), LAST, 1, 0, 15),
    ]


def test_former_members_of_the_past_five_years_are_in_it(picture, fill):
    fill(3, date(2017, 1, 1), FIRST)
    fill(9, date(2017, 1, 1), date(2021, 5, 31))
    assert picture() == [(FIRST, FIRST, 3, 0, 15), (date(2021, 6, 2), LAST, 0, 0, 15)]


def test_a_term_that_starts_or_ends_after_the_picture_makes_no_step(picture, fill):
    fill(1, FIRST, LAST)
    fill(1, date(2028, 6, 1), date(2032, 5, 31))
    assert picture() == [(FIRST, LAST, 1, 0, 15)]


def test_one_member_after_another_makes_no_step(picture, fill):
    fill(1, date(2020, 1, 1), date(2023, 12, 31))
    fill(1, date(2024, 1, 1), date(2030, 12, 31))
    assert picture() == [(FIRST, LAST, 1, 0, 15)]


def test_the_maximum_changes_on_its_day(picture):
    SeatNumber.objects.create(seats=13, starts_on=date(2027, 1, 1))
    assert picture() == [(FIRST, date(2026, 12, 31), 0, 0, 15), (date(2027, 1, 1), LAST, 0, 0, 13)]


def test_before_the_first_number_the_maximum_is_not_known(picture):
    SeatNumber.objects.update(starts_on=date(2025, 1, 1))
    assert picture() == [(FIRST, date(2024, 12, 31), 0, 0, 0), (date(2025, 1, 1), LAST, 0, 0, 15)]


def test_a_seat_held_for_a_trial_is_counted_apart(picture, fill):
    fill(1, FIRST, LAST)
    SeatHold.objects.create(starts_on=date(2026, 5, 1), label="kandidaat 7")
    assert picture() == [(FIRST, date(2026, 4, 30), 1, 0, 15), (date(2026, 5, 1), LAST, 1, 1, 15)]


def test_a_trial_that_holds_no_seat_is_not_counted(picture, council):
    SeatHold.objects.create(starts_on=date(2026, 5, 1), label="kandidaat 7")
    council.trial_holds_seat = False
    council.save()
    assert picture() == [(FIRST, LAST, 0, 0, 15)]


def test_a_chair_outside_the_count_is_not_counted(picture, fill):
    [term] = fill(1, FIRST, LAST)
    office = Office.objects.create(name="onafhankelijk voorzitter", takes_seat=False)
    OfficePlace.objects.create(
        office=office, member=term.member, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
    )
    assert picture() == [
        (FIRST, date(2023, 12, 31), 1, 0, 15),
        (date(2024, 1, 1), date(2024, 12, 31), 0, 0, 15),
        (date(2025, 1, 1), LAST, 1, 0, 15),
    ]


def test_the_picture_and_the_guard_count_the_same(picture, fill, today):
    fill(4, date(2024, 2, 29), date(2028, 2, 28))
    SeatHold.objects.create(starts_on=date(2026, 7, 1), label="kandidaat 7")
    seats = occupancy(today)
    coming = [step for step in picture() if step[1] >= today]
    assert [(m, h, s) for _, _, m, h, s in coming] == [(4, 0, 15), (4, 1, 15), (0, 1, 15)]
    for _, last, members, held, number in coming:
        assert seats.room_on(last) == number - members - held


# Words ---------------------------------------------------------------------------------------------


def test_the_first_day_with_too_few_is_the_day_after_a_last_day(fill, today):
    fill(4, date(2025, 1, 1), date(2030, 12, 31))
    fill(1, date(2025, 1, 1), date(2028, 2, 29))
    assert shortage(occupancy(FIRST), 5, today) == (date(2028, 3, 1), None)
    assert shortage_in_words(occupancy(FIRST), 5, today) == (
        "Als er niemand bijkomt, zijn er vanaf 1 maart 2028 minder dan 5 leden."
    )


def test_as_many_as_the_minimum_is_enough(fill, today):
    fill(5, date(2025, 1, 1), date(2030, 12, 31))
    fill(1, date(2025, 1, 1), date(2028, 2, 29))
    assert shortage(occupancy(FIRST), 5, today) == (date(2031, 1, 1), None)


def test_somebody_on_trial_is_no_member_yet(fill, today):
    fill(5, date(2025, 1, 1), date(2026, 12, 31))
    SeatHold.objects.create(starts_on=today, label="kandidaat 7")
    assert shortage(occupancy(FIRST), 5, today) == (date(2027, 1, 1), None)


def test_too_few_now_is_said_with_the_number(fill, today):
    fill(4, date(2025, 1, 1), date(2030, 12, 31))
    assert shortage_in_words(occupancy(FIRST), 5, today) == "Er zijn nu minder dan 5 leden. Het zijn er 4."


def test_a_shortage_until_the_next_member_starts_has_an_end(fill, today):
    fill(4, date(2025, 1, 1), date(2030, 12, 31))
    fill(1, date(2025, 1, 1), date(2026, 12, 31))
    fill(1, date(2027, 2, 1), date(2030, 12, 31))
    assert shortage_in_words(occupancy(FIRST), 5, today) == (
        "Als er niemand bijkomt, zijn er van 1 januari 2027 tot en met 31 januari 2027 minder dan 5 leden."
    )


def test_too_few_in_the_past_is_over(fill, today):
    fill(1, today, date(2026, 12, 31))
    assert shortage_in_words(occupancy(FIRST), 1, today) == (
        "Als er niemand bijkomt, zijn er vanaf 1 januari 2027 minder dan 1 lid."
    )


def test_without_a_minimum_there_is_nothing_to_say(council, today):
    assert shortage_in_words(occupancy(FIRST), 0, today) == ""


# The drawing ---------------------------------------------------------------------------------------

# 1000 days on 905 units, from 40 to 945; 0 members stand at 288 and 10 at 48, so 24 units a member.
BEGIN, END, TODAY = date(2026, 1, 1), date(2028, 9, 26), date(2027, 5, 16)


def drawn(*picture, minimum=0):
    return plot([Step(*step) for step in picture], minimum, TODAY)


def test_the_line_goes_level_through_a_step_and_straight_down_after_it():
    drawing = drawn((BEGIN, date(2027, 5, 15), 5, 0, 9), (TODAY, END, 2, 0, 9))
    assert drawing.members == "40.0,168.0 492.5,168.0 492.5,240.0 945.0,240.0"
    assert drawing.area == f"40.0,288.0 {drawing.members} 945.0,288.0"
    assert drawing.today == 492.5


def test_held_seats_stand_on_top_of_the_members():
    drawing = drawn((BEGIN, date(2027, 5, 15), 5, 0, 9), (TODAY, END, 5, 2, 9))
    assert drawing.held == [Box(x=492.5, y=120.0, width=452.5, height=48.0)]


def test_the_maximum_is_a_line_that_steps_and_says_its_number():
    drawing = drawn((BEGIN, date(2027, 5, 15), 5, 0, 9), (TODAY, END, 5, 0, 7))
    assert drawing.seats == "40.0,72.0 492.5,72.0 492.5,120.0 945.0,120.0"
    assert drawing.seat_labels == [Label(46.0, 66.0, "maximum 9"), Label(498.5, 114.0, "maximum 7")]


def test_the_same_maximum_is_labelled_once():
    drawing = drawn((BEGIN, date(2027, 5, 15), 5, 0, 9), (TODAY, END, 2, 0, 9))
    assert [label.text for label in drawing.seat_labels] == ["maximum 9"]


def test_a_maximum_that_is_not_known_is_not_drawn():
    drawing = drawn((BEGIN, date(2027, 5, 15), 9, 0, 0), (TODAY, END, 9, 0, 9))
    assert drawing.seats == "492.5,72.0 945.0,72.0"


@pytest.mark.parametrize(("minimum", "y"), [(0, None), (1, 264.0), (5, 168.0)])
def test_the_minimum_is_a_line_when_there_is_one(minimum, y):
    assert drawn((BEGIN, END, 5, 0, 9), minimum=minimum).minimum == y


def test_the_drawing_is_high_enough_for_a_council_that_is_overfull():
    drawing = drawn((BEGIN, END, 15, 4, 9))
    assert drawing.held == [Box(x=40.0, y=60.0, width=905.0, height=48.0)]


@pytest.mark.parametrize(("seats", "numbers"), [(9, 11), (10, 6), (15, 9), (200, 5)])
def test_the_side_has_never_more_than_eleven_numbers(seats, numbers):
    assert len(drawn((BEGIN, END, 0, 0, seats)).counts) == numbers


# The page ------------------------------------------------------------------------------------------


def test_the_public_page_tells_the_numbers_and_no_names(client, council, fill, time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    QuerySet(type(council)).update(roster_public=True)
    fill(4, date(2025, 1, 1), date(2030, 12, 31))
    text = " ".join(client.get("/leden/rooster/").text.split())
    assert "Er zijn nu minder dan 5 leden. Het zijn er 4." in text
    assert '<th scope="row" class="day">1 jan 2025</th> <td class="day">31 mei 2028</td>' in text
    assert "<td>4 (minder dan 5)</td> <td>0</td> <td>15</td>" in text
    assert "Voorbeeld" not in text
