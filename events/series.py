"""What a series would do to the agenda: which days are new, what changes, what goes, and what stays and why.

Looks and changes nothing; ``events.actions`` carries it out.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, cast

from django.db import models
from django.utils import timezone

from events.models import GetTogether, Series
from events.models.occasions import SHARED
from members.dates import DAY, end_of_stretch, moments
from members.holidays import holiday


@dataclass(frozen=True)
class NewDay:
    """A day on which the series wants a get-together that is not there; ``warnings`` are Dutch, mostly none."""

    day: date
    warnings: list[str]
    left_out: bool  # somebody did not want it before

    @property
    def is_wanted(self) -> bool:
        """Whether it is proposed: a day that somebody should think about first is not."""
        return not (self.warnings or self.left_out)


@dataclass(frozen=True)
class Change:
    """A get-together that is not as the series wants it, and what its fields become on ``day``."""

    event: GetTogether
    day: date
    values: dict[str, Any]
    fields: list[str]  # the Dutch names of those that differ
    moves: bool  # whether the begin or the place is among them


@dataclass(frozen=True)
class Plan:
    """Everything that differs between a series and the agenda at one moment; about what is to come only."""

    new: list[NewDay]
    changed: list[Change]
    gone: list[GetTogether]
    kept: list[tuple[GetTogether, str]]
    skipped: list[date]  # days to come that the series names, but on which the clock skips its hour or has it twice
    version: int

    @property
    def fingerprint(self) -> str:
        """Another one as soon as anything of the plan is different."""
        seen = (
            self.version,
            [day.day for day in self.new],
            [(change.event.pk, change.event.version, change.day) for change in self.changed],
            [(event.pk, event.version) for event in self.gone],
        )
        return sha256(repr(seen).encode()).hexdigest()[:16]

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.gone)


def days(series: Series) -> Iterator[date]:
    """Every day that the series names, in order, from its first to its last day, both counting."""
    named = _days_weeks_apart(series) if series.counts_weeks else _days_of_months(series)
    return (day for day in named if day.month in series.months and series.first_day <= day <= series.last_day)


def _days_weeks_apart(series: Series) -> Iterator[date]:
    """The first such weekday of the series, and on; in a month that is left out the counting goes on."""
    day = series.first_day + timedelta(days=(series.weekday - series.first_day.weekday()) % 7)
    while day <= series.last_day:
        yield day
        day += timedelta(days=series.number)


def _days_of_months(series: Series) -> Iterator[date]:
    month = series.first_day.replace(day=1)
    while month <= series.last_day:
        yield nth_weekday(month, series.weekday, series.number)
        month = end_of_stretch(month, months=1) + timedelta(days=1)


def nth_weekday(month: date, weekday: int, number: int) -> date:
    """The first (1) to fourth (4) such weekday of a month, or the last (-1); ``month`` is its first day."""
    if number > 0:
        return month + timedelta(days=(weekday - month.weekday()) % 7 + 7 * (number - 1))
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def moment(day: date, clock: time) -> datetime | None:
    """A time of the Dutch clock on a day; None when the clock skips that time or has it twice."""
    naive = datetime.combine(day, clock)
    zone = timezone.get_default_timezone()
    first, second = (naive.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return naive.replace(tzinfo=zone) if first == second else None


def values_on(series: Series, day: date) -> dict[str, Any]:
    """The fields of the get-together that the series wants on a day; its hours must exist on it."""
    shared = {name: getattr(series, name) for name in SHARED}
    ends_at = moment(day, series.ends) if series.ends else None
    return {**shared, "starts_at": moment(day, series.starts), "ends_at": ends_at, "planned_on": day}


def plan(series: Series, *, now: datetime) -> Plan:
    """What carrying out the series would do at ``now``."""
    rows = list(series.get_togethers.order_by("starts_at", "pk"))
    named = list(days(series))
    possible = [day for day in named if _lies_ahead(series, day, now)]
    free = [day for day in possible if day not in {row.planned_on for row in rows}]
    ahead = [row for row in rows if row.starts_at > now]
    kept = [(row, why) for row in ahead if (why := _why_kept(row, named, possible))]
    changed, gone = [], []
    for row in (row for row in ahead if not _why_kept(row, named, possible)):
        day = _day_for(row, possible, free)
        if day is None:
            gone.append(row)
        elif change := _change(row, day, values_on(series, day)):
            changed.append(change)
    skipped = [day for day in named if day > timezone.localdate(now) and not _hours_exist(series, day)]
    return Plan(
        new=_new_days(series, free), changed=changed, gone=gone, kept=kept, skipped=skipped, version=series.version
    )


def _lies_ahead(series: Series, day: date, now: datetime) -> bool:
    """Whether the series can have something on this day after ``now``: what was is never changed."""
    starts = moment(day, series.starts)
    return starts is not None and starts > now and _hours_exist(series, day)


def _hours_exist(series: Series, day: date) -> bool:
    """Whether the clock has both hours of the series on this day, each once."""
    return all(moment(day, clock) for clock in (series.starts, series.ends) if clock is not None)


def _day_for(row: GetTogether, possible: list[date], free: list[date]) -> date | None:
    """The day that this row is to be on: its own, else the nearest of that month, taken out of ``free``."""
    own = row.planned_on
    if own is None or own in possible:
        return own
    others = [day for day in free if (day.year, day.month) == (own.year, own.month)]
    if not others:
        return None
    nearest = min(others, key=lambda day: abs(day - own))
    free.remove(nearest)
    return nearest


def _change(row: GetTogether, day: date, values: dict[str, Any]) -> Change | None:
    different = [name for name, value in values.items() if getattr(row, name) != value]
    labels = [_label(name) for name in different if name != "planned_on"]
    moves = not {"starts_at", "place", "address"}.isdisjoint(different)
    return Change(row, day, values, labels, moves) if different else None


def _label(name: str) -> str:
    return str(cast(models.Field, GetTogether._meta.get_field(name)).verbose_name)


def _why_kept(row: GetTogether, named: list[date], possible: list[date]) -> str:
    """Why the series leaves this row alone; empty when it does not."""
    if row.touched and row.cancelled_why:
        return "gaat niet door"
    if row.touched:
        return "is verplaatst" if row.is_moved else "is apart gewijzigd"
    # It would be lost, were it taken for a day that the series no longer has.
    return "de nieuwe tijd kan op deze dag niet" if row.planned_on in set(named) - set(possible) else ""


def _new_days(series: Series, free: list[date]) -> list[NewDay]:
    """The days without a row, each with what is special about it."""
    others = _others_by_day(series, free)
    return [NewDay(day, [*_warnings(day, others.get(day, []))], day.isoformat() in series.left_out) for day in free]


def _warnings(day: date, others: list[GetTogether]) -> Iterator[str]:
    if name := holiday(day):
        yield f"dit is {name}"
    for other in others:
        yield f"er is die dag al: {other.title}"


def _others_by_day(series: Series, free: list[date]) -> dict[date, list[GetTogether]]:
    """What else is planned, whatever series it is of, by its Dutch day; one query."""
    if not free:
        return {}
    found: dict[date, list[GetTogether]] = {}
    begin, end = moments(free[0] - DAY, free[-1] + DAY)
    for row in GetTogether.objects.going_on().filter(starts_at__gte=begin, starts_at__lt=end):
        found.setdefault(timezone.localdate(row.starts_at), []).append(row)
    return found
