"""What a report is made of: sections of text, tables and drawings. The page, the print and the sheet show the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import ClassVar

from django.utils.formats import date_format

from clientenraad.figures.drawings import Bars, SeatPlot

Cell = int | str


@dataclass(frozen=True)
class Table:
    """A table; of each row the first cell says what the others are about."""

    template: ClassVar[str] = "admin/figures/table.html"
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A chapter of the report: text, then tables and drawings. ``is_empty``: there is nothing to tell but that."""

    title: str
    text: list[str]
    parts: list[Table | Bars | SeatPlot] = field(default_factory=list)
    is_empty: bool = False

    @property
    def tables(self) -> list[Table]:
        return [part for part in self.parts if isinstance(part, Table)]


def count(number: int, one: str, more: str) -> str:
    """A number with its noun: ``1 lid``, ``geen leden``, ``12 leden``."""
    return f"{number or 'geen'} {one if number == 1 else more}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: ``mei, juni en juli``."""
    *some, last = names
    return f"{', '.join(some)} en {last}" if some else last


def in_full(day: date) -> str:
    return date_format(day, "l j F Y")


def within(days: float) -> str:
    """A number of days for a sentence: half a day more is a day more."""
    return number_of_days(ceil(days))


def number_of_days(days: float) -> str:
    """A number of days as it is written in Dutch; half a day is possible between two."""
    text = f"{days:g}".replace(".", ",")
    return f"{text} dag" if days == 1 else f"{text} dagen"
