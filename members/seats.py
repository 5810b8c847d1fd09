"""The one answer to "is there a seat?": pages, admin, trial, appointment and reappointment ask it here.

Docs/rules.md, 1 to 4. Taken on a day = running terms that take a seat + seats held for people on trial.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from members.dates import DAY, without
from members.models import Council, OfficePlace, SeatHold, SeatNumber, Term
from members.refusals import CouncilFull


@dataclass(frozen=True)
class Occupancy:
    """The seats on every day from ``today`` on, as one read of the database found them."""

    today: date
    numbers: list[tuple[date, int]]  # first day and number of seats, in order of time
    terms: list[tuple[date, date, str]]  # first day, last day and who
    holds: list[tuple[date, str]]  # first day and for whom

    @classmethod
    def read(cls, today: date, *, trial_holds_seat: bool, until: date = date.max) -> Self:
        """Three queries, however many members, terms and holds there are.

        Read from a day in the past it tells who sat on each day since; a hold that was given back leaves no
        trace, and ``free`` then counts days that are over. Read until a day it tells nothing of later days.
        """
        return cls(
            today=today,
            numbers=list(SeatNumber.objects.values_list("starts_on", "seats")),
            terms=_seated_stretches(today, until),
            holds=list(SeatHold.objects.values_list("starts_on", "label")) if trial_holds_seat else [],
        )

    def seats_on(self, day: date) -> int:
        """How many seats the council has on ``day``; 0 before its first number."""
        return next((seats for starts_on, seats in reversed(self.numbers) if starts_on <= day), 0)

    def members_on(self, day: date) -> int:
        """How many seats are taken by terms on ``day``: those that began, less those that are over."""
        return bisect_right(self._first_days, day) - bisect_left(self._last_days, day)

    def held_on(self, day: date) -> int:
        """How many seats are held on ``day`` for people on trial."""
        return sum(starts_on <= day for starts_on, _ in self.holds)

    def room_on(self, day: date) -> int:
        """Seats left on ``day``; below zero when history or an import overfilled it."""
        return self.seats_on(day) - self.members_on(day) - self.held_on(day)

    @cached_property
    def _first_days(self) -> list[date]:
        return sorted(first for first, *_ in self.terms)

    @cached_property
    def _last_days(self) -> list[date]:
        return sorted(last for _, last, _ in self.terms)

    @cached_property
    def turning_days(self) -> list[date]:
        """Today and every later day on which fewer seats may be left than the day before."""
        starts = [first for first, _ in self.numbers] + [first for first, *_ in self.terms]
        starts += [first for first, _ in self.holds]
        return sorted({self.today, *(day for day in starts if day > self.today)})

    @cached_property
    def changing_days(self) -> list[date]:
        """Today and every later day on which more or fewer seats may be left than the day before."""
        return sorted({*self.turning_days, *(last + DAY for _, last, _ in self.terms)})

    @cached_property
    def free(self) -> int:
        """Seats minus the fullest day from today on, never below 0: the number every page shows."""
        return max(0, min(self.room_on(day) for day in self.turning_days))

    @property
    def picture(self) -> tuple[int, int, int]:
        """Taken, held and free as they are drawn: together the seats of the fullest day from today on."""
        day = min(self.turning_days, key=self.room_on)
        held = min(self.held_on(day), self.seats_on(day))
        return self.seats_on(day) - held - self.free, held, self.free

    @property
    def all(self) -> int:
        """All seats of that picture; free of all is what the pages say."""
        return sum(self.picture)

    def first_day_with_room(self, first: date) -> date | None:
        """The first day from ``first`` on since which a seat stays free for good; None when there is none.

        A hold has no last day, so a seat that is free only until the next member starts is no seat.
        """
        days = self._days_from(first)
        for number, day in enumerate(days):
            if all(self.room_on(later) > 0 for later in days[number:]):
                return day
        return None

    def first_full_day(self, first: date) -> date | None:
        """The first day from ``first`` on without a seat left; None when there is none."""
        return next((day for day in self._days_from(first) if self.room_on(day) <= 0), None)

    def _days_from(self, first: date) -> list[date]:
        return [first, *(day for day in self.changing_days if day > first)]

    @property
    def next_last_day(self) -> date | None:
        """The first last day, from today on, of a term that runs now; None when none does."""
        running = [last for first, last, _ in self.terms if first <= self.today]
        return min(running, default=None)

    def nameless(self) -> Self:
        """The same seats without who sits on them, for what is kept longer than a request."""
        terms = [(first, last, "") for first, last, _ in self.terms]
        return replace(self, terms=terms, holds=[(first, "") for first, _ in self.holds])

    def full_message(self, day: date) -> str:
        """What to tell whoever would overfill ``day``: the day, who sits then, and for whom a seat is held."""
        return f"Op {date_format(day)} zijn alle {self.seats_on(day)} plaatsen bezet.{self.people_on(day)}"

    def people_on(self, day: date) -> str:
        """Who sits on ``day`` and for whom a seat is held, as sentences to put after another."""
        held = [label for starts_on, label in self.holds if starts_on <= day]
        sitting = sorted(name for first, last, name in self.terms if first <= day <= last)
        text = f" Dan zitten in de raad: {', '.join(sitting)}." if sitting else ""
        return f"{text} Vastgehouden voor de proefperiode: {', '.join(held)}." if held else text


@dataclass
class _Member:
    """One member's terms, and the offices outside the count, such as that of an independent chair."""

    name: str
    terms: set[tuple[date, date]] = field(default_factory=set)
    outside: list[OfficePlace] = field(default_factory=list)

    @property
    def seated(self) -> list[tuple[date, date]]:
        """The days of the terms on which no such office is held."""
        holes = [(place.starts_on, place.held_through(list(self.terms))) for place in self.outside]
        return [left for term in self.terms for left in without(term, holes)]


def _seated_stretches(today: date, until: date) -> list[tuple[date, date, str]]:
    """Stretches of terms that take a seat between these days: first day, last day and who."""
    members: dict[int, _Member] = {}
    for number, name, first, last, takes_seat, *days in _terms_and_offices(today, until):
        member = members.setdefault(number, _Member(name))
        member.terms.add((first, last))
        if takes_seat is False:
            member.outside.append(OfficePlace(starts_on=days[0], ends_on=days[1]))
    return [(*left, member.name) for member in members.values() for left in member.seated if left[1] >= today]


def _terms_and_offices(today: date, until: date) -> Iterable[tuple[Any, ...]]:
    """Each term that runs between these days with each office its member holds or held, or with nothing.

    Of who holds an office outside the count all terms are there: they decide together how long it is held.
    """
    place = "member__office_places"
    asked = Q(ends_on__gte=today, starts_on__lte=until) | Q(**{f"{place}__office__takes_seat": False})
    office = (f"{place}__office__takes_seat", f"{place}__starts_on", f"{place}__ends_on")
    return Term.objects.filter(asked).values_list("member", "member__name", "starts_on", "ends_on", *office)


def occupancy(today: date) -> Occupancy:
    """The seats from ``today`` on, for whoever only wants to know; from a day in the past for a picture of history."""
    return Occupancy.read(today, trial_holds_seat=Council.objects.get().trial_holds_seat)


_inside: ContextVar[bool] = ContextVar("inside the guard", default=False)


@contextmanager
def _being_inside() -> Iterator[None]:
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


@contextmanager
def guarded(today: date) -> Iterator[Council]:
    """Change seats under the council's lock; raises ``CouncilFull`` and undoes the change if a day gets too full.

    The only door to terms, holds, seat numbers and whatever decides what they count for. Days before
    ``today`` are history and not judged. A day that was too full already (an import of what really
    happened) may stay so, but not get fuller. Inside another guard that one judges, once, at its end.
    """
    if _inside.get():
        yield Council.objects.get()
        return
    with transaction.atomic(), _being_inside():
        # A row that always exists: a lock on terms could not hold back a term that does not exist yet.
        council = Council.objects.locked()
        before = Occupancy.read(today, trial_holds_seat=council.trial_holds_seat)
        yield council
        council.refresh_from_db(fields=["trial_holds_seat"])
        after = Occupancy.read(today, trial_holds_seat=council.trial_holds_seat)
        # Also where the days before the change got room: there too it must not be taken twice.
        for day in sorted({*before.changing_days, *after.turning_days}):
            if after.room_on(day) < min(0, before.room_on(day)):
                raise CouncilFull(after.full_message(day), day)
