"""How long somebody may be a member (docs/rules.md, 6)."""

from collections.abc import Iterable
from datetime import date, timedelta

from members.dates import DAY, end_of_stretch, length, merged
from members.models import Council, Term

Stretch = tuple[date, date]


def proposed_last_day(council: Council, first: date, terms: Iterable[Term]) -> date:
    """The last day to propose for a term from ``first``: the next length in the council's list.

    Never later than the last day the maximum allows.
    """
    counting = _counting([(term.starts_on, term.ends_on) for term in terms], first, council.break_months)
    years = council.lengths[min(len(counting), len(council.lengths) - 1)]
    return min(end_of_stretch(first, years=years), last_possible_day(council, first, terms))


def last_possible_day(council: Council, first: date, terms: Iterable[Term], *, exceptional: bool = False) -> date:
    """The last day a term from ``first`` may have, beside the member's other ``terms``.

    All terms since the last break that counts are added up, in whole months and the days left over; terms
    agreed for later count too. Before ``first`` when the maximum was reached already. With ``exceptional`` the
    council's extra years come on top.
    """
    stretches = [(term.starts_on, term.ends_on) for term in terms]
    *apart, (anchor, _) = merged([*_counting(stretches, first, council.break_months), (first, first)])
    later = [stretch for stretch in stretches if stretch[0] > first]
    used = [length(*stretch) for stretch in [*apart, *later]]
    extra = 12 * council.exceptional_years if exceptional else 0
    months = council.maximum_months + extra - sum(months for months, _ in used)
    if months <= 0:
        return first - DAY
    return end_of_stretch(anchor, months=months) - timedelta(days=sum(days for _, days in used))


def _counting(stretches: list[Stretch], first: date, break_months: int | None) -> list[Stretch]:
    """The stretches before ``first`` that come after the last break long enough to start anew."""
    counting: list[Stretch] = []
    next_first = first
    for stretch in sorted((s for s in stretches if s[0] < first), reverse=True):
        if break_months and end_of_stretch(stretch[1] + DAY, months=break_months) < next_first:
            break
        counting.insert(0, stretch)
        next_first = stretch[0]
    return counting
