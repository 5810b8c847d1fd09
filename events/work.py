"""What being together asks on a day: a stretch without drinks or without a dinner (docs/rules.md, 17)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from events.models import GetTogether
from events.words import moment_text
from members.dates import end_of_stretch, moments
from members.models import Council
from members.work import Part, Task

SHOWN = 3  # get-togethers to come, each with what can be done about it at once
LEAST_MONTHS = 3  # to look ahead, also for a council without a rhythm


@dataclass(frozen=True)
class Coming:
    """A get-together to come, and where it is cancelled, moved or changed in one click."""

    text: str
    when: str
    cancel: str
    move: str
    change: str


@dataclass(frozen=True)
class Gatherings:
    """What goes on in the months around ``now``, as one read of the database found it, whatever the number of years."""

    now: datetime
    today: date
    rhythm: list[tuple[str, int]]  # kinds, and how many months may pass without one
    rows: list[tuple[int, str, str, datetime]]  # number, kind, title and begin, the first in front

    @classmethod
    def read(cls, now: datetime, today: date, council: Council) -> Self:
        """One query; ``today`` is the Dutch day of ``now``."""
        wanted = [(GetTogether.Kind.DRINKS, council.drinks_months), (GetTogether.Kind.DINNER, council.dinner_months)]
        rhythm = [(kind.value, months) for kind, months in wanted if months]
        around = _around(today, max([LEAST_MONTHS, *(months for _, months in rhythm)]))
        days = (around[0], end_of_stretch(around[-1], months=1))
        begin, end = moments(*days)
        rows = _known(begin, end).order_by("starts_at", "pk").values_list("pk", "kind", "title", "starts_at")
        return cls(now, today, rhythm, list(rows))

    def tasks(self) -> list[Task]:
        """A line for each kind that the council wants to hold regularly and is missing."""
        return [line for kind, months in self.rhythm for line in self._missing(GetTogether.Kind(kind), months)]

    def _missing(self, kind: GetTogether.Kind, months: int) -> Iterator[Task]:
        empty = self.empty_months(kind, months)
        if not empty:
            return
        first, last = (date_format(month, "F Y") for month in (empty[0], empty[-1]))
        when = f"in {first}" if first == last else f"van {first} tot en met {last}"
        page = f"{reverse('admin:events_gettogether_add')}?kind={kind}"
        yield Task(f"Er is geen {kind.label} {when}. Plan er een", page, Part.TOGETHER)

    def empty_months(self, kind: str, months: int) -> list[date]:
        """The first days of successive months without this kind, when that is at least ``months`` months in a row.

        Looked at are the stretches of so many whole months that hold this month, or begin with the next: a stretch
        that is already too long counts as much as one that threatens.
        """
        busy = {timezone.localdate(start).replace(day=1) for _, held, _, start in self.rows if held == kind}
        run: list[date] = []
        for month in _around(self.today, months):
            if month not in busy:
                run.append(month)
            elif len(run) >= months:
                break
            else:
                run = []
        return run if len(run) >= months else []

    def coming(self) -> list[Coming]:
        """The first that are to come and go on, for a change that is in a hurry."""
        ahead = [row for row in self.rows if row[3] > self.now]
        return [_coming(number, title, start) for number, _, title, start in ahead[:SHOWN]]


def _known(begin: datetime, end: datetime) -> QuerySet[GetTogether]:
    """What goes on from ``begin`` up to but not including ``end``, where visitors can know of it."""
    return GetTogether.objects.going_on().filter(is_published=True, starts_at__gte=begin, starts_at__lt=end)


def busy_months(kind: GetTogether.Kind, first: date, last: date) -> set[date]:
    """The first days of the months in which this kind is held, where visitors can know of it."""
    begin, end = moments(first, last)
    starts = _known(begin, end).filter(kind=kind).values_list("starts_at", flat=True)
    return {timezone.localdate(moment).replace(day=1) for moment in starts}


def _coming(number: int, title: str, start: datetime) -> Coming:
    verb, change = "admin:events_gettogether_verb", reverse("admin:events_gettogether_change", args=[number])
    cancel, move = (reverse(verb, args=[number, slug]) for slug in ("gaat-niet-door", "verplaats"))
    return Coming(title, moment_text(start), cancel, move, change)


def _around(today: date, months: int) -> list[date]:
    """The first days of the months that any stretch of ``months`` around this month touches."""
    return [_month(today, number) for number in range(1 - months, months + 1)]


def _month(today: date, number: int) -> date:
    """The first day of the month that lies ``number`` months after this one; before it when negative."""
    year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
    return date(year, month + 1, 1)
