"""Random walks of several candidates for three seats: by allowed and by forbidden steps, in any order.

After every step the log tells the whole story, each seat that is held belongs to somebody on trial, and nobody
became a member without two answers of yes, a trial and a decision of the college. Erased afterwards, everybody
still counts for the yearly figures exactly as before.
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from members.models import Committee, Letter, Member, SeatHold, SeatNumber, Term
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import actions, applying, talks
from recruitment.models import Answer, Candidate, Move, Talk, Vacancy
from recruitment.road import ENDED, Stage
from recruitment.rules import broken_rules
from recruitment.undo import take_back
from tests.recruitment.conftest import one_step
from tests.recruitment.test_figures import erasing_changes_no_figure

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGINS = datetime(2026, 6, 1, 12, 0, tzinfo=AMSTERDAM)
ROWS = [Candidate, Move, Talk, Answer, Letter, SeatHold, Term, Member]
ON_TRIAL = {Stage.TRIAL, Stage.APPOINTMENT_TALK, Stage.NOMINATED}
# The next stations as docs/rules.md has them, written down a second time and by hand.
LONG = [
    "received",
    "intake_talk",
    "delegation_talk",
    "agreement",
    "trial",
    "appointment_talk",
    "nominated",
    "appointed",
]
SHORT = ["received", "intake_talk", "agreement", "committee_member"]
SOME = settings(
    max_examples=12,
    stateful_step_count=45,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

somebody = st.integers(0, 3)
soon = st.integers(-20, 40)


class Walks(RuleBasedStateMachine):
    """Everything that a secretary and four candidates may press, whether it fits or not."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.clock = self.undo.enter_context(time_machine.travel(BEGINS, tick=False))

    @initialize()
    def a_council_with_one_seat_left(self) -> None:
        SeatNumber.objects.update(seats=3, starts_on=date(2015, 1, 1))
        self.by = User.objects.create_user("secretaris", is_staff=True)
        self.by.groups.add(Group.objects.get(name="Secretaris"))
        self.members = [Member.objects.create(name=f"Lid {number} Voorbeeld") for number in range(2)]
        for member in self.members:
            Term.objects.create(member=member, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
        seat = Vacancy.objects.create(slug="lid", title="Lid", summary="Praat mee.")
        committee = Committee.objects.create(name="commissie Communicatie")
        helper = Vacancy.objects.create(slug="c", title="C", summary="Schrijf.", kind="committee", committee=committee)
        for number, vacancy in enumerate([seat, seat, seat, helper]):
            candidate = Candidate(vacancy=vacancy, name=f"Wolk {number}", email=f"wolk{number}@voorbeeld.example")
            applying.sign_up(candidate, today=self.today)

    def teardown(self) -> None:
        try:
            assert broken_rules() == []
            erasing_changes_no_figure(date(2026, 1, 1), date(2035, 12, 31))
        finally:
            transaction.set_rollback(True)
            self.undo.close()

    @property
    def today(self) -> date:
        return timezone.localdate()

    def candidate(self, who: int) -> Candidate:
        return Candidate.objects.order_by("pk")[who]

    def attempt(self, verb: Callable[[], object]) -> None:
        """Do it; what is refused leaves no trace."""
        before = [list(model.objects.order_by("pk").values()) for model in ROWS]
        try:
            with transaction.atomic():
                verb()
        except Refusal:
            assert [list(model.objects.order_by("pk").values()) for model in ROWS] == before

    @rule(who=somebody, kind=st.sampled_from(Talk.Kind), away=st.integers(-2, 20), people=st.integers(0, 2))
    def plan_talk(self, who: int, kind: str, away: int, people: int) -> None:
        at = timezone.localtime() + timedelta(days=away)
        asked = {"participants": self.members[:people], "by": self.by, "today": self.today}
        self.attempt(lambda: talks.plan_talk(self.candidate(who), kind, at=at, **asked))

    @rule(who=somebody, outcome=st.sampled_from([Talk.Outcome.GO_ON, Talk.Outcome.GO_ON, Talk.Outcome.STOP]))
    def record_talk(self, who: int, outcome: str) -> None:
        said = {"outcome": outcome, "notes": "Goed.", "participants": self.members, "now": timezone.now()}
        self.attempt(lambda: talks.record_talk(self.candidate(who), **said))

    @rule(who=somebody)
    def ask_agreement(self, who: int) -> None:
        self.attempt(lambda: actions.ask_agreement(self.candidate(who), by=self.by, today=self.today))

    @rule(who=somebody, side=st.sampled_from(Answer.Side), agrees=st.booleans(), away=st.integers(-1, 1))
    def answer(self, who: int, side: str, agrees: bool, away: int) -> None:
        given = {"given_on": self.today + timedelta(days=away), "by": self.by, "today": self.today}
        self.attempt(lambda: actions.record_answer(self.candidate(who), side=side, agrees=agrees, **given))

    @rule(who=somebody, steps=st.integers(1, 8))
    def go_on(self, who: int, steps: int) -> None:
        """So many steps that fit, since forbidden ones alone come nowhere."""
        for _ in range(steps):
            candidate = self.candidate(who)
            if candidate.next_stages:
                self.attempt(lambda c=candidate: one_step(c, self.members, self.by, self.today))

    @rule(who=somebody, away=soon)
    def start_trial(self, who: int, away: int) -> None:
        first = self.today + timedelta(days=away)
        self.attempt(lambda: actions.start_trial(self.candidate(who), first=first, by=self.by, today=self.today))

    @rule(who=somebody, away=st.integers(0, 200))
    def extend_trial(self, who: int, away: int) -> None:
        last = self.today + timedelta(days=away)
        longer = {"last": last, "why": "Ziek geweest.", "by": self.by, "today": self.today}
        self.attempt(lambda: actions.extend_trial(self.candidate(who), **longer))

    @rule(who=somebody, away=st.integers(-3, 1))
    def nominate(self, who: int, away: int) -> None:
        on = self.today + timedelta(days=away)
        self.attempt(lambda: actions.nominate(self.candidate(who), on=on, by=self.by, today=self.today))

    @rule(who=somebody, away=soon)
    def appoint(self, who: int, away: int) -> None:
        first = self.today + timedelta(days=away)
        decided = {"decided_on": self.today, "reference": "B26-1", "by": self.by, "today": self.today}
        self.attempt(lambda: actions.appoint(self.candidate(who), first=first, **decided))

    @rule(who=somebody)
    def accept_to_committee(self, who: int) -> None:
        first = {"first": self.today, "by": self.by, "today": self.today}
        self.attempt(lambda: actions.accept_to_committee(self.candidate(who), **first))

    @rule(who=somebody, own=st.booleans())
    def withdraw(self, who: int, own: bool) -> None:
        by = None if own else self.by
        self.attempt(lambda: actions.withdraw(self.candidate(who), by=by, today=self.today))

    @rule(who=somebody)
    def decline(self, who: int) -> None:
        self.attempt(lambda: actions.decline(self.candidate(who), why="Geen tijd.", by=self.by, today=self.today))

    @rule(who=somebody)
    def take_back(self, who: int) -> None:
        self.attempt(lambda: take_back(self.candidate(who), why="Verkeerd.", by=self.by, today=self.today))

    @rule(number=st.sampled_from([1, 1, 7, 60]))
    def days_pass(self, number: int) -> None:
        self.clock.move_to(timezone.now() + timedelta(days=number), tick=False)

    @invariant()
    def the_log_tells_the_whole_story(self) -> None:
        for candidate in Candidate.objects.prefetch_related("moves"):
            moves = list(candidate.moves.all())
            assert [move.from_stage for move in moves] == ["", *(move.to_stage for move in moves)][:-1]
            assert moves[-1].to_stage == candidate.stage
            assert all(self.is_a_step(candidate, move) for move in moves[1:])

    def is_a_step(self, candidate: Candidate, move: Move) -> bool:
        if move.undoes is not None:
            return (move.from_stage, move.to_stage) == (move.undoes.to_stage, move.undoes.from_stage)
        if move.to_stage == move.from_stage:
            return bool(move.why)
        if move.to_stage in ("declined", "withdrawn"):
            return move.from_stage not in ENDED
        road = SHORT if candidate.vacancy.committee_id else LONG
        return road.index(move.to_stage) == road.index(move.from_stage) + 1

    @invariant()
    def each_held_seat_belongs_to_somebody_on_trial(self) -> None:
        on_trial = Candidate.objects.filter(stage__in=ON_TRIAL)
        assert {candidate.hold_id for candidate in on_trial} == set(SeatHold.objects.values_list("pk", flat=True))
        assert not Candidate.objects.exclude(stage__in=ON_TRIAL).exclude(hold=None).exists()
        assert occupancy(self.today).free >= 0
        assert on_trial.count() + Term.objects.filter(ends_on__gt=date(2026, 12, 31)).count() <= 3

    @invariant()
    def nobody_goes_on_without_two_answers_of_yes(self) -> None:
        for candidate in Candidate.objects.filter(stage__in=[*ON_TRIAL, Stage.APPOINTED, Stage.COMMITTEE_MEMBER]):
            assert {answer.side for answer in candidate.answers.filter(agrees=True)} == {"council", "candidate"}

    @invariant()
    def a_member_was_tried_and_decided_upon(self) -> None:
        for candidate in Candidate.objects.filter(stage=Stage.APPOINTED):
            assert candidate.trial_starts_on
            assert candidate.nominated_on
            term = candidate.member.terms.get()
            assert term.decided_on
            assert term.decision_reference
        made = Member.objects.exclude(name__startswith="Lid")
        assert {member.pk for member in made} == {c.member_id for c in Candidate.objects.exclude(member=None)}


@pytest.mark.parametrize("start", range(3))
def test_on_every_walk_the_log_the_seats_and_the_answers_agree(council, start):
    run_state_machine_as_test(seed(start)(Walks), settings=SOME)
