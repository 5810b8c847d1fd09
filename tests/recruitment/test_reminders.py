"""Reminders: on their own day, once, and never about what is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from members.dates import DAY
from members.models import Letter
from recruitment import actions, reminders, talks
from recruitment.models import Candidate, Talk
from recruitment.reminders import write_due
from recruitment.road import Stage
from recruitment.standing import halfway
from tests.recruitment.conftest import AMSTERDAM

AT = datetime(2026, 6, 4, 0, 30, tzinfo=AMSTERDAM)  # 3 June in UTC
BEFORE = date(2026, 6, 3)


@pytest.fixture
def on(time_machine):
    """Write what is due early in the morning of a day; returns how many."""

    def on(day: date) -> int:
        time_machine.move_to(datetime(day.year, day.month, day.day, 5, 0, tzinfo=AMSTERDAM), tick=False)
        return write_due(day)

    return on


@pytest.fixture
def plan(candidate, delegation, secretary, today, time_machine):
    def plan(at=AT, asked=datetime(2026, 6, 1, 9, 0, tzinfo=AMSTERDAM)) -> Talk:
        time_machine.move_to(asked, tick=False)
        return talks.plan_talk(
            candidate, Talk.Kind.INTAKE, at=at, participants=delegation, place="Stadhuis", by=secretary, today=today
        )

    return plan


def reminded(candidate) -> list[str]:
    kinds = ["talk_tomorrow", "trial_halfway", "trial_ends_soon"]
    return [letter.kind for letter in candidate.letters.filter(kind__in=kinds).order_by("pk")]


# A talk --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "number"), [(date(2026, 6, 2), 0), (BEFORE, 1), (date(2026, 6, 4), 0)])
def test_a_talk_is_recalled_on_the_dutch_day_before(plan, on, day, number):
    plan()
    assert on(day) == number


def test_the_reminder_says_when_and_where(candidate, plan, on):
    plan()
    on(BEFORE)
    letter = candidate.letters.get(kind="talk_tomorrow")
    assert letter.subject == "Niet vergeten: kennismakingsgesprek op 4 juni"
    assert "donderdag 4 juni 2026, 00.30 uur" in letter.body
    assert letter.calendar == ""


def test_a_talk_is_recalled_once_a_plan(candidate, plan, on):
    plan()
    assert [on(BEFORE), on(BEFORE)] == [1, 0]
    Letter.objects.update(status=Letter.Status.SENT)
    plan(AT + timedelta(days=2))
    assert [on(date(2026, 6, 5)), on(date(2026, 6, 5))] == [1, 0]


def test_who_heard_of_the_talk_today_is_not_reminded(plan, on):
    plan(asked=datetime(2026, 6, 3, 1, 0, tzinfo=AMSTERDAM))
    assert on(BEFORE) == 0


def test_a_talk_that_was_held_is_not_recalled(candidate, plan, on):
    plan()
    candidate.talks.update(outcome=Talk.Outcome.GO_ON)
    assert on(BEFORE) == 0


def test_who_stopped_is_not_reminded(candidate, plan, on, today):
    plan()
    actions.withdraw(candidate, by=None, today=today)
    assert on(BEFORE) == 0


@pytest.mark.parametrize(
    ("contact", "number"),
    [({"email": "", "address": "Straat 1"}, 0), ({"email": "", "phone": "06 0000 0000"}, 1)],
)
def test_paper_would_come_too_late_but_a_call_does_not(candidate, plan, on, contact, number):
    Candidate.objects.filter(pk=candidate.pk).update(**contact)
    plan()
    assert on(BEFORE) == number


def test_a_reminder_that_could_not_leave_is_dropped_when_its_day_has_come(candidate, plan, on):
    plan()
    on(BEFORE)
    on(BEFORE)
    assert reminded(candidate) == ["talk_tomorrow"]
    on(date(2026, 6, 4))
    assert reminded(candidate) == []


def test_a_talk_that_moves_takes_its_unsent_reminder_along(candidate, plan, on):
    plan()
    on(BEFORE)
    plan(AT + timedelta(days=5), asked=datetime(2026, 6, 3, 6, 0, tzinfo=AMSTERDAM))
    assert reminded(candidate) == []


# The trial: 1 June up to and including 31 August 2026, 92 days ----------------------------------------------


@pytest.fixture
def trial(candidate, bring) -> Candidate:
    return bring(candidate, Stage.TRIAL)


@pytest.mark.parametrize(
    ("last", "half"), [(date(2026, 6, 30), date(2026, 6, 15)), (date(2026, 7, 1), date(2026, 6, 16))]
)
def test_half_way_is_the_last_day_of_the_first_half(last, half):
    assert halfway(date(2026, 6, 1), last) == half


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2026, 7, 16), []),
        (date(2026, 7, 17), ["trial_halfway"]),
        (date(2026, 7, 23), ["trial_halfway"]),
        (date(2026, 7, 24), []),
        (date(2026, 8, 16), []),
        (date(2026, 8, 17), ["trial_ends_soon"]),
        (date(2026, 8, 31), ["trial_ends_soon"]),
        (date(2026, 9, 1), []),
    ],
)
def test_the_trial_is_recalled_while_that_is_still_true(trial, on, day, kinds):
    on(day)
    assert reminded(trial) == kinds


def test_every_reminder_of_a_trial_comes_once(trial, on):
    days = [date(2026, 6, 1) + number * DAY for number in range(100)]
    assert sum(on(day) for day in days) == 2


def test_a_longer_trial_is_told_of_its_new_end(trial, on, secretary):
    on(date(2026, 8, 17))
    actions.extend_trial(trial, last=date(2026, 9, 30), why="Ziek", by=secretary, today=date(2026, 8, 20))
    assert on(date(2026, 9, 16)) == 1
    assert "30 september 2026" in trial.letters.first().body


def test_a_longer_trial_is_not_told_of_its_old_end(trial, on, secretary):
    on(date(2026, 8, 17))
    actions.extend_trial(trial, last=date(2026, 9, 30), why="Ziek", by=secretary, today=date(2026, 8, 17))
    assert reminded(trial) == []


def test_after_the_talk_half_way_no_letter_is_needed(trial, on):
    Candidate.objects.filter(pk=trial.pk).update(halfway_on=date(2026, 7, 15))
    assert on(date(2026, 7, 17)) == 0


def test_the_daily_command_writes_them(trial, time_machine, capsys):
    time_machine.move_to(datetime(2026, 7, 17, 5, 0, tzinfo=UTC), tick=False)
    call_command("daily")
    assert "Herinneringen aan kandidaten: 1 geschreven." in capsys.readouterr().out


def test_the_questions_asked_do_not_grow_with_who_needs_no_reminder(vacancy, django_assert_num_queries, on):
    Candidate.objects.bulk_create(
        Candidate(vacancy=vacancy, name=f"N{n}", email="a@voorbeeld.example", stage_since=BEFORE) for n in range(20)
    )
    with django_assert_num_queries(2):
        reminders.write_due(BEFORE)
