"""What being together asks on a day: a stretch without drinks or without a dinner (docs/rules.md, 17)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from events.models import GetTogether
from members.dates import end_of_stretch
from members.models import Council
from members.work import Task


def tasks(now: datetime, today: date) -> list[Task]:
    """A line for each kind that the council wants to hold regularly and is missing; ``today`` is the day of ``now``."""
    council = Council.objects.get()
    rhythm = [(GetTogether.Kind.DRINKS, council.drinks_months), (GetTogether.Kind.DINNER, council.dinner_months)]
    return [line for kind, months in rhythm if months for line in _of(kind, months, today)]


def _of(kind: GetTogether.Kind, months: int, today: date) -> Iterator[Task]:
    empty = empty_months(kind, months, today)
    if not empty:
        return
    first, last = (date_format(month, "F Y") for month in (empty[0], empty[-1]))
    when = f"in {first}" if first == last else f"van {first} tot en met {last}"
    page = f"{reverse('admin:events_gettogether_add')}?kind={kind}"
    yield Task(f"Er is geen {kind.label} {when}. Plan er een", page)


def empty_months(kind: GetTogether.Kind, months: int, today: date) -> list[date]:
    """The first days of successive months without this kind, when that is at least ``months`` months in a row.

    Looked at are the stretches of so many whole months that hold this month, or begin with the next: a stretch
    that is already too long counts as much as one that threatens.
    """
    around = [_month(today, number) for number in range(1 - months, months + 1)]
    busy = busy_months(kind, around[0], end_of_stretch(around[-1], months=1))
    run: list[date] = []
    for month in around:
        if month not in busy:
            run.append(month)
        elif len(run) >= months:
            break
        else:
            run = []
    return run if len(run) >= months else []


def busy_months(kind: GetTogether.Kind, first: date, last: date) -> set[date]:
    """The first days of the months in which this kind is held, where visitors can know of it."""
    begin, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last + timedelta(days=1)))
    rows = GetTogether.objects.going_on().filter(kind=kind, is_published=True, starts_at__gte=begin, starts_at__lt=end)
    return {timezone.localdate(moment).replace(day=1) for moment in rows.values_list("starts_at", flat=True)}


def _month(today: date, number: int) -> date:
    """The first day of the month that lies ``number`` months after this one; before it when negative."""
    year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
    return date(year, month + 1, 1)
