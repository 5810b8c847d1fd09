from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from model_bakery import baker

from events import actions
from events.models import GetTogether, Series
from events.series import days, moment, nth_weekday, plan
from members.holidays import holiday
from members.refusals import Refusal
from tests.events.conftest import NOON, at, carry_out

JANUARY = date(2027, 1, 1)


def a_series(**kwargs) -> Series:
    return Series(**{"first_day": JANUARY, "last_day": date(2027, 12, 31), "starts": time(17), **kwargs})


def in_month(number: int) -> GetTogether:
    return GetTogether.objects.get(planned_on__month=number)


def save(series: Series, **changes) -> None:
    for name, value in changes.items():
        setattr(series, name, value)
    series.version += 1
    series.full_clean()
    series.save()


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


def test_a_series_of_weeks_on_another_weekday_moves_each_to_the_nearest_day(series):
    save(series, number=7, last_day=date(2027, 1, 31))
    carry_out(series)
    before = list(series.get_togethers.order_by("starts_at").values_list("pk", flat=True))
    save(series, weekday=4)
    todo = plan(series, now=NOON)
    assert [(one.event.pk, one.day.day) for one in todo.changed] == list(zip(before, [8, 15, 22, 29], strict=True))
    assert [new.day.day for new in todo.new] == [1]


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


def test_a_new_series_makes_a_row_for_each_day_that_somebody_wants(series):
    todo = plan(series, now=NOON)
    assert [new.day.month for new in todo.new] == list(range(1, 13))
    carry_out(series, days=[date(2027, 1, 7), date(2027, 2, 4)])
    rows = list(GetTogether.objects.order_by("starts_at"))
    assert [row.starts_at for row in rows] == [at("2027-01-07 17:00"), at("2027-02-04 17:00")]
    assert [row.ends_at for row in rows] == [at("2027-01-07 19:00"), at("2027-02-04 19:00")]
    assert [row.slug for row in rows] == ["borrel-januari-2027", "borrel-februari-2027"]
    assert {(row.title, row.place, row.touched) for row in rows} == {("Borrel", "Buurthuis De Linde", False)}


def test_the_hour_stays_the_same_on_the_clock_in_summer(series):
    carry_out(series)
    assert (in_month(3).starts_at.isoformat(), in_month(4).starts_at.isoformat()) == (
        "2027-03-04T16:00:00+00:00",
        "2027-04-01T15:00:00+00:00",
    )


def test_a_day_that_was_left_out_is_offered_again_but_not_proposed(series):
    carry_out(series, days=[date(2027, 1, 7)])
    series.refresh_from_db()
    todo = plan(series, now=NOON)
    assert len(todo.new) == 11
    assert not [new for new in todo.new if new.is_wanted]


def test_a_holiday_and_a_day_with_something_else_are_warned_for_and_not_proposed(series):
    baker.make(GetTogether, title="Open dag", slug="o", starts_at=at("2027-02-04 00:10"))
    baker.make(GetTogether, title="Afgelast", slug="a", starts_at=at("2027-03-04 20:00"), cancelled_why="Vol.")
    warned = {new.day: new.warnings for new in plan(series, now=NOON).new if not new.is_wanted}
    assert warned == {date(2027, 2, 4): ["er is die dag al: Open dag"], date(2027, 5, 6): ["dit is Hemelvaartsdag"]}


def test_a_day_without_that_hour_is_not_offered(series):
    save(series, number=-1, weekday=6, starts=time(2, 30), ends=None)
    todo = plan(series, now=NOON)
    assert [new.day.month for new in todo.new] == [1, 2, 4, 5, 6, 7, 8, 9, 11, 12]
    assert todo.skipped == [date(2027, 3, 28), date(2027, 10, 31)]


def test_a_day_without_the_hour_of_the_end_is_not_offered_either(series):
    save(series, number=-1, weekday=6, starts=time(1), ends=time(2))
    assert plan(series, now=NOON).skipped == [date(2027, 3, 28), date(2027, 10, 31)]


def test_a_day_is_missed_only_while_it_is_to_come(series):
    save(series, number=-1, weekday=6, starts=time(2, 30), ends=None)
    skipped = [plan(series, now=at(f"2027-03-{day} 12:00")).skipped for day in (27, 28)]
    assert skipped == [[date(2027, 3, 28), date(2027, 10, 31)], [date(2027, 10, 31)]]


def test_on_other_days_nothing_is_missed(series):
    save(series, number=-1, weekday=6, starts=time(1, 59), ends=time(3))
    assert plan(series, now=NOON).skipped == []


def test_doing_it_again_changes_nothing(series):
    carry_out(series)
    assert plan(series, now=NOON).is_empty
    carry_out(series)
    assert GetTogether.objects.count() == 12


def test_a_changed_series_changes_only_what_is_to_come_and_untouched(series):
    carry_out(series)
    now = at("2027-02-04 17:00")  # the drinks of February have just begun
    actions.cancel(in_month(4), why="De zaal is dicht.", seen=1)
    actions.move(
        in_month(5), starts_at=at("2027-05-07 17:00"), ends_at=None, place="", address="", why="Vol.", seen=1, now=now
    )
    GetTogether.objects.filter(planned_on__month=6).update(touched=True)
    save(series, starts=time(16), title="Middagborrel")
    todo = plan(series, now=now)
    assert [change.event.planned_on.month for change in todo.changed] == [3, 7, 8, 9, 10, 11, 12]
    assert {tuple(change.fields) for change in todo.changed} == {("titel", "begin")}
    assert [(row.planned_on.month, why) for row, why in todo.kept] == [
        (4, "gaat niet door"),
        (5, "is verplaatst"),
        (6, "is apart gewijzigd"),
    ]
    carry_out(series, now=now)
    assert in_month(3).starts_at == at("2027-03-04 16:00")
    assert (in_month(3).slug, in_month(3).version, in_month(3).is_moved) == ("borrel-maart-2027", 2, False)
    assert (in_month(2).starts_at, in_month(2).title) == (at("2027-02-04 17:00"), "Borrel")
    assert in_month(5).starts_at == at("2027-05-07 17:00")
    assert GetTogether.objects.count() == 12


def test_a_change_with_a_reason_is_told_on_the_page(series):
    carry_out(series)
    save(series, weekday=4)
    carry_out(series, why="De zaal is op donderdag bezet.")
    assert in_month(1).starts_at == at("2027-01-01 17:00")
    assert (in_month(1).moved_from, in_month(1).moved_why) == (at("2027-01-07 17:00"), "De zaal is op donderdag bezet.")


def test_another_place_with_a_reason_is_told_on_the_page(series):
    save(series, place="De Linde")
    carry_out(series)
    save(series, place="De Es")
    carry_out(series, why="De Linde gaat dicht.")
    told = in_month(1)
    assert (told.place, told.moved_from, told.moved_from_place) == ("De Es", None, "De Linde")
    assert told.moved_why == "De Linde gaat dicht."


def test_a_reason_is_not_told_where_time_and_place_stayed(series):
    carry_out(series)
    save(series, title="Borrel in het café")
    carry_out(series, why="De zaal is op donderdag bezet.")
    assert (in_month(1).is_moved, in_month(1).moved_why) == (False, "")


def test_a_change_that_is_taken_back_is_no_longer_told(series):
    carry_out(series)
    save(series, starts=time(18))
    carry_out(series, why="De zaal is later open.")
    save(series, starts=time(17))
    carry_out(series)
    assert (in_month(1).starts_at, in_month(1).is_moved) == (at("2027-01-07 17:00"), False)
    assert in_month(1).moved_why == ""


def test_what_was_told_stays_when_only_other_things_change(series):
    carry_out(series)
    save(series, starts=time(18))
    carry_out(series, why="De zaal is later open.")
    save(series, costs="Gratis")
    carry_out(series)
    assert (in_month(1).moved_from, in_month(1).costs) == (at("2027-01-07 17:00"), "Gratis")


def test_another_weekday_moves_each_row_within_its_month(series):
    carry_out(series)
    pages = set(GetTogether.objects.values_list("pk", "slug"))
    save(series, weekday=4)
    todo = carry_out(series)
    assert (len(todo.changed), todo.new, todo.gone) == (12, [], [])
    assert set(GetTogether.objects.values_list("pk", "slug")) == pages
    assert in_month(2).planned_on == date(2027, 2, 5)


def test_months_that_are_dropped_go_or_are_cancelled_by_choice(series):
    carry_out(series)
    save(series, months=[1, 2])
    assert [row.planned_on.month for row in plan(series, now=NOON).gone] == list(range(3, 13))
    carry_out(series, cancelled_why="Wij borrelen nog maar twee keer.")
    assert GetTogether.objects.going_on().count() == 2
    assert GetTogether.objects.count() == 12


def test_what_goes_is_deleted_without_a_reason(series):
    carry_out(series)
    save(series, months=[1, 2])
    carry_out(series)
    assert GetTogether.objects.count() == 2


def test_something_of_today_is_not_lost_when_its_new_hour_is_past(series):
    carry_out(series)
    save(series, starts=time(9))
    todo = plan(series, now=at("2027-01-07 12:00"))
    assert [(row.planned_on, why) for row, why in todo.kept] == [
        (date(2027, 1, 7), "de nieuwe tijd kan op deze dag niet")
    ]
    assert todo.gone == []


def test_a_plan_that_was_changed_meanwhile_is_refused(series):
    carry_out(series)
    save(series, starts=time(16))
    seen = plan(series, now=NOON).fingerprint
    actions.cancel(in_month(4), why="De zaal is dicht.", seen=1)
    with pytest.raises(Refusal, match="Er is intussen iets veranderd."):
        actions.carry_out(series, days=[], seen=seen, now=NOON)
    assert in_month(3).starts_at == at("2027-03-04 17:00")


def test_stopping_takes_what_comes_after_and_leaves_what_somebody_touched(series):
    carry_out(series)
    actions.cancel(in_month(12), why="De zaal is dicht.", seen=1)
    assert actions.stop(series, last=date(2027, 3, 4), seen=0, now=NOON) == 8
    assert sorted(GetTogether.objects.values_list("planned_on__month", flat=True)) == [1, 2, 3, 12]
    series.refresh_from_db()
    assert (series.last_day, series.version) == (date(2027, 3, 4), 1)


def test_stopping_with_a_reason_keeps_the_pages(series):
    carry_out(series)
    actions.stop(series, last=date(2027, 3, 3), seen=0, now=NOON, cancelled_why="Wij stoppen ermee.")
    assert GetTogether.objects.exclude(cancelled_why="").count() == 10


@pytest.mark.parametrize("last", [date(2026, 12, 31), date(2027, 12, 31)])
def test_stopping_outside_the_series_is_refused(series, last):
    with pytest.raises(Refusal, match="Kies een dag van 1 januari 2027 tot 31 december 2027."):
        actions.stop(series, last=last, seen=0, now=NOON)


def test_stopping_is_refused_when_somebody_changed_the_series(series):
    with pytest.raises(Refusal, match="Iemand anders heeft dit intussen gewijzigd."):
        actions.stop(series, last=date(2027, 3, 4), seen=1, now=NOON)


def test_two_series_with_one_title_get_addresses_of_their_own(series):
    carry_out(series)
    other = Series.objects.get()
    other.pk = None
    other.weekday = 4
    other.save()
    carry_out(other)
    assert GetTogether.objects.filter(slug="borrel-januari-2027-2", series=other).exists()
