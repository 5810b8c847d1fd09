"""The seats taken over the years: what was, and what will be if nobody new comes. In words, numbers and a drawing.

Asks no database: every number comes from ``members.seats.Occupancy``, the one definition of taken.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from members.dates import DAY, end_of_stretch
from members.drawing import TimeAxis
from members.seats import Occupancy

YEARS_BACK, MONTHS_AHEAD = 5, 24


def first_day(today: date) -> date:
    """Where the picture begins: the same date five years ago."""
    return end_of_stretch(today, years=-YEARS_BACK) + DAY


def last_day(today: date) -> date:
    """Where the picture ends: 24 months, today among them."""
    return end_of_stretch(today, months=MONTHS_AHEAD)


@dataclass(frozen=True)
class Step:
    """A stretch of days, both counting, on which nothing changes."""

    first: date
    last: date
    members: int
    held: int
    seats: int  # 0 before the first number that was recorded


def steps(seats: Occupancy, first: date, last: date) -> list[Step]:
    """The days from ``first`` to ``last`` in as few steps as possible; ``seats`` was read from ``first`` or before."""
    days = [first, *(day for day in seats.changing_days if first < day <= last)]
    ends = [*(day - DAY for day in days[1:]), last]
    result: list[Step] = []
    for begin, end in zip(days, ends, strict=True):
        numbers = (seats.members_on(begin), seats.held_on(begin), seats.seats_on(begin))
        if result and numbers == (result[-1].members, result[-1].held, result[-1].seats):
            begin = result.pop().first
        result.append(Step(begin, end, *numbers))
    return result


def shortage(seats: Occupancy, minimum: int, today: date) -> tuple[date, date | None] | None:
    """The first stretch from ``today`` on with fewer members than ``minimum`` if nobody new comes.

    Its last day is None when it does not end; without a shortage there is no stretch.
    """
    days = [today, *(day for day in seats.changing_days if day > today)]
    short = [seats.members_on(day) < minimum for day in days]
    if True not in short:
        return None
    start = short.index(True)
    back = next((day for day, is_short in zip(days[start:], short[start:], strict=True) if not is_short), None)
    return days[start], back - DAY if back else None


def shortage_in_words(seats: Occupancy, minimum: int, today: date) -> str:
    """What the secretary has to know: from which day on there are too few; empty without a minimum."""
    stretch = shortage(seats, minimum, today)
    if stretch is None:
        return ""
    first, last = stretch
    too_few = f"minder dan {minimum} {'lid' if minimum == 1 else 'leden'}"
    if first == today:
        return f"Er zijn nu {too_few}. Het zijn er {seats.members_on(today)}."
    days = f"van {date_format(first)} tot en met {date_format(last)}" if last else f"vanaf {date_format(first)}"
    return f"Als er niemand bijkomt, zijn er {days} {too_few}."


# The drawing ---------------------------------------------------------------------------------------

WIDTH, HEIGHT = 960.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 945.0, 48.0, 288.0
LABEL = 90.0  # a stretch that is narrower has no room for its number in words
COUNT_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Box:
    """A stretch of seats held for people on trial, on top of the members of those days."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Label:
    """A few words beside a line of the drawing."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Plot:
    """The drawing in units of which ``WIDTH`` go across; lines are written as SVG wants its points."""

    axis: TimeAxis
    counts: list[tuple[int, float]]  # numbers along the side, and how high each stands
    members: str
    area: str
    held: list[Box]
    seats: str  # empty when no number of seats was recorded
    seat_labels: list[Label]
    minimum: float | None
    today: float
    left: float = LEFT
    right: float = RIGHT
    top: float = TOP
    bottom: float = BOTTOM
    width: float = WIDTH
    height: float = HEIGHT


def plot(picture: list[Step], minimum: int, today: date) -> Plot:
    """Draw these steps, which follow each other without a gap, with lines at the maximum and the minimum."""
    axis = TimeAxis(picture[0].first, picture[-1].last, LEFT, RIGHT - LEFT)
    height = _Height(max([minimum, *(max(step.members + step.held, step.seats) for step in picture)]) + 1)
    members = _points(axis, [(step, height.y(step.members)) for step in picture])
    counted = [step for step in picture if step.seats]
    return Plot(
        axis=axis,
        counts=height.counts,
        members=members,
        area=f"{LEFT},{BOTTOM} {members} {RIGHT},{BOTTOM}",
        held=[_held(step, axis, height) for step in picture if step.held],
        seats=_points(axis, [(step, height.y(step.seats)) for step in counted]),
        seat_labels=_seat_labels(counted, axis, height),
        minimum=height.y(minimum) if minimum else None,
        today=axis.x(today),
    )


@dataclass(frozen=True)
class _Height:
    """How high a number stands in a drawing that holds 0 to ``top``."""

    top: int

    def y(self, number: int) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * number / self.top, 1)

    @property
    def counts(self) -> list[tuple[int, float]]:
        """The numbers to write along the side: never more than eleven."""
        step = next((step for step in COUNT_STEPS if self.top <= 10 * step), 100)
        return [(number, self.y(number)) for number in range(0, self.top + 1, step)]


def _points(axis: TimeAxis, heights: list[tuple[Step, float]]) -> str:
    """A line that goes level through each step and straight up or down between two."""
    return " ".join(f"{axis.x(step.first)},{y} {axis.end(step.last)},{y}" for step, y in heights)


def _held(step: Step, axis: TimeAxis, height: _Height) -> Box:
    x, width = axis.stretch(step.first, step.last)
    top = height.y(step.members + step.held)
    return Box(x, top, width, round(height.y(step.members) - top, 1))


def _seat_labels(counted: list[Step], axis: TimeAxis, height: _Height) -> list[Label]:
    """The maximum in words where it begins, once for each number, where there is room."""
    stretches: list[tuple[int, float, float]] = []
    for step in counted:
        start = stretches.pop()[1] if stretches and stretches[-1][0] == step.seats else axis.x(step.first)
        stretches.append((step.seats, start, axis.end(step.last)))
    return [
        Label(start + 6, round(height.y(seats) - 6, 1), f"maximum {seats}")
        for seats, start, end in stretches
        if end - start >= LABEL
    ]
