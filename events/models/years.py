"""The years to look back on."""

from datetime import date, datetime
from typing import Any

from django.db.models import Case, IntegerField, Max, Min, QuerySet, When
from django.utils import timezone


def years_of(rows: QuerySet[Any], moment: str) -> list[int]:
    """The Dutch calendar years in which the field ``moment`` of some row lies, a moment or a day; the last in front.

    Compares each moment with where the years begin and end: SQLite hands every single one to Python to ask for its
    year, which takes longer than the rest of the page.
    """
    ends = rows.aggregate(first=Min(moment), last=Max(moment))
    if ends["first"] is None:
        return []
    years = range(_dutch_year(ends["last"]), _dutch_year(ends["first"]) - 1, -1)
    year_of = Case(*(When(**{f"{moment}__year": year}, then=year) for year in years), output_field=IntegerField())
    return sorted(rows.order_by().values_list(year_of, flat=True).distinct(), reverse=True)


def _dutch_year(when: date | datetime) -> int:
    return (timezone.localtime(when) if isinstance(when, datetime) else when).year
