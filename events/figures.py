"""What was done together over a stretch of days, for the yearly report (docs/rules.md, 17 and 18); both days count."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from events.models import Award, GetTogether, NewsItem
from events.models.get_togethers import is_over
from events.work import busy_months
from members.dates import end_of_stretch, moments


@dataclass(frozen=True)
class Held:
    """How many get-togethers of one kind took place, and how many were cancelled."""

    kind: str
    held: int
    cancelled: int


def get_togethers(first: date, last: date, now: datetime) -> list[Held]:
    """A line for each kind that was planned and shown, as far as it is over at ``now``; in the order of the kinds."""
    begin, end = moments(first, last)
    over = GetTogether.objects.published(now).filter(is_over(now), starts_at__gte=begin, starts_at__lt=end)
    counts = over.order_by().values_list("kind").annotate(held=Count("pk", Q(cancelled_why="")), all=Count("pk"))
    found = {kind: (held, number) for kind, held, number in counts}
    kinds = [kind for kind in GetTogether.Kind if kind in found]
    return [Held(str(kind.label), found[kind][0], found[kind][1] - found[kind][0]) for kind in kinds]


def months_without_drinks(first: date, last: date) -> list[date]:
    """The first days of the whole months from ``first`` on in which there were no drinks; ``first`` begins a month."""
    busy = busy_months(GetTogether.Kind.DRINKS, first, last)
    months = [date(first.year, month, 1) for month in range(first.month, 13)]
    return [month for month in months if end_of_stretch(month, months=1) <= last and month not in busy]


def news(first: date, last: date, now: datetime) -> int:
    """How many pieces of news came out; also those that went off the site since."""
    begin, end = moments(first, last)
    out = NewsItem.objects.filter(is_published=True, published_at__lte=now)
    return out.filter(published_at__gte=begin, published_at__lt=end).count()


def awards(first: date, last: date) -> list[Award]:
    """The prizes that were received and that visitors may read about, the first one in front."""
    return list(Award.objects.published().filter(received_on__range=(first, last)).order_by("received_on", "pk"))
