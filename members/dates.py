"""Dutch calendar days: the one place that knows where a stretch of months or years ends (docs/rules.md, 5)."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

DAY = timedelta(days=1)
# A typing slip such as 0206 or 20226 is caught where it is typed.
SANE_DAY = [
    MinValueValidator(date(1900, 1, 1), "Kies een dag na 1 januari 1900."),
    MaxValueValidator(date(2199, 12, 31), "Kies een dag vóór het jaar 2200."),
]
FAR_AWAY = date(9000, 1, 1)  # stands for "no last day"; later days would overflow


def end_of_stretch(first: date, *, months: int = 0, years: int = 0) -> date:
    """The last day of a stretch of whole months and years from ``first``; both days count (docs/rules.md, 5).

    It is the day before the same date so many months later, or the last day of that month where that date
    does not exist: three months from 30 November end on 28 or 29 February.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months + 12 * years, 12)
    last_of_month = monthrange(year, month + 1)[1]
    if first.day > last_of_month:
        return date(year, month + 1, last_of_month)
    return date(year, month + 1, first.day) - DAY


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """When a stretch of days begins and is over on the Dutch clock: with ``first``, and with the day after ``last``.

    For a filter from the one up to, but not including, the other: unlike one by day, it need not look at every row.
    """
    begin, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last + DAY))
    return begin, end


def length(first: date, last: date) -> tuple[int, int]:
    """How long a stretch is, as whole months and the days left over; both its days count."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    while months and end_of_stretch(first, months=months) > last:
        months -= 1
    return months, (last - end_of_stretch(first, months=months)).days


def merged(stretches: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same days as as few stretches as possible: those that touch or overlap become one."""
    result: list[tuple[date, date]] = []
    for first, last in sorted(stretches):
        if result and first <= result[-1][1] + DAY:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def unbroken(first: date, last: date, stretches: list[tuple[date, date]]) -> date:
    """``last``, or earlier: the end of the unbroken stretch in which ``first`` lies, when there is one."""
    around = next((stretch for stretch in merged(stretches) if stretch[0] <= first <= stretch[1]), None)
    return min(last, around[1]) if around else last


def without(stretch: tuple[date, date], holes: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """What is left of a stretch when the days of the holes are taken out of it."""
    first, last = stretch
    left = []
    for hole_first, hole_last in merged(holes):
        if first < hole_first:
            left.append((first, min(last, hole_first - DAY)))
        first = max(first, hole_last + DAY)
    return [(a, b) for a, b in [*left, (first, last)] if a <= b]
