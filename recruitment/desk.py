"""What the secretary should know beyond one candidate: seats that fall short, and people who applied twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from django.utils.formats import date_format

from members.models import Council
from members.seats import Occupancy
from recruitment.joining import COMPARED, twins
from recruitment.models import Candidate, Vacancy
from recruitment.road import Stage
from recruitment.standing import (
    TRIAL_ENDS_SOON,
    Next,
    for_the_desk,
    is_silent_too_long,
    next_of,
    silent_days,
)

# Who has heard yes or is being asked, and has no seat yet: they count on one.
COUNTS_ON_A_SEAT = [Stage.AGREEMENT, Stage.TRIAL, Stage.APPOINTMENT_TALK, Stage.NOMINATED]
ROW = [*COMPARED, "hold_id", "vacancy__kind"]


@dataclass(frozen=True)
class Desk:
    """Everybody on the road on one day, as one read of the database found them."""

    now: datetime
    today: date
    council: Council
    rows: list[tuple]

    @classmethod
    def read(cls, now: datetime, today: date) -> Self:
        """Two queries; the seats take four or five more when they are asked for."""
        road = Candidate.objects.on_the_road().values_list(*ROW)
        return cls(now, today, Council.objects.get(), list(road))

    @cached_property
    def seats(self) -> Occupancy:
        return Occupancy.read(self.today, trial_holds_seat=self.council.trial_holds_seat)

    @cached_property
    def need_a_seat(self) -> set[int]:
        """The numbers of those who count on a seat while none is held for them."""
        return {
            pk
            for pk, stage, *_, hold, kind in self.rows
            if kind == Vacancy.Kind.SEAT and stage in COUNTS_ON_A_SEAT and hold is None
        }

    @cached_property
    def twice(self) -> dict[int, int]:
        """For each number another that is perhaps the same person, and that can be joined with it."""
        return twins(row[: len(COMPARED)] for row in self.rows)

    def seats_fall_short(self) -> str:
        """A sentence when more people count on a seat than there are; empty when there is one for each."""
        if not self.need_a_seat or len(self.need_a_seat) <= self.seats.free:
            return ""
        return f"er is niet genoeg plaats: {len(self.need_a_seat)} op weg, {self.seats.free} vrij"

    def next_of(self, candidate: Candidate) -> Next | None:
        return next_of(candidate, self.now, self.today)

    def is_silent(self, candidate: Any) -> bool:
        return is_silent_too_long(candidate, self.next_of(candidate), self.council.answer_days, self.today)

    def warnings(self, candidate: Any) -> Iterator[str]:
        """What deserves attention, for a candidate from ``for_the_desk``."""
        if candidate.pk in self.need_a_seat and (short := self.seats_fall_short()):
            yield short
        if candidate.stage == Stage.TRIAL and ends_soon(candidate.trial_ends_on, self.today):
            past = candidate.trial_ends_on < self.today
            yield f"de proefperiode {'eindigde' if past else 'eindigt'} op {date_format(candidate.trial_ends_on)}"
        if self.is_silent(candidate):
            yield f"hoort al {silent_days(candidate, self.today)} dagen niets van ons"
        if other := self.twice.get(candidate.pk):
            yield f"misschien dezelfde persoon als kandidaat {other}"

    def silent_numbers(self) -> list[int]:
        """The numbers of everybody on the road to whom we owe a word."""
        road = for_the_desk(Candidate.objects.on_the_road())
        return [candidate.pk for candidate in road if self.is_silent(candidate)]


def ends_soon(last: date | None, today: date) -> bool:
    return last is not None and last - today <= TRIAL_ENDS_SOON
