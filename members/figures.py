"""What the council asks about its members over a stretch of days, for the yearly report (docs/rules.md, 5 to 9).

Numbers only. Both days of a stretch count. Terms outlive names, so erasing a member changes nothing here.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from members.dates import DAY, merged
from members.models import Office, OfficePlace, Term
from members.occupancy_plot import Step, steps
from members.seats import Occupancy

Stretch = tuple[date, date]


@dataclass(frozen=True)
class Movement:
    """Who came and went in a stretch of days; somebody who came back after a break joined again.

    ``began`` are the members of before the first day who stayed; who joins on the first day is not among them.
    ``left`` counts by ``Term.Reason``; an empty reason means that the term was over. Their last day is in the stretch.
    """

    began: int
    joined: int
    reappointed: int
    left: Counter[str]

    @property
    def ended(self) -> int:
        """The members who stay after the last day; who left on that day is no longer among them."""
        return self.began + self.joined - self.left.total()


def movement(first: date, last: date) -> Movement:
    """Who came and went from ``first`` to ``last``; terms that follow each other without a gap are one membership."""
    # A day more at both ends shows whether a term goes on from another.
    around = Term.objects.running_between(first - DAY, last + DAY)
    terms = list(around.values_list("member_id", "starts_on", "ends_on", "left_because"))
    begins = {(member, starts_on) for member, starts_on, *_ in terms}
    ends = {(member, ends_on) for member, _, ends_on, _ in terms}
    starting = [(member, day) for member, day in begins if first <= day <= last]
    new = [start for start in starting if (start[0], start[1] - DAY) not in ends]
    there_on_first = sum(starts_on <= first <= ends_on for _, starts_on, ends_on, _ in terms)
    return Movement(
        began=there_on_first - sum(day == first for _, day in new),
        joined=len(new),
        reappointed=len(starting) - len(new),
        left=Counter(
            why for member, _, day, why in terms if first <= day <= last and (member, day + DAY) not in begins
        ),
    )


def taken(first: date, last: date) -> list[Step]:
    """The seats that members took on each day, in as few steps as possible; seats held for a trial left out.

    Of a hold that was given back nothing is kept, so that a past year with holds would change afterwards.
    """
    return steps(Occupancy.read(first, trial_holds_seat=False, until=last), first, last)


@dataclass(frozen=True)
class OfficeDays:
    """On how many days of a stretch an office was held, by how many people, and whether they took a seat then."""

    office: str
    days: int
    people: int
    takes_seat: bool = True


def offices(first: date, last: date) -> list[OfficeDays]:
    """Every office that somebody held by ``last``, in the order of the council."""
    places = OfficePlace.objects.filter(starts_on__lte=last).order_by("office__order", "office__name")
    held: dict[Office, list[tuple[int, Stretch]]] = {}
    for place in places.select_related("office", "member").prefetch_related("member__terms"):
        stretch = max(place.starts_on, first), min(place.held_until, last)
        held.setdefault(place.office, []).append((place.member_id, stretch))
    return [_days_of(office, stretches) for office, stretches in held.items()]


def _days_of(office: Office, places: list[tuple[int, Stretch]]) -> OfficeDays:
    real = [(member, stretch) for member, stretch in places if stretch[0] <= stretch[1]]
    days = sum((last - first).days + 1 for first, last in merged([stretch for _, stretch in real]))
    return OfficeDays(office.name, days, len({member for member, _ in real}), office.takes_seat)


def first_day() -> date | None:
    """The first day of which a member is known; None without any."""
    return Term.objects.aggregate(first=Min("starts_on"))["first"]
