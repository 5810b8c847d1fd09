"""Drawings in numbers: where each seat of the half circle stands, and where a day is on a time line. Knows no model."""

from dataclasses import dataclass
from datetime import date
from math import cos, pi, radians, sin
from typing import Literal

from members.dates import DAY

SeatState = Literal["taken", "held", "free"]

CENTRE = 200.0  # of the half circle, both ways, in a drawing of 400 by 230
OUTER = 172.0  # radius of the outer arc, before the seats get their size
REACH = 1.5  # how far a chair reaches from its middle, in units of its own


@dataclass(frozen=True)
class Chair:
    """One seat: its middle, how large it is and its state, in the units of the drawing (y grows downwards)."""

    x: float
    y: float
    r: float
    state: SeatState


def chairs(taken: int, held: int, free: int) -> list[Chair]:
    """Place the seats in a half circle, from left to right: first taken, then held, then free.

    One arc up to 15 seats, two up to 36, three beyond; made for 1 to 60 seats. No seats give an empty list.
    Raises ``ValueError`` for a negative number.
    """
    if min(taken, held, free) < 0:
        raise ValueError("A number of seats cannot be negative.")
    counts: dict[SeatState, int] = {"taken": taken, "held": held, "free": free}
    states = [state for state, number in counts.items() for _ in range(number)]
    if not states:
        return []
    places, radius = _places(len(states))
    return [
        Chair(
            x=round(CENTRE + arc * cos(radians(angle)), 1),
            y=round(CENTRE - arc * sin(radians(angle)), 1),
            r=round(radius, 1),
            state=state,
        )
        for (angle, arc), state in zip(places, states, strict=True)
    ]


def _places(seats: int) -> tuple[list[tuple[float, float]], float]:
    """The angle in degrees and the arc's radius of each place, from left to right; and the radius of one chair."""
    arcs = 1 if seats <= 15 else 2 if seats <= 36 else 3
    # The pitch at which all arcs together, each one pitch inside the last, hold exactly these seats.
    pitch = pi * arcs * OUTER / (max(seats, 5) - arcs + pi * arcs * (arcs - 1) / 2)
    radius = min(0.32 * pitch, 22 if arcs == 1 else 17)
    outer = CENTRE - 2 - REACH * radius
    radii = [outer - arc * min(pitch, 3.1 * radius) for arc in range(arcs)]
    # A few seats keep together at the top instead of standing at the far ends.
    span = min(180.0, 45.0 * (seats - 1))
    places = [
        (90 + span / 2 - (step * span / (number - 1) if number > 1 else 0), arc)
        for arc, number in zip(radii, _share(seats, radii), strict=True)
        for step in range(number)
    ]
    return sorted(places, key=lambda place: (-place[0], place[1])), radius


def _share(seats: int, radii: list[float]) -> list[int]:
    """Divide the seats over the arcs by their length; together always exactly ``seats``."""
    ends = [round(seats * sum(radii[: arc + 1]) / sum(radii)) for arc in range(len(radii))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


LABEL = 48.0  # the room that a year needs below or above a time line
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class TimeAxis:
    """A time line from ``first`` to ``last``, both counting, drawn from ``left`` on and ``width`` units wide."""

    first: date
    last: date
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where the last day ends."""
        return self.left + self.width

    def x(self, day: date) -> float:
        """Where ``day`` begins; a day outside the time line is drawn at its nearer end."""
        days = min(max((day - self.first).days, 0), self._days)
        return round(self.left + self.width * days / self._days, 1)

    def end(self, day: date) -> float:
        """Where ``day`` is over."""
        return self.x(day + DAY)

    def stretch(self, first: date, last: date) -> tuple[float, float]:
        """Where a stretch begins and how wide it is; both its days count."""
        return self.x(first), round(self.end(last) - self.x(first), 1)

    @property
    def years(self) -> list[tuple[int, float]]:
        """The years to write along the time line, as many as fit, and where each begins."""
        step = next(step for step in YEAR_STEPS if step * self._year >= LABEL or step == YEAR_STEPS[-1])
        years = [year for year in range(self.first.year, self.last.year + 1) if year % step == 0]
        return [(year, self.x(date(year, 1, 1))) for year in years if date(year, 1, 1) >= self.first]

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def _year(self) -> float:
        return self.width * 365.25 / self._days
