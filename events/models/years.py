"""The years to look back on."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone


def years_of(rows: QuerySet[Any], moment: str) -> list[int]:
    """The Dutch calendar years in which the field ``moment`` of some row lies, the last in front.

    Counts what lies in each year from the first to the last: SQLite hands every single moment to Python to ask for its
    year, which takes longer than the rest of the page.
    """
    ends = rows.aggregate(first=Min(moment), last=Max(moment))
    if ends["first"] is None:
        return []
    years = range(_dutch_year(ends["last"]), _dutch_year(ends["first"]) - 1, -1)
    counts = rows.aggregate(**{str(year): Count("pk", filter=Q(**{f"{moment}__year": year})) for year in years})
    return [year for year in years if counts[str(year)]]


def _dutch_year(moment: datetime) -> int:
    return timezone.localtime(moment).year
