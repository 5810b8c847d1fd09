"""A series proposes its days, warns of a holiday or of a full day, and makes a row for each day that is wanted."""

from datetime import date, time

from model_bakery import baker

from events.models import GetTogether, Series
from events.series import plan
from tests.events.conftest import NOON, at, carry_out
from tests.events.series.conftest import in_month, save


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


def test_two_series_with_one_title_get_addresses_of_their_own(series):
    carry_out(series)
    other = Series.objects.get()
    other.pk = None
    other.weekday = 4
    other.save()
    carry_out(other)
    assert GetTogether.objects.filter(slug="borrel-januari-2027-2", series=other).exists()
