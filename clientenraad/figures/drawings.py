"""The drawings of the report in numbers; each says in words what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.formats import date_format

from members.occupancy_plot import Plot, Step, plot

# Names stand above their bars, so that a phone shows both: it shows the left half of the drawing.
WIDTH, LONGEST = 640.0, 250.0
ROW, BAR = 58.0, 22.0


@dataclass(frozen=True)
class Bar:
    """One line: its name, how long its bar is, where a thin line beyond it ends (0: none), and the number in words."""

    label: str
    y: float
    width: float
    reach: float
    words: str
    words_at: float
    is_veiled: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars below each other, from the same left side."""

    template: ClassVar[str] = "admin/figures/bars.html"
    title: str
    description: str
    key: Sequence[tuple[str, str]]  # the shape and what it means
    bars: list[Bar]
    width: float = WIDTH
    thick: float = BAR

    @property
    def height(self) -> float:
        return ROW * len(self.bars) + 8


Line = tuple[str, float, float, str]  # name, length, how far the thin line reaches (0: none), in words


def bars(title: str, lines: Sequence[Line], *, veiled: str = "", key: Sequence[tuple[str, str]] = ()) -> Bars:
    """Draw these lines; the longest fills the drawing. A line with the words ``veiled`` is drawn open."""
    unit = LONGEST / max([1.0, *(max(length, reach) for _, length, reach, _ in lines)])
    drawn = [_bar(number, line, unit, veiled) for number, line in enumerate(lines)]
    return Bars(title, " ".join(f"{name}: {words}." for name, *_, words in lines), key, drawn)


def _bar(number: int, line: Line, unit: float, veiled: str) -> Bar:
    label, length, reach, words = line
    width, end = round(length * unit, 1), round(reach * unit, 1)
    return Bar(label, 8 + ROW * number, width, end, words, round(max(width, end) + 12, 1), words == veiled != "")


@dataclass(frozen=True)
class SeatPlot:
    """The seats that members took, day by day, as a staircase below the line of all seats."""

    template: ClassVar[str] = "admin/figures/seats.html"
    title: str
    description: str
    plot: Plot
    months: list[tuple[str, float]]  # their names, and where each begins


def seat_plot(title: str, picture: Sequence[Step]) -> SeatPlot:
    """Draw these steps of one year, which follow each other without a gap."""
    first, last = picture[0].first, picture[-1].last
    drawing = plot(list(picture), 0, first)
    months = [date(first.year, month, 1) for month in range(1, last.month + 1)]
    words = [f"Vanaf {date_format(step.first, 'j F')}: {step.members} bezet." for step in picture]
    return SeatPlot(title, " ".join(words), drawing, [(date_format(day, "b"), drawing.axis.x(day)) for day in months])
