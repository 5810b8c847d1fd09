"""What the yearly report asks about everybody who applied: the same before and after erasing (docs/rules.md, 16).

A road is read from the candidate as long as there is one, and from the ``PastRoad`` that stays afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, QuerySet, Value, When

from members.dates import moments
from recruitment.models import Candidate, PastRoad
from recruitment.road import Stage

WAITING = "waiting"  # beside the stages, in ``Road.stands``: on the waiting list


@dataclass(frozen=True)
class Road:
    """How so many ``people`` went, all of them alike. ``days`` are whole days at each stage that was left again."""

    kind: str
    way_in: str
    stands: str  # the stage now or at the end, or WAITING
    declined_because: str  # empty when no reason from the list was chosen
    days: dict[str, int]
    people: int = 1

    def reached(self, stage: Stage) -> bool:
        """Whether this road came as far as this station."""
        return stage in self.days or stage == self.stands or (stage == Stage.RECEIVED and self.stands == WAITING)


def roads(first: date, last: date) -> list[Road]:
    """Everybody who applied from ``first`` to ``last``, which are the first and the last day of months; two queries.

    Of who was erased only the month is known.
    """
    return [*_going_on(first, last), *_past(first, last)]


def _going_on(first: date, last: date) -> list[Road]:
    begin, end = moments(first, last)
    waits = When(stage=Stage.RECEIVED, waits_since__isnull=False, then=Value(WAITING))
    applied = Candidate.objects.filter(received_at__gte=begin, received_at__lt=end)
    columns = "vacancy__kind", "way_in", "stands", "declined_because__text", "days"
    return _counted(applied.annotate(stands=Case(waits, default="stage")), *columns)


def _past(first: date, last: date) -> list[Road]:
    applied = PastRoad.objects.filter(received_in__range=(first, last))
    return _counted(applied, "kind", "way_in", "outcome", "declined_because__text", "days")


def _counted(applied: QuerySet[Any], *columns: str) -> list[Road]:
    """The roads in these rows; the database counts who went alike."""
    rows = applied.order_by().values_list(*columns).annotate(people=Count("pk"))
    return [Road(kind, way, stands, why or "", days, people) for kind, way, stands, why, days, people in rows]


def days_at(stage: Stage, roads: Iterable[Road]) -> list[int]:
    """How long everybody stayed at a station who left it again, by going on or by stopping."""
    return [days for road in roads if stage in road.days for days in [road.days[stage]] * road.people]


def days_to_appointment(roads: Iterable[Road]) -> list[int]:
    """How long the whole road took of everybody who was appointed, from the application to the appointment."""
    appointed = [road for road in roads if road.stands == Stage.APPOINTED]
    return [days for road in appointed for days in [sum(road.days.values())] * road.people]
