"""What the list of candidates can be narrowed to."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from recruitment.actions import DURING_TRIAL
from recruitment.desk import SEARCHED, Desk
from recruitment.joining import COMPARED, sharing, twins
from recruitment.models import Candidate, Vacancy
from recruitment.road import ENDED
from recruitment.standing import TRIAL_ENDS_SOON


def desk_of(request: Any) -> Desk:
    """Everybody on the road, read once for this request; only for who may see them all."""
    if not hasattr(request, "road_desk"):
        request.road_desk = Desk.read(timezone.now(), timezone.localdate())
    return request.road_desk


class OnTheRoad(admin.SimpleListFilter):
    """Whose road goes on, unless asked otherwise; a search looks among everybody."""

    title, parameter_name = "voortgang", "weg"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.usual = "alle" if request.session.get(SEARCHED) else "op-weg"
        super().__init__(request, *args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("op-weg", "Op weg"), ("klaar", "Weg voorbij"), ("alle", "Allemaal")]

    def value(self) -> str:
        return super().value() or self.usual

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        if self.value() == "klaar":
            return queryset.filter(stage__in=ENDED)
        return queryset if self.value() == "alle" else queryset.exclude(stage__in=ENDED)


class VacancyFilter(admin.SimpleListFilter):
    """The vacancies that somebody in this list applied for."""

    title, parameter_name = "vacature", "vacature"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        applied = model_admin.visible(request).filter(vacancy=OuterRef("pk"))
        return list(Vacancy.objects.filter(Exists(applied)).order_by("title").values_list("pk", "title"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        value = self.value()
        # What is not a vacancy of this list finds nobody, as an empty list says.
        known = {str(value): value for value, _ in self.lookup_choices}
        return queryset.filter(vacancy__in=[known[value]] if value in known else []) if value else queryset


class Attention(admin.SimpleListFilter):
    """Who deserves attention, for who may do something about it."""

    title, parameter_name = "aandachtspunt", "let_op"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        if not model_admin.has_change_permission(request):
            return []
        return [
            ("plaats", "Te weinig plaatsen"),
            ("proef", "Proefperiode eindigt bijna"),
            ("stil", "Hoort te lang niets van ons"),
            ("dubbel", "Misschien twee keer aangemeld"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        match self.value():
            case "plaats":
                desk = desk_of(request)
                return queryset.filter(pk__in=desk.need_a_seat if desk.seats_fall_short() else [])
            case "proef":
                last = timezone.localdate() + TRIAL_ENDS_SOON
                return queryset.filter(stage__in=DURING_TRIAL, trial_ends_on__lte=last)
            case "stil":
                return queryset.filter(pk__in=desk_of(request).silent_numbers())
            case "dubbel":
                return queryset.filter(pk__in=twins(sharing().values_list(*COMPARED)))
        return queryset
