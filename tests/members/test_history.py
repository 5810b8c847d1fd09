"""Random histories of a council: after every step the rules hold, counted anew by a slow and simple hand.

The hand counts day by day from the rows themselves and knows nothing of ``members.seats`` or ``members.terms``.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from members import actions
from members.models import Council, Member, Office, OfficePlace, SeatHold, SeatNumber, Term
from members.refusals import Refusal
from members.rules import broken_rules
from members.seats import occupancy

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LENGTHS, MAXIMUM, EXCEPTIONAL = "1, 1", 2, 1
ROWS = [Council, SeatNumber, Office, OfficePlace, SeatHold, Term]
FEW = settings(
    max_examples=9,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

somebody = st.integers(0, 4)
soon = st.integers(0, 200)
around = st.integers(-400, 500)


# The slow and simple hand ------------------------------------------------------------------------


def days(first: date, last: date) -> range:
    return range(first.toordinal(), last.toordinal() + 1)


def held_days(place: OfficePlace, until: date) -> set[int]:
    """The days on which somebody holds this office; a member's ends for good on the first day without a term."""
    own = days(place.starts_on, place.ends_on or until)
    terms = {day for term in place.member.terms.all() for day in days(term.starts_on, term.ends_on)}
    if place.starts_on.toordinal() not in terms:
        return set(own)
    return set(takewhile(terms.__contains__, own))


def taken_days(until: date) -> list[int]:
    """One entry for each seat taken on each day, by a term or by a hold."""
    outside: dict[int, set[int]] = {}
    for place in OfficePlace.objects.filter(office__takes_seat=False).prefetch_related("member__terms"):
        outside.setdefault(place.member_id, set()).update(held_days(place, until))
    taken: list[int] = []
    for term in Term.objects.all():
        taken += set(days(term.starts_on, term.ends_on)) - outside.get(term.member_id, set())
    if Council.objects.get().trial_holds_seat:
        for hold in SeatHold.objects.all():
            taken += days(hold.starts_on, until)
    return taken


def room_by_hand(today: date, until: date) -> list[int]:
    """Seats less what is taken, for every day from ``today`` up to and including ``until``."""
    taken, numbers = Counter(taken_days(until)), list(SeatNumber.objects.order_by("starts_on"))
    room = {}
    for number in numbers:
        room |= {day: number.seats - taken[day] for day in days(max(today, number.starts_on), until)}
    return list(room.values())


def most_chairs_by_hand(until: date) -> int:
    """How many chairs there are on the day with the most of them."""
    places = OfficePlace.objects.filter(office__is_chair=True).prefetch_related("member__terms")
    return max(Counter(day for place in places for day in held_days(place, until)).values(), default=0)


def birthday(first: date, years: int) -> date:
    """The last day of so many years from ``first``."""
    try:
        return first.replace(year=first.year + years) - timedelta(days=1)
    except ValueError:
        return date(first.year + years, 2, 28)


def since_breaks(terms: list[Term], months: int | None) -> list[list[Term]]:
    """The terms that count together: apart when so many months of 30 days lie between."""
    if months is None:
        return [terms]
    together = [[terms[0]]]
    for earlier, later in pairwise(terms):
        if (later.starts_on - earlier.ends_on).days > 30 * months:
            together.append([])
        together[-1].append(later)
    return together


def check_maximum(terms: list[Term]) -> None:
    """Without a gap to the day; days after a gap are counted in months, so each gap may cost or give three."""
    years = MAXIMUM + (EXCEPTIONAL if any(term.exception_why for term in terms) else 0)
    gaps = sum(later.starts_on > earlier.ends_on + timedelta(days=1) for earlier, later in pairwise(terms))
    used = sum(len(days(term.starts_on, term.ends_on)) for term in terms)
    assert used <= len(days(terms[0].starts_on, birthday(terms[0].starts_on, years))) + 3 * gaps, terms


def check_no_overlap(terms: list[Term]) -> None:
    assert all(earlier.ends_on < later.starts_on for earlier, later in pairwise(terms)), terms


# A council that lives ----------------------------------------------------------------------------


class History(RuleBasedStateMachine):
    """Everything a secretary may do, in any order; what is refused leaves no trace."""

    begins: datetime
    break_months: int | None

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.clock = self.undo.enter_context(time_machine.travel(self.begins, tick=False))
        Council.objects.update(term_lengths=LENGTHS, exceptional_years=EXCEPTIONAL, break_months=self.break_months)
        SeatNumber.objects.update(seats=3, starts_on=date(2015, 1, 1))
        self.office = Office.objects.update_or_create(
            is_chair=True, defaults={"name": "voorzitter", "takes_seat": False}
        )[0]
        self.members = Member.objects.bulk_create(Member(name=f"Lid {number} Voorbeeld") for number in range(5))
        self.members = list(Member.objects.filter(name__endswith="Voorbeeld").order_by("name"))

    def teardown(self) -> None:
        """What lived so long has nothing for the command that looks for broken rules either."""
        try:
            assert broken_rules(self.today) == []
        finally:
            transaction.set_rollback(True)
            self.undo.close()

    @property
    def today(self) -> date:
        return timezone.localdate()

    def day(self, away: int) -> date:
        return self.today + timedelta(days=away)

    def attempt(self, verb: Callable[[], object]) -> None:
        """Do it; when a rule refuses, nothing may have changed."""
        before = [list(model.objects.order_by("pk").values()) for model in ROWS]
        try:
            with transaction.atomic():
                verb()
        except Refusal:
            assert [list(model.objects.order_by("pk").values()) for model in ROWS] == before

    @rule(who=somebody, away=around, months=st.none() | st.integers(1, 24), chairs=st.booleans())
    def appoint(self, who: int, away: int, months: int | None, chairs: bool) -> None:
        last = self.day(away + 30 * months) if months else None
        office = self.office if chairs else None
        self.attempt(
            lambda: actions.appoint(self.members[who], first=self.day(away), last=last, office=office, today=self.today)
        )

    @rule(who=somebody)
    def reappoint(self, who: int) -> None:
        self.attempt(
            lambda: actions.reappoint(self.members[who], decided_on=self.today, reference="B", today=self.today)
        )

    @rule(who=somebody)
    def extend(self, who: int) -> None:
        decision = {"decided_on": self.today, "reference": "B", "today": self.today}
        self.attempt(lambda: actions.extend_exceptionally(self.members[who], why="Nodig.", **decision))

    @rule(who=somebody, away=around)
    def leave(self, who: int, away: int) -> None:
        self.attempt(
            lambda: actions.leave(self.members[who], last=self.day(away), because=Term.Reason.MOVED, today=self.today)
        )

    @rule(away=soon)
    def leave_together(self, away: int) -> None:
        sitting = Member.objects.members_on(self.day(away))
        self.attempt(
            lambda: actions.leave_together(sitting, last=self.day(away), because=Term.Reason.OTHER, today=self.today)
        )

    @rule(who=somebody)
    def undo_last(self, who: int) -> None:
        self.attempt(lambda: actions.undo_last(self.members[who], today=self.today))

    @rule(away=st.integers(-60, 200))
    def hold(self, away: int) -> None:
        first, last = self.day(away), self.day(away + 90)
        self.attempt(lambda: actions.hold_seat(first=first, last=last, label="kandidaat 7", today=self.today))

    @precondition(lambda self: SeatHold.objects.exists())
    @rule(joins=st.booleans(), who=somebody)
    def end_of_a_trial(self, joins: bool, who: int) -> None:
        hold = SeatHold.objects.order_by("pk").first()
        if joins:
            self.attempt(
                lambda: actions.appoint(self.members[who], first=self.today, instead_of=hold, today=self.today)
            )
        else:
            self.attempt(lambda: actions.give_back(hold))

    @rule(seats=st.integers(1, 5), away=soon)
    def set_seats(self, seats: int, away: int) -> None:
        self.attempt(lambda: actions.set_seats(seats, starts_on=self.day(away), today=self.today))

    @rule(holds=st.booleans())
    def trials_hold_seats(self, holds: bool) -> None:
        self.attempt(lambda: Council.objects.update(trial_holds_seat=holds))

    @rule(takes=st.booleans())
    def the_chair_takes_a_seat(self, takes: bool) -> None:
        self.attempt(lambda: Office.objects.filter(is_chair=True).update(takes_seat=takes))

    @precondition(lambda self: OfficePlace.objects.exists())
    @rule(away=soon)
    def the_chair_steps_back(self, away: int) -> None:
        place = OfficePlace.objects.order_by("pk").last()
        place.ends_on = max(place.starts_on, self.day(away))
        self.attempt(place.save)

    @rule(number=st.integers(1, 300))
    def days_pass(self, number: int) -> None:
        self.clock.move_to(datetime.now(AMSTERDAM) + timedelta(days=number), tick=False)

    @invariant()
    def the_rules_hold(self) -> None:
        until = self.today + timedelta(days=5 * 365)
        room = room_by_hand(self.today, until)
        assert min(room) >= 0
        assert occupancy(self.today).free == min(room)
        assert most_chairs_by_hand(until) <= 1
        for member in Member.objects.exclude(terms=None).prefetch_related("terms"):
            check_no_overlap(list(member.terms.all()))
            for counting in since_breaks(list(member.terms.all()), self.break_months):
                check_maximum(counting)


MOMENTS = {
    "30 June, half past eleven at night": datetime(2026, 6, 30, 23, 30, tzinfo=AMSTERDAM),
    "31 December, half past eleven at night": datetime(2026, 12, 31, 23, 30, tzinfo=AMSTERDAM),
    "a leap day": datetime(2028, 2, 29, 12, 0, tzinfo=AMSTERDAM),
    "31 December here, 1 January for the machine": datetime(2027, 1, 1, 11, 30, tzinfo=ZoneInfo("Pacific/Auckland")),
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("break_months", [None, 6])
def test_in_every_history_the_rules_hold_after_every_step(council, moment, break_months):
    machine = type("HistoryFrom", (History,), {"begins": MOMENTS[moment], "break_months": break_months})
    # Other histories at each moment, and the same ones in every run.
    run_state_machine_as_test(seed(list(MOMENTS).index(moment))(machine), settings=FEW)
