"""The worklist: every station has its own line, and a line goes when the work is done."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Council
from members.seats import occupancy
from members.work import Part, Task
from recruitment import actions, talks, work
from recruitment.models import Candidate, Talk
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM

NOW = datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM)


def tasks(now: datetime) -> list[Task]:
    return work.tasks(now, Council.objects.get(), occupancy(now.date()))


def lines(now: datetime = NOW) -> list[str]:
    return [task.text.partition(": ")[2] or task.text for task in tasks(now)]


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage.RECEIVED, ["plan het kennismakingsgesprek"]),
        (Stage.INTAKE_TALK, ["plan het gesprek met een delegatie"]),
        (Stage.DELEGATION_TALK, ["vraag over en weer akkoord"]),
        (Stage.AGREEMENT, ["noteer het antwoord van de raad"]),
        (Stage.TRIAL, []),
        (Stage.APPOINTMENT_TALK, ["1 kandidaat kan worden voorgedragen"]),
        (Stage.NOMINATED, ["noteer het besluit van het college"]),
        (Stage.APPOINTED, []),
    ],
)
def test_every_station_asks_for_its_own_work(candidate, bring, stage, said):
    bring(candidate, stage)
    assert lines() == said


@pytest.mark.parametrize(("day", "urgent"), [(8, False), (9, True)])
def test_who_can_be_put_forward_is_not_left_waiting_in_silence(candidate, bring, day, urgent):
    bring(candidate, Stage.APPOINTMENT_TALK)
    candidate.letters.all().delete()
    Candidate.objects.update(received_at=NOW)
    (task,) = tasks(NOW.replace(day=day))
    assert task.urgent is urgent
    told = f". Hoort al 8 dagen niets van ons: {candidate}" if urgent else ""
    assert task.text == f"1 kandidaat kan worden voorgedragen{told}"


@pytest.mark.parametrize(("minute", "said"), [(29, []), (30, ["leg het kennismakingsgesprek vast"])])
def test_a_talk_asks_to_be_recorded_once_it_has_begun(candidate, delegation, secretary, today, minute, said):
    at = datetime(2026, 6, 1, 14, 30, tzinfo=AMSTERDAM)
    talks.plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=delegation, by=secretary, today=today)
    assert lines(at.replace(minute=minute)) == said


@pytest.mark.parametrize(
    ("ends_on", "said"),
    [
        (date(2026, 6, 16), []),
        (date(2026, 6, 15), ["de proefperiode eindigt op 15 juni 2026. Plan het aanstellingsgesprek"]),
        (date(2026, 6, 1), ["de proefperiode eindigt op 1 juni 2026. Plan het aanstellingsgesprek"]),
        (date(2026, 5, 31), ["de proefperiode is voorbij. Plan het aanstellingsgesprek"]),
    ],
)
def test_a_trial_asks_for_attention_from_two_weeks_before_its_end(candidate, bring, ends_on, said):
    bring(candidate, Stage.TRIAL)
    halfway = {"halfway_on": date(2026, 4, 15)}
    Candidate.objects.update(trial_starts_on=date(2026, 3, 1), trial_ends_on=ends_on, **halfway)
    assert lines() == said


@pytest.mark.parametrize(
    ("first", "spoken_on", "said"),
    [
        (date(2026, 5, 1), None, []),
        (date(2026, 4, 30), None, ["de helft van de proefperiode is voorbij. Bespreek hoe het gaat"]),
        (date(2026, 4, 30), date(2026, 5, 31), []),
    ],
)
def test_half_way_the_trial_asks_once_how_it_goes(candidate, bring, first, spoken_on, said):
    bring(candidate, Stage.TRIAL)
    Candidate.objects.update(trial_starts_on=first, trial_ends_on=date(2026, 7, 2), halfway_on=spoken_on)
    assert lines() == said


def test_the_worklist_asks_as_much_with_20_candidates_as_with_2(vacancy, django_assert_num_queries, today):
    rows = [
        Candidate(vacancy=vacancy, name=f"N{n}", email=f"a{n}@voorbeeld.example", stage_since=today) for n in range(22)
    ]
    Candidate.objects.bulk_create(rows[:2])
    tasks(NOW)  # what is read once for all requests
    with CaptureQueriesContext(connection) as few:
        assert len(tasks(NOW)) == 2
    Candidate.objects.bulk_create(rows[2:])
    with django_assert_num_queries(len(few)):
        assert len(tasks(NOW)) == 22


@pytest.mark.parametrize(
    ("stage", "page"),
    [
        (Stage.RECEIVED, "doe/plan-kennismaking/"),
        (Stage.AGREEMENT, "doe/noteer-antwoord/"),
        (Stage.NOMINATED, "doe/benoem/"),
    ],
)
def test_a_line_leads_straight_to_the_step(candidate, bring, stage, page):
    bring(candidate, stage)
    assert [task.url for task in tasks(NOW)] == [f"/beheer/recruitment/candidate/{candidate.pk}/{page}"]


def test_where_more_than_one_way_is_open_the_line_leads_to_the_candidate(candidate, bring, secretary, today):
    bring(candidate, Stage.AGREEMENT)
    actions.record_answer(candidate, side="council", agrees=False, given_on=today, by=secretary, today=today)
    assert [task.url for task in tasks(NOW)] == [f"/beheer/recruitment/candidate/{candidate.pk}/change/"]


@pytest.mark.parametrize(
    ("stage", "part"),
    [
        (Stage.RECEIVED, Part.NEW),
        (Stage.INTAKE_TALK, Part.TALKS),
        (Stage.DELEGATION_TALK, Part.ROAD),
        (Stage.APPOINTMENT_TALK, Part.ROAD),
        (Stage.NOMINATED, Part.ELSEWHERE),
    ],
)
def test_each_line_stands_in_its_part(candidate, bring, stage, part):
    bring(candidate, stage)
    assert [task.part for task in tasks(NOW)] == [part]


def test_a_delegation_reads_when_its_talk_is_and_afterwards_what_to_write_down(
    candidate, bring, delegation, secretary, today
):
    bring(candidate, Stage.INTAKE_TALK)
    at = datetime(2026, 6, 1, 22, 30, tzinfo=AMSTERDAM)
    talks.plan_talk(candidate, Talk.Kind.DELEGATION, at=at, participants=delegation, by=secretary, today=today)

    def said(minute: int) -> list[str]:
        return [task.text for task in work.delegation_tasks(delegation[0], at.replace(minute=minute), today)]

    name = f"Kandidaat {candidate.pk}"
    assert said(29) == [f"{name}: het gesprek met een delegatie is op maandag 1 juni 2026, 22.30 uur"]
    assert said(30) == [f"Leg uw gesprek met kandidaat {candidate.pk} vast"]
