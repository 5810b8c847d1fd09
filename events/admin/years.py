"""The years that a list can be narrowed to."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from events.models.years import years_of


class OfYear(admin.SimpleListFilter):
    """What lies in one Dutch calendar year, by the field ``moment``.

    Django's own way above a list asks Python for the year of every row on SQLite.
    """

    title = parameter_name = "jaar"
    moment: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(year), str(year)) for year in years_of(model_admin.model.objects.all(), self.moment)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if not value:
            return queryset
        is_known = value in dict(self.lookup_choices)
        return queryset.filter(**{f"{self.moment}__year": int(value)}) if is_known else queryset.none()
