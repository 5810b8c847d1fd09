"""A series that changes or stops takes along what is to come, and leaves what is past or was touched."""

from datetime import date, time

import pytest

from events import actions
from events.models import GetTogether
from events.series import plan
from members.refusals import Refusal
from tests.events.conftest import NOON, at, carry_out
from tests.events.series.conftest import in_month, save


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


def test_a_series_of_weeks_on_another_weekday_moves_each_to_the_nearest_day(series):
    save(series, number=7, last_day=date(2027, 1, 31))
    carry_out(series)
    before = list(series.get_togethers.order_by("starts_at").values_list("pk", flat=True))
    save(series, weekday=4)
    todo = plan(series, now=NOON)
    assert [(one.event.pk, one.day.day) for one in todo.changed] == list(zip(before, [8, 15, 22, 29], strict=True))
    assert [new.day.day for new in todo.new] == [1]


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
