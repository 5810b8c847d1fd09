"""Until which day a candidate's data stay: both sides of every boundary (docs/rules.md, 16)."""

from datetime import date, datetime

import pytest
from model_bakery import baker

from members.models import Committee, CommitteePlace, Letter, Member, Term
from recruitment.keeping import asked_to_wait, day_to_ask, last_day_kept, last_day_of_notes, waits
from recruitment.models import Candidate
from recruitment.road import Stage
from tests.recruitment.conftest import AMSTERDAM

ENDED = date(2026, 6, 1)


@pytest.fixture
def ended(vacancy) -> Candidate:
    """Applied on 5 January 2026, declined on 1 June."""
    return Candidate(
        vacancy=vacancy,
        stage=Stage.DECLINED,
        stage_since=ENDED,
        received_at=datetime(2026, 1, 5, 12, tzinfo=AMSTERDAM),
    )


@pytest.fixture
def waiting(vacancy) -> Candidate:
    return Candidate.objects.create(vacancy=vacancy, email="w@x.example", stage_since=ENDED, waits_since=ENDED)


def ask(candidate: Candidate, day: date, left: datetime | None) -> None:
    """The question of ``day``, which left at that moment, or did not leave yet."""
    candidate.asked_to_wait_on = day
    baker.make(Letter, addressee=candidate, kind="still_waiting", sent_at=left, once=None)


@pytest.mark.parametrize(("weeks", "last"), [(1, date(2026, 6, 7)), (4, date(2026, 6, 28))])
@pytest.mark.parametrize("stage", [Stage.DECLINED, Stage.WITHDRAWN])
def test_four_weeks_after_the_end_the_data_are_gone(council, ended, stage, weeks, last):
    council.erase_after_weeks, ended.stage = weeks, stage
    assert last_day_kept(ended, council) == last


def test_with_consent_they_stay_until_twelve_months_after_the_application(council, ended):
    ended.keep = True
    assert last_day_kept(ended, council) == date(2027, 1, 4)


def test_the_day_of_the_application_is_the_dutch_one(council, ended):
    ended.keep, ended.received_at = True, datetime(2026, 1, 5, 0, 30, tzinfo=AMSTERDAM)  # still the 4th in UTC
    assert last_day_kept(ended, council) == date(2027, 1, 4)


def test_a_consent_that_is_shorter_than_the_usual_weeks_shortens_nothing(council, ended):
    ended.keep, council.keep_months = True, 5  # 4 June, before 28 June
    assert last_day_kept(ended, council) == date(2026, 6, 28)


def test_with_consent_they_never_stay_longer_than_a_year_after_the_end(council, ended):
    ended.keep, ended.stage_since = True, date(2025, 12, 1)  # typed in after it was over
    assert last_day_kept(ended, council) == date(2026, 11, 30)


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.TRIAL, Stage.NOMINATED])
def test_nothing_ends_a_road_that_goes_on(council, ended, stage):
    ended.stage = stage
    assert last_day_kept(ended, council) is None


def test_who_became_a_member_stays_as_long_as_the_contact_data_of_that_member(council, ended):
    ended.stage, ended.member = Stage.APPOINTED, Member.objects.create(name="Wolk")
    assert last_day_kept(ended, council) is None
    Term.objects.create(member=ended.member, starts_on=ENDED, ends_on=date(2028, 5, 31))
    assert last_day_kept(ended, council) == date(2029, 5, 30)


def test_who_has_a_place_in_a_committee_without_an_end_stays(council, ended):
    ended.stage, ended.member = Stage.COMMITTEE_MEMBER, Member.objects.create(name="Wolk")
    committee = Committee.objects.create(name="commissie Post")
    place = CommitteePlace.objects.create(committee=committee, member=ended.member, starts_on=ENDED)
    assert last_day_kept(ended, council) is None
    place.ends_on = date(2026, 12, 31)
    place.save()
    assert last_day_kept(ended, council) == date(2027, 12, 30)


def test_who_was_appointed_but_is_no_longer_known_as_a_member_goes_after_the_usual_weeks(council, ended):
    ended.stage = Stage.APPOINTED
    assert last_day_kept(ended, council) == date(2026, 6, 28)


@pytest.mark.parametrize("stage", [Stage.APPOINTED, Stage.COMMITTEE_MEMBER])
def test_notes_go_four_weeks_after_the_appointment(council, ended, stage):
    ended.stage = stage
    assert last_day_of_notes(ended, council) == date(2026, 6, 28)


def test_notes_of_who_was_not_appointed_have_no_day_of_their_own(council, ended):
    assert last_day_of_notes(ended, council) is None


def test_who_waits_is_asked_on_the_day_after_twelve_months(council, waiting):
    assert day_to_ask(waiting, council) == date(2027, 6, 1)
    assert last_day_kept(waiting, council) is None


def test_who_was_asked_is_not_asked_again_and_has_four_whole_weeks(council, waiting):
    ask(waiting, date(2027, 6, 1), datetime(2027, 6, 1, 0, 30, tzinfo=AMSTERDAM))  # still 31 May in UTC
    assert asked_to_wait(waiting)
    assert day_to_ask(waiting, council) is None
    assert last_day_kept(waiting, council) == date(2027, 6, 29)


@pytest.mark.parametrize(
    ("left", "last"),
    [
        (None, None),
        (datetime(2027, 6, 21, 12, tzinfo=AMSTERDAM), date(2027, 7, 19)),
        (datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM), None),  # the question of a year ago
    ],
)
def test_the_weeks_to_answer_begin_when_the_question_left(council, waiting, left, last):
    ask(waiting, date(2027, 6, 1), left)
    assert asked_to_wait(waiting)
    assert last_day_kept(waiting, council) == last


@pytest.mark.parametrize("answered", [date(2027, 6, 1), date(2027, 6, 10)])
def test_an_answer_starts_the_twelve_months_anew(council, waiting, answered):
    waiting.asked_to_wait_on, waiting.still_waits_on = date(2027, 6, 1), answered
    assert not asked_to_wait(waiting)
    assert last_day_kept(waiting, council) is None
    assert day_to_ask(waiting, council) == answered.replace(year=2028)


def test_a_question_from_an_earlier_stay_on_the_list_does_not_count(council, waiting):
    waiting.asked_to_wait_on, waiting.waits_since = date(2026, 1, 1), date(2026, 6, 1)
    assert not asked_to_wait(waiting)
    assert day_to_ask(waiting, council) == date(2027, 6, 1)


def test_who_went_on_along_the_road_waits_no_longer(council, waiting):
    waiting.stage, waiting.asked_to_wait_on = Stage.INTAKE_TALK, date(2027, 6, 1)
    assert not waits(waiting)
    assert last_day_kept(waiting, council) is None
    assert day_to_ask(waiting, council) is None
