"""Figures in which nobody is recognised, and how long things took (docs/decisions/0012-figures.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

SMALLEST = 3  # people; a smaller group is never shown apart
ENOUGH = 10  # of fewer, the slowest tenth would be one person
FEW = "1 of 2"


def split(counts: Mapping[str, int], *, others: str) -> dict[str, int]:
    """The groups that may be told apart, in their order, and at the end all the rest together as ``others``.

    Neither a group nor the rest is smaller than ``SMALLEST``, so that nothing can be subtracted from the total. And
    there are two groups at least: if all were one group, everybody would know that of everybody. Otherwise empty.
    """
    shown = {name: number for name, number in counts.items() if number >= SMALLEST}
    rest = sum(counts.values()) - sum(shown.values())
    while shown and 0 < rest < SMALLEST:
        rest += shown.pop(min(reversed(shown), key=lambda name: shown[name]))
    parts = {**shown, **({others: rest} if rest else {})}
    return parts if len(parts) > 1 else {}


def veiled(number: int) -> int | str:
    """The number, or for one or two people only that."""
    return FEW if 0 < number < SMALLEST else number


@dataclass(frozen=True)
class Spread:
    """How long something took of so many people, in whole days."""

    people: int
    half: float  # the median: half of them took as long or shorter
    most: int | None  # the same for nine of ten; None when there are too few to say


def spread(days: Sequence[int]) -> Spread | None:
    """None when they are so few that the number would be somebody's own.

    Nine of ten is the nearest rank: the shortest time that at least nine of ten did not pass.
    """
    if len(days) < SMALLEST:
        return None
    most = sorted(days)[(9 * len(days) + 9) // 10 - 1] if len(days) >= ENOUGH else None
    return Spread(len(days), median(days), most)
