"""With a date that does not agree with the last good night, nobody is erased and nobody is reminded."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError

from clientenraad import retention
from clientenraad.models import GoodRun
from members.models import Letter, Member, Term
from recruitment import erasing
from recruitment.models import Candidate
from tests.clientenraad.retention.conftest import ENDED, GONE, PAGE, night, run


@pytest.mark.parametrize("before", [timedelta(days=45), timedelta(0), timedelta(hours=-1)])
def test_a_clock_that_agrees_with_the_last_good_run_is_trusted(last_ran, before):
    last_ran(before)
    run()
    assert not Candidate.objects.exists()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(days=45, seconds=1), "voor het laatst goed op vrijdag 15 mei 2026"),
        (timedelta(days=400), "voor het laatst goed op"),
        (timedelta(hours=-1, seconds=-1), "al maandag 29 juni 2026 geweest"),
        (timedelta(days=-400), "al dinsdag 3 augustus 2027 geweest"),
    ],
)
def test_with_another_clock_nothing_is_erased_and_everybody_is_told(last_ran, capsys, before, said):
    last_ran(before)
    run()
    assert Candidate.objects.exists()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE) - before
    assert said in capsys.readouterr().out
    assert lines() == ["Wij wissen nu niets en herinneren niemand. Kijk of de datum klopt"]
    assert lines(clock=night(GONE)) == ["Wij wissen nu niets. Kijk of de datum klopt"]


def lines(clock: datetime | None = None) -> list[str]:
    seen = GoodRun.objects.get(job=GoodRun.NIGHT).at
    return [task.text for task in retention.tasks(seen, clock or seen, night(GONE))]


@pytest.fixture
def ending(council) -> Term:
    """The term of somebody who never heard from us, and which ends within the longest notice."""
    member = Member.objects.create(name="Sam Voorbeeld", email="sam@voorbeeld.example")
    return Term.objects.create(member=member, starts_on=date(2024, 1, 1), ends_on=GONE + timedelta(days=20))


def told() -> list[str]:
    return sorted(Letter.objects.filter(kind__in=["term_ends", "about_you"]).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("before", "written"),
    [
        (timedelta(days=45), ["about_you", "term_ends"]),
        (timedelta(days=45, seconds=1), []),
        (timedelta(hours=-1), ["about_you", "term_ends"]),
        (timedelta(hours=-1, seconds=-1), []),
    ],
)
def test_letters_that_only_the_date_brings_wait_for_a_clock_that_can_be_trusted(
    last_ran, ending, capsys, before, written
):
    last_ran(before)
    run()
    assert told() == written
    assert ("Niemand herinnerd. De datum van de server klopt misschien niet." in capsys.readouterr().out) is (
        not written
    )


def test_before_the_first_good_run_letters_wait_for_nobody(former, ending, clock):
    clock(GONE)
    run()
    assert not GoodRun.objects.filter(job=GoodRun.NIGHT).exists()
    assert told() == ["about_you", "term_ends"]


def test_after_the_yes_the_next_night_writes_them(last_ran, ending, role):
    last_ran(timedelta(days=60))
    client = role("Secretaris")
    waits = "Ook herinneringen wachten"
    assert waits in client.get(PAGE).content.decode()
    client.post(PAGE, {"today": "2026-06-29"})
    assert waits not in client.get(PAGE).content.decode()
    run()
    assert told() == ["about_you", "term_ends"]


def test_a_night_that_fails_for_one_person_keeps_nobody_from_being_reminded(last_ran, monkeypatch):
    """The clock is right, though the night is not; erasing asks for a good night (rule 16)."""
    last_ran(timedelta(days=45))
    monkeypatch.setattr(erasing, "erase", lambda candidate: 1 / 0)
    with pytest.raises(CommandError):
        run()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(GONE) - timedelta(days=45)
    assert retention.held(night(GONE)) == ""
    assert retention.held(night(GONE) + timedelta(seconds=1)) != ""
    assert retention.letters_held(night(GONE) + timedelta(days=45)) == ""
    assert retention.letters_held(night(GONE) + timedelta(days=46)) != ""


def test_the_first_run_of_a_new_site_is_a_good_one(council):
    run()
    assert GoodRun.objects.get(job=GoodRun.NIGHT).at == night(ENDED)


def test_before_the_first_good_run_the_last_step_on_the_road_vouches_for_the_clock(declined, clock):
    clock(ENDED + timedelta(days=45))
    run()
    assert not Candidate.objects.exists()


def test_a_first_run_long_after_the_last_step_waits_for_the_secretary(declined, clock):
    clock(ENDED + timedelta(days=46))
    run()
    assert Candidate.objects.exists()
    assert not GoodRun.objects.filter(job=GoodRun.NIGHT).exists()


def test_a_first_run_with_only_imported_members_waits_for_the_secretary(former, clock):
    clock(GONE)
    run()
    former.refresh_from_db()
    assert former.email == "sam@voorbeeld.example"
    assert not GoodRun.objects.filter(job=GoodRun.NIGHT).exists()
