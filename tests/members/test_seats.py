"""Rules 1 to 4: how many seats there are, who takes one, and who is told that the council is full."""

from datetime import date

import pytest
from django.db.models import QuerySet
from model_bakery import baker

from members.actions import hold_seat, set_seats
from members.models import Member, Office, OfficePlace, SeatHold, SeatNumber, Term
from members.refusals import CouncilFull
from members.seats import guarded, occupancy

LONG_AGO, FAR = date(2024, 1, 1), date(2029, 12, 31)


def seat_somebody(first, last):
    """A term that nobody asked any rule about, as a restore or old data may bring."""
    return QuerySet(Term).bulk_create([Term(member=baker.make(Member), starts_on=first, ends_on=last)])[0]


def test_an_empty_council_has_fifteen_seats_free(council, today):
    assert occupancy(today).free == 15


def test_the_fifteenth_member_fits(fill, today):
    fill(14, LONG_AGO, FAR)
    with guarded(today):
        seat_somebody(today, FAR)
    assert occupancy(today).free == 0


def test_the_sixteenth_member_is_refused_and_not_kept(fill, today):
    fill(15, LONG_AGO, FAR)
    with (
        pytest.raises(
            CouncilFull, match="^Op 1 juni 2026 zijn alle 15 plaatsen bezet. Dan zitten in de raad: "
        ) as full,
        guarded(today),
    ):
        seat_somebody(today, FAR)
    assert full.value.day == today
    assert Term.objects.count() == 15


def test_a_seat_is_taken_on_the_first_and_on_the_last_day(fill, today):
    fill(15, date(2026, 7, 1), date(2026, 7, 31))
    seats = occupancy(today)
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 31), date(2026, 8, 1)]
    assert [seats.room_on(day) for day in days] == [15, 0, 0, 15]


def test_the_refusal_names_the_first_full_day(fill, today):
    fill(15, date(2026, 9, 1), FAR)
    with pytest.raises(CouncilFull, match="^Op 1 september 2026") as full, guarded(today):
        seat_somebody(today, FAR)
    assert full.value.day == date(2026, 9, 1)


def test_a_term_that_ends_the_day_before_the_full_stretch_fits(fill, today):
    fill(15, date(2026, 9, 1), FAR)
    with guarded(today):
        seat_somebody(today, date(2026, 8, 31))
    assert Term.objects.count() == 16


def test_a_term_that_starts_the_day_after_the_full_stretch_fits(fill, today):
    fill(15, LONG_AGO, date(2026, 8, 31))
    with guarded(today):
        seat_somebody(date(2026, 9, 1), FAR)
    assert Term.objects.count() == 16


def test_a_term_that_starts_on_the_last_full_day_is_refused(fill, today):
    fill(15, LONG_AGO, date(2026, 8, 31))
    with pytest.raises(CouncilFull, match="^Op 31 augustus 2026"), guarded(today):
        seat_somebody(date(2026, 8, 31), FAR)


def test_free_counts_the_fullest_day_from_today_on(fill, today):
    fill(5, LONG_AGO, FAR)
    fill(7, date(2027, 1, 1), date(2027, 12, 31))
    assert occupancy(today).free == 3


def test_free_forgets_a_fuller_day_before_today(fill, today):
    fill(15, LONG_AGO, date(2026, 5, 31))
    assert occupancy(date(2026, 5, 31)).free == 0
    assert occupancy(today).free == 15


# A number of seats has a first day ---------------------------------------------------------------


def test_a_day_is_judged_by_the_number_in_force_on_it(council, today):
    SeatNumber.objects.create(seats=13, starts_on=date(2027, 1, 1))
    seats = occupancy(today)
    assert seats.seats_on(date(2019, 12, 31)) == 0
    assert seats.seats_on(date(2020, 1, 1)) == 15
    assert seats.seats_on(date(2026, 12, 31)) == 15
    assert seats.seats_on(date(2027, 1, 1)) == 13


def test_a_later_lower_number_refuses_a_term_that_runs_into_it(fill, today):
    SeatNumber.objects.create(seats=13, starts_on=date(2027, 1, 1))
    fill(13, LONG_AGO, FAR)
    with pytest.raises(CouncilFull, match="^Op 1 januari 2027 zijn alle 13 plaatsen bezet"), guarded(today):
        seat_somebody(today, date(2027, 1, 1))


def test_a_later_lower_number_allows_a_term_that_ends_before_it(fill, today):
    SeatNumber.objects.create(seats=13, starts_on=date(2027, 1, 1))
    fill(13, LONG_AGO, FAR)
    with guarded(today):
        seat_somebody(today, date(2026, 12, 31))
    assert Term.objects.count() == 14


def test_free_counts_a_later_lower_number(fill, today):
    SeatNumber.objects.create(seats=13, starts_on=date(2027, 1, 1))
    fill(10, LONG_AGO, FAR)
    assert occupancy(today).free == 3


def test_a_higher_number_gives_room_only_from_its_first_day(fill, today):
    fill(15, LONG_AGO, FAR)
    set_seats(17, starts_on=date(2027, 1, 1), today=today)
    assert occupancy(today).free == 0
    assert occupancy(date(2027, 1, 1)).free == 2


def test_a_number_as_low_as_what_is_taken_is_allowed(fill, today):
    fill(12, LONG_AGO, FAR)
    set_seats(12, starts_on=today, today=today)
    assert occupancy(today).free == 0


def test_a_number_below_what_is_taken_is_refused_with_the_day(fill, today):
    fill(12, LONG_AGO, date(2026, 8, 31))
    with pytest.raises(CouncilFull, match="^Op 1 juli 2026 zijn meer dan 11 plaatsen bezet") as full:
        set_seats(11, starts_on=date(2026, 7, 1), today=today)
    assert full.value.day == date(2026, 7, 1)
    assert SeatNumber.objects.get().seats == 15


def test_a_number_is_corrected_on_its_own_first_day(council, today):
    set_seats(13, starts_on=date(2027, 1, 1), today=today)
    set_seats(14, starts_on=date(2027, 1, 1), today=today)
    assert list(SeatNumber.objects.values_list("seats", flat=True)) == [15, 14]


# The chair, and others outside the count ---------------------------------------------------------


@pytest.mark.parametrize(("takes_seat", "free"), [(True, 14), (False, 15)])
def test_whether_the_chair_takes_a_seat_is_a_choice(council, today, takes_seat, free):
    term = seat_somebody(LONG_AGO, FAR)
    office = baker.make(Office, takes_seat=takes_seat)
    OfficePlace.objects.create(office=office, member=term.member, starts_on=LONG_AGO)
    assert occupancy(today).free == free


def test_a_chair_takes_a_seat_again_when_the_office_ends(fill, today):
    fill(14, LONG_AGO, FAR)
    term = seat_somebody(LONG_AGO, FAR)
    outside = baker.make(Office, takes_seat=False)
    OfficePlace.objects.create(office=outside, member=term.member, starts_on=LONG_AGO, ends_on=date(2026, 12, 31))
    seats = occupancy(today)
    assert (seats.room_on(date(2026, 12, 31)), seats.room_on(date(2027, 1, 1))) == (1, 0)


def test_an_office_outside_the_count_that_ended_gives_no_room(fill, today):
    fill(14, LONG_AGO, FAR)
    term = seat_somebody(LONG_AGO, FAR)
    outside = baker.make(Office, takes_seat=False)
    OfficePlace.objects.create(office=outside, member=term.member, starts_on=LONG_AGO, ends_on=date(2026, 5, 31))
    assert occupancy(today).free == 0


def test_giving_the_office_a_seat_is_refused_when_the_council_is_full(fill, today):
    fill(15, LONG_AGO, FAR)
    office = baker.make(Office, takes_seat=False)
    OfficePlace.objects.create(office=office, member=seat_somebody(LONG_AGO, FAR).member, starts_on=LONG_AGO)
    with pytest.raises(CouncilFull), guarded(today):
        office.takes_seat = True
        office.save()
    office.refresh_from_db()
    assert not office.takes_seat


# Held for people on trial ------------------------------------------------------------------------


def test_a_hold_takes_a_seat_from_its_first_day_on(council, today):
    SeatHold.objects.create(starts_on=date(2026, 7, 1), label="kandidaat 7")
    seats = occupancy(today)
    assert (seats.room_on(date(2026, 6, 30)), seats.room_on(date(2026, 7, 1))) == (15, 14)
    assert seats.free == 14


def test_a_refusal_names_the_holds(fill, today):
    fill(14, LONG_AGO, FAR)
    SeatHold.objects.create(starts_on=LONG_AGO, label="kandidaat 7")
    with (
        pytest.raises(CouncilFull, match="bezet. Dan zitten .* Vastgehouden voor de proefperiode: kandidaat 7.$"),
        guarded(today),
    ):
        seat_somebody(today, FAR)


def test_holds_do_not_count_when_the_council_does_not_keep_seats(fill, council, today):
    fill(14, LONG_AGO, FAR)
    SeatHold.objects.create(starts_on=LONG_AGO, label="kandidaat 7")
    council.trial_holds_seat = False
    council.save()
    with guarded(today):
        seat_somebody(today, FAR)
    assert occupancy(today).free == 0


def test_keeping_seats_is_not_switched_on_when_the_council_is_full(fill, council, today):
    council.trial_holds_seat = False
    council.save()
    fill(15, LONG_AGO, FAR)
    SeatHold.objects.create(starts_on=LONG_AGO, label="kandidaat 7")
    with pytest.raises(CouncilFull, match="kandidaat 7"), guarded(today):
        council.trial_holds_seat = True
        council.save()
    council.refresh_from_db()
    assert not council.trial_holds_seat


def test_a_trial_holds_a_seat_from_its_first_day(council, today):
    hold = hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today)
    assert hold.starts_on == today


@pytest.mark.parametrize("last_day", [date(2026, 6, 1), date(2026, 8, 30)])
def test_a_trial_holds_the_seat_that_comes_free_before_it_ends(fill, today, last_day):
    fill(14, LONG_AGO, FAR)
    fill(1, LONG_AGO, last_day)
    hold = hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today)
    assert hold.starts_on == date.fromordinal(last_day.toordinal() + 1)


def test_a_trial_cannot_start_when_the_seat_comes_free_after_it(fill, today):
    fill(14, LONG_AGO, FAR)
    fill(1, LONG_AGO, date(2026, 8, 31))
    with pytest.raises(CouncilFull, match="Er komt geen plaats vrij tot en met 31 augustus 2026"):
        hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today)
    assert not SeatHold.objects.exists()


def test_a_seat_that_is_free_only_until_the_next_member_starts_is_not_held(fill, today):
    fill(14, LONG_AGO, FAR)
    fill(1, date(2026, 7, 1), FAR)
    with pytest.raises(CouncilFull, match="Op 1 juli 2026 zijn alle 15 plaatsen bezet") as full:
        hold_seat(first=today, last=date(2026, 8, 31), label="kandidaat 7", today=today)
    assert full.value.day == date(2026, 7, 1)


def test_a_trial_that_is_typed_in_afterwards_is_judged_from_today(fill, today):
    fill(14, LONG_AGO, FAR)
    fill(1, LONG_AGO, date(2026, 5, 31))
    hold = hold_seat(first=date(2026, 5, 1), last=date(2026, 7, 31), label="kandidaat 7", today=today)
    assert hold.starts_on == date(2026, 5, 1)


def test_a_full_day_before_today_does_not_move_a_hold(fill, today):
    SeatNumber.objects.update(seats=14)
    SeatNumber.objects.create(seats=15, starts_on=today)
    fill(14, LONG_AGO, FAR)
    hold = hold_seat(first=date(2026, 5, 1), last=date(2026, 7, 31), label="kandidaat 7", today=today)
    assert hold.starts_on == date(2026, 5, 1)


# History, and what was too full already ----------------------------------------------------------


def test_history_before_today_is_kept_however_full(fill, today):
    with guarded(today):
        fill(20, LONG_AGO, date(2026, 5, 31))
    assert Term.objects.count() == 20


def test_history_that_reaches_today_is_refused(fill, today):
    with pytest.raises(CouncilFull, match="^Op 1 juni 2026"), guarded(today):
        fill(16, LONG_AGO, today)
    assert not Term.objects.exists()


def test_an_overfull_council_shows_no_free_seats(fill, today):
    fill(17, LONG_AGO, FAR)
    assert occupancy(today).free == 0


def test_an_overfull_council_may_get_emptier(fill, today):
    first_term, *_ = fill(17, LONG_AGO, FAR)
    with guarded(today):
        first_term.ends_on = date(2026, 12, 31)
        first_term.save()
    assert occupancy(today).room_on(date(2027, 1, 1)) == -1


def test_an_overfull_council_may_not_get_fuller(fill, today):
    fill(17, LONG_AGO, FAR)
    with pytest.raises(CouncilFull), guarded(today):
        seat_somebody(today, FAR)
    assert Term.objects.count() == 17


def test_an_overfull_stretch_may_not_get_longer(fill, today):
    fill(15, LONG_AGO, FAR)
    extra = seat_somebody(LONG_AGO, date(2026, 12, 31))
    with pytest.raises(CouncilFull, match="^Op 1 januari 2027"), guarded(today):
        extra.ends_on = date(2027, 1, 1)
        extra.save()
    extra.refresh_from_db()
    assert extra.ends_on == date(2026, 12, 31)


def test_the_next_last_day_is_of_a_term_that_runs_now(fill, today):
    fill(1, LONG_AGO, date(2026, 5, 31))
    fill(1, LONG_AGO, date(2027, 3, 31))
    fill(1, date(2026, 7, 1), date(2026, 12, 31))
    assert occupancy(today).next_last_day == date(2027, 3, 31)


def test_without_members_there_is_no_next_last_day(council, today):
    assert occupancy(today).next_last_day is None


# However large the council is --------------------------------------------------------------------


@pytest.mark.parametrize("members", [3, 300])
def test_asking_for_a_seat_takes_four_queries(fill, today, django_assert_num_queries, members):
    SeatNumber.objects.update(seats=400)
    fill(members, LONG_AGO, FAR)
    with django_assert_num_queries(4):
        assert occupancy(today).free == 400 - members


@pytest.mark.parametrize("members", [3, 300])
def test_guarding_a_change_takes_ten_queries(fill, today, django_assert_num_queries, members):
    SeatNumber.objects.update(seats=400)
    fill(members, LONG_AGO, FAR)
    with django_assert_num_queries(10), guarded(today):
        pass
