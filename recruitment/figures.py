"""What the yearly report asks about everybody who applied: the same before and after erasing (docs/rules.md, 16).

A road is read from the candidate as long as there is one, and from the ``PastRoad`` that stays afterwards.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone

from members.dates import moments
from recruitment.models import Candidate, Move, PastRoad
from recruitment.road import Stage

Step = tuple[str, datetime]  # the stage that was reached, and when
WAITING = "waiting"  # beside the stages, in ``Road.stands``: on the waiting list


@dataclass(frozen=True)
class Road:
    """One application without the person. ``days`` are whole days at each stage that was left again."""

    kind: str
    way_in: str
    stands: str  # the stage now or at the end, or WAITING
    declined_because: str  # empty when no reason from the list was chosen
    days: dict[str, int]

    def reached(self, stage: Stage) -> bool:
        """Whether this road came as far as this station."""
        return stage in self.days or stage == self.stands or (stage == Stage.RECEIVED and self.stands == WAITING)


def roads(first: date, last: date) -> list[Road]:
    """Everybody who applied from ``first`` to ``last``, which are the first and the last day of months; three queries.

    Of who was erased only the month is known.
    """
    return [*_going_on(first, last), *_past(first, last)]


def _going_on(first: date, last: date) -> list[Road]:
    begin, end = moments(first, last)
    applied = Candidate.objects.filter(received_at__gte=begin, received_at__lt=end)
    steps: dict[int, list[Step]] = defaultdict(list)
    standing = Move.objects.standing().filter(candidate__in=applied)
    for number, stage, at in standing.values_list("candidate_id", "to_stage", "at"):
        steps[number].append((stage, at))
    columns = "pk", "vacancy__kind", "way_in", "stage", "waits_since", "declined_because__text"
    return [
        Road(kind, way_in, _stands(stage, waits), why or "", days_at_each_stage(steps[number]))
        for number, kind, way_in, stage, waits, why in applied.order_by().values_list(*columns)
    ]


def _stands(stage: str, waits_since: date | None) -> str:
    return WAITING if stage == Stage.RECEIVED and waits_since else stage


def _past(first: date, last: date) -> list[Road]:
    rows = PastRoad.objects.filter(received_in__range=(first, last)).order_by()
    columns = "kind", "way_in", "outcome", "declined_because__text", "days"
    return [Road(kind, way, end, why or "", days) for kind, way, end, why, days in rows.values_list(*columns)]


def days_at_each_stage(steps: Iterable[Step]) -> dict[str, int]:
    """Whole days from each step to the next, for the steps of one road that stand, in their order.

    Where two applications of one person were joined, only the first of them is a step.
    """
    taken = list(steps)
    road = [*taken[:1], *(step for step in taken[1:] if step[0] != Stage.RECEIVED)]
    zone = timezone.get_current_timezone()
    days = [(stage, timezone.localdate(at, zone)) for stage, at in road]
    return {stage: max(0, (until - since).days) for (stage, since), (_, until) in pairwise(days)}


def days_at(stage: Stage, roads: Iterable[Road]) -> list[int]:
    """How long everybody stayed at a station who left it again, by going on or by stopping."""
    return [road.days[stage] for road in roads if stage in road.days]


def days_to_appointment(roads: Iterable[Road]) -> list[int]:
    """How long the whole road took of everybody who was appointed, from the application to the appointment."""
    return [sum(road.days.values()) for road in roads if road.stands == Stage.APPOINTED]
