"""Who applied while the council was full waits in order, and is written when a place comes free (rules 4 and 16)."""

from datetime import date, datetime

import pytest

from members.models import Council, Letter, Term
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import actions, applying, waiting_list, work
from recruitment.door import MoveRefused
from recruitment.models import Candidate
from recruitment.road import Stage
from recruitment.undo import take_back
from tests.recruitment.conftest import AMSTERDAM

FIRST, LAST = date(2026, 1, 1), date(2029, 12, 31)


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM), tick=False)


@pytest.fixture
def full(fill):
    """All fifteen seats are taken; ``full(2)`` frees two of them."""
    fill(15, FIRST, LAST)

    def free(number: int) -> None:
        for term in Term.objects.all()[:number]:
            Term.objects.filter(pk=term.pk).delete()

    return free


@pytest.fixture
def apply(vacancy):
    def apply(name: str, since: date = date(2026, 6, 1), **told) -> Candidate:
        told = {"vacancy": vacancy, "name": name, "email": f"{name.lower()}@voorbeeld.example", **told}
        return applying.sign_up(Candidate(**told), today=since)

    return apply


def lines(today: date) -> list[str]:
    now = datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM)
    return [task.text for task in work.tasks(now, Council.objects.get(), occupancy(today))]


def test_who_applies_to_a_full_council_waits_and_does_not_ask_for_a_talk(full, apply, today):
    candidate = apply("Wolk")
    assert candidate.waits_since == today
    assert lines(today) == []


def test_who_applies_while_there_is_room_does_not_wait(fill, apply):
    fill(14, FIRST, LAST)
    assert apply("Wolk").waits_since is None


def test_for_a_committee_nobody_waits(full, apply, committee_vacancy):
    assert apply("Wolk", vacancy=committee_vacancy).waits_since is None


def test_the_list_is_in_order_of_waiting(full, apply):
    second, first = apply("Regen", date(2026, 5, 2)), apply("Wolk", date(2026, 5, 1))
    assert list(waiting_list.waiting()) == [first, second]


def test_when_a_seat_is_free_the_worklist_names_who_waits_longest(full, apply, today):
    apply("Regen", date(2026, 5, 2))
    first = apply("Wolk", date(2026, 5, 1))
    full(1)
    assert lines(today) == [f"Er is 1 plaats vrij. Schrijf {first}, die wacht sinds 1 mei 2026"]


def test_who_was_written_is_not_asked_twice_and_a_second_place_goes_to_the_next(full, apply, secretary, today):
    second, first = apply("Regen", date(2026, 5, 2)), apply("Wolk", date(2026, 5, 1))
    full(1)
    waiting_list.write_that_seat_is_free(first, by=secretary, today=today)
    assert lines(today) == []
    full(1)
    assert lines(today) == [f"Er zijn 2 plaatsen vrij. Schrijf {second}, die wacht sinds 2 mei 2026"]


def test_the_letter_waits_for_the_secretary(full, apply, secretary, today):
    candidate = apply("Wolk")
    full(1)
    letter = waiting_list.write_that_seat_is_free(candidate, by=secretary, today=today)
    assert (letter.kind, letter.status) == ("seat_free", Letter.Status.DRAFT)
    with pytest.raises(Refusal, match="al geschreven"):
        waiting_list.write_that_seat_is_free(candidate, by=secretary, today=today)


def test_without_a_free_seat_no_letter_is_written(full, apply, secretary, today):
    candidate = apply("Wolk")
    with pytest.raises(Refusal, match="geen plaats vrij"):
        waiting_list.write_that_seat_is_free(candidate, by=secretary, today=today)
    assert candidate.letters.filter(kind="seat_free").count() == 0


def test_who_does_not_wait_is_not_written(candidate, secretary, today):
    with pytest.raises(MoveRefused, match="niet op de wachtlijst"):
        waiting_list.write_that_seat_is_free(candidate, by=secretary, today=today)


def test_a_yes_takes_somebody_off_the_list_and_on_along_the_road(full, apply, secretary, today):
    candidate = apply("Wolk")
    full(1)
    waiting_list.wants_the_seat(candidate, by=secretary)
    candidate.refresh_from_db()
    assert (candidate.waits_since, candidate.moves.last().by) == (None, secretary)
    assert lines(today) == [f"Kandidaat {candidate.pk}: plan het kennismakingsgesprek"]
    with pytest.raises(MoveRefused, match="niet op de wachtlijst"):
        waiting_list.wants_the_seat(candidate, by=secretary)


def test_a_talk_planned_takes_somebody_off_the_list_as_well(full, apply, bring):
    candidate = apply("Wolk")
    full(3)
    assert bring(candidate, Stage.INTAKE_TALK).waits_since is None


def test_who_stopped_by_mistake_still_waits_since_the_same_day(full, apply, secretary, today):
    candidate = apply("Wolk", date(2026, 5, 1))
    actions.withdraw(candidate, by=None, today=today)
    assert list(waiting_list.waiting()) == []
    take_back(candidate, why="Vergissing", by=secretary, today=today)
    assert waiting_list.waiting().get().waits_since == date(2026, 5, 1)


@pytest.mark.parametrize(("keep", "called"), [(True, 1), (False, 0)])
def test_who_left_and_agreed_to_be_called_is_on_the_second_list(apply, today, keep, called):
    candidate = apply("Wolk", keep=keep)
    assert waiting_list.to_be_called().count() == 0
    actions.withdraw(candidate, by=None, today=today)
    assert waiting_list.to_be_called().count() == called
    assert waiting_list.may_be_asked(Candidate.objects.get()) == keep


def test_who_is_called_and_says_yes_begins_a_new_road(apply, secretary, today):
    old = apply("Wolk", keep=True, keep_given_on=today, keep_wording="Ja")
    actions.decline(old, why="Te weinig tijd", by=secretary, today=today)
    new = waiting_list.start_again(old, by=secretary, today=today)
    old.refresh_from_db()
    assert (new.stage, new.name, new.email, new.keep_wording) == (Stage.RECEIVED, "Wolk", old.email, "Ja")
    assert (old.stage, old.keep, old.moves.last().why) == (Stage.DECLINED, False, f"begint opnieuw, als {new}")
    with pytest.raises(MoveRefused, match="niet gevraagd"):
        waiting_list.start_again(old, by=secretary, today=today)
