"""What the yearly report asks about candidates, before and after they are erased (docs/rules.md, 16)."""

from datetime import date, datetime, time, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from recruitment import actions, applying
from recruitment.days import days_at_each_stage
from recruitment.erasing import erase
from recruitment.figures import WAITING, Road, days_at, days_to_appointment, roads
from recruitment.joining import join
from recruitment.models import Candidate, DeclineReason, PastRoad
from recruitment.road import ENDED, Stage
from recruitment.undo import take_back
from tests.recruitment.conftest import AMSTERDAM, date_moves, one_step

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=AMSTERDAM)


def at(candidate: Candidate, *days: tuple[int, int]) -> None:
    """Date the candidate's log, all of 2026, and the application with its first line."""
    date_moves(candidate, *(noon(*day) for day in days))
    Candidate.objects.filter(pk=candidate.pk).update(received_at=noon(*days[0]))


def erasing_changes_no_figure(first: date, last: date) -> None:
    """Erase everybody whose road has ended; what the report reads must stay as it was."""
    before = told(first, last)
    for candidate in Candidate.objects.filter(stage__in=ENDED):
        erase(candidate)
    assert told(first, last) == before


def told(first: date, last: date) -> list[tuple]:
    """What the report reads, in an order that does not depend on the database."""
    found = [one for one in roads(first, last) for _ in range(one.people)]
    return sorted((one.kind, one.way_in, one.stands, one.declined_because, sorted(one.days.items())) for one in found)


def test_a_road_tells_the_way_in_where_it_stands_and_the_days(candidate, bring):
    bring(candidate, Stage.TRIAL)
    at(candidate, (1, 5), (1, 12), (2, 2), (2, 9), (2, 10), (2, 10), (2, 23))
    days = {"received": 7, "intake_talk": 21, "delegation_talk": 7, "agreement": 14}
    assert roads(*YEAR) == [Road("seat", "web", "trial", "", days)]


def test_a_road_reached_every_station_up_to_where_it_stands(candidate, bring):
    bring(candidate, Stage.AGREEMENT)
    (road,) = roads(*YEAR)
    reached = [stage for stage in Stage if road.reached(stage)]
    assert reached == [Stage.RECEIVED, Stage.INTAKE_TALK, Stage.DELEGATION_TALK, Stage.AGREEMENT]


def test_who_waits_for_a_seat_applied_and_stands_on_the_waiting_list(candidate, today):
    Candidate.objects.update(waits_since=today)
    (road,) = roads(*YEAR)
    assert road.stands == WAITING
    assert road.reached(Stage.RECEIVED)
    assert not road.reached(Stage.INTAKE_TALK)


def test_who_waited_and_withdrew_waits_no_more(candidate, today):
    Candidate.objects.update(waits_since=today)
    actions.withdraw(candidate, by=None, today=today)
    assert roads(*YEAR)[0].stands == "withdrawn"
    erasing_changes_no_figure(*YEAR)


def test_the_reason_of_a_decline_counts_before_and_after_erasing(candidate, secretary, today):
    because = DeclineReason.objects.create(text="Geen tijd")
    actions.decline(candidate, because=because, by=secretary, today=today)
    assert roads(*YEAR)[0].declined_because == "Geen tijd"
    erasing_changes_no_figure(*YEAR)
    assert (Candidate.objects.count(), PastRoad.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("received", "in_year"),
    [
        (datetime(2025, 12, 31, 23, 59, tzinfo=AMSTERDAM), False),
        (datetime(2026, 1, 1, 0, 1, tzinfo=AMSTERDAM), True),  # still 2025 in UTC
        (datetime(2026, 12, 31, 23, 59, tzinfo=AMSTERDAM), True),
        (datetime(2027, 1, 1, 0, 1, tzinfo=AMSTERDAM), False),
    ],
)
def test_the_year_of_an_application_is_the_dutch_one_before_and_after_erasing(
    candidate, secretary, today, received, in_year
):
    actions.decline(candidate, by=secretary, today=today)
    Candidate.objects.update(received_at=received)
    assert bool(roads(*YEAR)) is in_year
    erase(Candidate.objects.get())
    assert bool(roads(*YEAR)) is in_year


def test_a_step_that_was_taken_back_counts_for_nothing(candidate, bring, secretary, today):
    bring(candidate, Stage.INTAKE_TALK)
    take_back(candidate, why="Verkeerd", by=secretary, today=today)
    (road,) = roads(*YEAR)
    assert not road.reached(Stage.INTAKE_TALK)
    assert road.days == {}


@pytest.mark.parametrize(
    ("taken_back", "days"),
    [(False, {"received": 3, "intake_talk": 7}), (True, {"received": 3})],
    ids=["kept", "undone"],
)
def test_each_step_writes_down_the_days_before_it(candidate, secretary, delegation, time_machine, taken_back, days):
    received = timezone.localdate(candidate.received_at)
    for since in (3, 10):
        today = received + timedelta(days=since)
        time_machine.move_to(datetime.combine(today, time(12), AMSTERDAM))
        one_step(candidate, delegation, secretary, today)
        candidate.refresh_from_db()
    if taken_back:
        take_back(candidate, why="Verkeerd", by=secretary, today=today)
    candidate.refresh_from_db()
    assert candidate.days == days


def test_who_was_on_the_road_before_an_upgrade_has_the_same_days_after_it(candidate, bring, secretary, today):
    bring(candidate, Stage.DELEGATION_TALK)
    take_back(candidate, why="Verkeerd", by=secretary, today=today)
    at(candidate, (1, 5), (1, 12), (2, 2), (2, 9))
    before = Candidate.objects.get().days
    assert before == {"received": 7}
    Candidate.objects.update(days={})
    import_module("recruitment.migrations.0012_fill_days").fill(apps, None)
    assert Candidate.objects.get().days == before


def test_alike_roads_are_counted_together(vacancy, secretary, today):
    for name in ("Wolk", "Zon"):
        applying.sign_up(Candidate(vacancy=vacancy, name=name, email=f"{name}@voorbeeld.example"), today=today)
    assert roads(*YEAR) == [Road("seat", "web", "received", "", {}, people=2)]
    for candidate in Candidate.objects.all():
        actions.decline(candidate, by=secretary, today=today)
    assert roads(*YEAR) == [Road("seat", "web", "declined", "", {"received": 0}, people=2)]
    erase(Candidate.objects.latest("pk"))
    assert [road.people for road in roads(*YEAR)] == [1, 1]
    erase(Candidate.objects.get())
    assert roads(*YEAR) == [Road("seat", "web", "declined", "", {"received": 0}, people=2)]


def test_of_two_applications_that_were_joined_only_the_first_is_a_step():
    steps = [
        ("received", noon(1, 1)),
        ("intake_talk", noon(1, 4)),
        ("received", noon(1, 9)),
        ("agreement", noon(1, 11)),
    ]
    assert days_at_each_stage(steps) == {"received": 3, "intake_talk": 7}


def test_a_road_without_any_step_has_no_days():
    assert days_at_each_stage([]) == {}


def test_two_joined_applications_are_one_road(candidate, vacancy, today, secretary):
    twin = Candidate(vacancy=vacancy, name="Wolk Voorbeeld", email="wolk@voorbeeld.example")
    kept = join(candidate, applying.sign_up(twin, today=today), by=secretary)
    actions.withdraw(kept, by=secretary, today=today)
    assert [road.people for road in roads(*YEAR)] == [1]
    erasing_changes_no_figure(*YEAR)


def test_days_run_over_a_leap_day():
    steps = [
        ("received", datetime(2028, 2, 28, 12, tzinfo=AMSTERDAM)),
        ("intake_talk", datetime(2028, 3, 1, 12, tzinfo=AMSTERDAM)),
    ]
    assert days_at_each_stage(steps) == {"received": 2}


def test_days_are_dutch_calendar_days():
    steps = [
        ("received", datetime(2026, 6, 1, 23, 50, tzinfo=AMSTERDAM)),
        ("intake_talk", datetime(2026, 6, 2, 0, 10, tzinfo=AMSTERDAM)),
    ]
    assert days_at_each_stage(steps) == {"received": 1}


def test_the_whole_road_is_the_days_of_all_stages_of_who_was_appointed():
    found = [
        Road("seat", "web", "appointed", "", {"received": 3, "intake_talk": 4}, people=2),
        Road("seat", "web", "declined", "", {"received": 9}),
    ]
    assert days_to_appointment(found) == [7, 7]
    assert days_at(Stage.RECEIVED, found) == [3, 3, 9]
    assert days_at(Stage.TRIAL, found) == []


def test_who_was_appointed_counts_the_same_after_erasing(candidate, bring):
    bring(candidate, Stage.APPOINTED)
    erasing_changes_no_figure(*YEAR)
    assert roads(*YEAR)[0].stands == "appointed"
