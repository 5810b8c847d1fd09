"""What the secretary should know beyond one candidate: seats that fall short, and people who applied twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from members.dates import moments
from members.holidays import working_days_before
from members.models import Council
from members.seats import Occupancy
from recruitment.actions import DURING_TRIAL
from recruitment.joining import COMPARED, alike, twins
from recruitment.models import Candidate, Vacancy
from recruitment.road import Stage
from recruitment.standing import Next, for_the_list, is_silent_too_long, next_of, silent_days, trial_ends

# Who has heard yes or is being asked, and has no seat yet: they count on one.
COUNTS_ON_A_SEAT = [Stage.AGREEMENT, Stage.TRIAL, Stage.APPOINTMENT_TALK, Stage.NOMINATED]
# Where the session keeps what was searched for; a name has no place in an address.
SEARCHED = "candidate_search"


@dataclass(frozen=True)
class Desk:
    """What holds for everybody whose road goes on, on one day; each part is read when it is asked for, once."""

    now: datetime
    today: date
    council: Council
    known_seats: Occupancy | None = None

    @classmethod
    def read(cls, now: datetime, today: date) -> Self:
        """One query; when they are asked for who needs a seat takes another, and the seats three."""
        return cls(now, today, Council.objects.get())

    @cached_property
    def seats(self) -> Occupancy:
        return self.known_seats or Occupancy.read(self.today, trial_holds_seat=self.council.trial_holds_seat)

    @cached_property
    def need_a_seat(self) -> set[int]:
        """The numbers of those who count on a seat while none is held for them."""
        counting = Candidate.objects.filter(stage__in=COUNTS_ON_A_SEAT, vacancy__kind=Vacancy.Kind.SEAT, hold=None)
        return set(counting.order_by().values_list("pk", flat=True))

    def seats_fall_short(self) -> str:
        """A sentence when more people count on a seat than there are; empty when there is one for each."""
        if not self.need_a_seat or len(self.need_a_seat) <= self.seats.free:
            return ""
        return f"er is niet genoeg plaats: {len(self.need_a_seat)} op weg, {self.seats.free} vrij"

    def next_of(self, candidate: Candidate) -> Next | None:
        return next_of(candidate, self.now, self.today)

    @cached_property
    def promised(self) -> date:
        """The last day on which a word from us is still within the days that the council promises."""
        return working_days_before(self.today, self.council.answer_days)

    def is_silent(self, candidate: Any, ahead: Next | None) -> bool:
        return is_silent_too_long(candidate, ahead, self.promised)

    def warnings(self, candidate: Any) -> Iterator[str]:
        """What deserves attention, for a candidate from ``for_the_desk``; ``twins_of`` tells of somebody alike."""
        # The stage first: of most candidates it says enough, and nobody else has to be read.
        counts = candidate.stage in COUNTS_ON_A_SEAT and candidate.pk in self.need_a_seat
        if counts and (short := self.seats_fall_short()):
            yield short
        if candidate.stage in DURING_TRIAL and (soon := trial_ends(candidate.trial_ends_on, self.today)):
            yield soon
        if self.is_silent(candidate, self.next_of(candidate)):
            yield f"hoort al {silent_days(candidate, self.today)} dagen niets van ons"

    def twins_of(self, people: list[Candidate]) -> dict[int, int]:
        """For each of these people, one at least, another who can perhaps be joined with them; one query."""
        return twins(alike(people).values_list(*COMPARED))

    def silent_numbers(self) -> list[int]:
        """The numbers of everybody on the road to whom we owe a word."""
        owed_since, _ = moments(self.promised, self.promised)
        # The database leaves out who heard from us in time, and most did.
        road: Any = for_the_list(Candidate.objects.on_the_road())
        owed = road.filter(heard_at__lt=owed_since)
        return [candidate.pk for candidate in owed if self.is_silent(candidate, self.next_of(candidate))]
