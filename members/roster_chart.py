"""The drawing of the roster in numbers: for each member where the bars, lines and marks go. Asks no database."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from members.drawing import TimeAxis
from members.roster import Line

WIDTH, LEFT, AXIS = 960.0, 200.0, 560.0  # names stand left of the time line, words right of it
TOP, ROW = 44.0, 22.0  # above the rows stand today and the years
LONGEST_NAME = 25  # of a name that is longer the beginning is drawn; the table has it whole

Kind = Literal["past", "now", "coming"]


@dataclass(frozen=True)
class Bar:
    """One term: where it begins, how wide it is, and whether it was, is or will be."""

    x: float
    width: float
    kind: Kind


@dataclass(frozen=True)
class Row:
    """One member: bars, the line of days that can still be added, and the mark of the last possible day."""

    y: float
    name: str
    words: str
    sentence: str
    bars: list[Bar]
    room: tuple[float, float] | None  # from where to where reappointment can reach
    limit: float
    exceptional: float | None  # how far an exception can reach


@dataclass(frozen=True)
class Chart:
    """The whole drawing, in units of which ``WIDTH`` go across."""

    rows: list[Row]
    axis: TimeAxis
    today: float
    top: float = TOP
    width: float = WIDTH
    words_at: float = LEFT + AXIS + 18

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return TOP + ROW * len(self.rows)

    @property
    def height(self) -> float:
        return self.bottom + 24


def chart(lines: list[Line], today: date) -> Chart:
    """Draw these lines from top to bottom, on a time line of whole years that holds every day of them."""
    first = min([today, *(line.terms[0][0] for line in lines)])
    last = max([today, *(line.exceptional or line.limit for line in lines)])
    axis = TimeAxis(date(first.year, 1, 1), date(last.year, 12, 31), LEFT, AXIS)
    rows = [_row(line, TOP + number * ROW, axis) for number, line in enumerate(lines)]
    return Chart(rows=rows, axis=axis, today=axis.x(today))


def _row(line: Line, y: float, axis: TimeAxis) -> Row:
    end = axis.end(line.last)
    limit = axis.end(line.limit)
    return Row(
        y=y,
        name=_shortened(line.name),
        words=line.words,
        sentence=line.sentence,
        bars=[Bar(*axis.stretch(*stretch), kind=_kind(stretch, line.today)) for stretch in line.terms],
        room=(end, limit) if line.reappointable else None,
        limit=limit,
        exceptional=axis.end(line.exceptional) if line.exceptional else None,
    )


def _kind(stretch: tuple[date, date], today: date) -> Kind:
    if stretch[1] < today:
        return "past"
    return "now" if stretch[0] <= today else "coming"


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
