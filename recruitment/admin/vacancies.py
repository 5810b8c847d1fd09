"""Vacancies in the admin."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from members.admin_tools import RichTextAdmin
from members.seen_forms import SeenAdmin
from recruitment.models import Candidate, Vacancy


@admin.register(Vacancy)
class VacancyAdmin(SeenAdmin, RichTextAdmin):
    """Its address is a promise and its kind is the road of its candidates: both stay once it is made."""

    list_display = ["title", "kind", "is_published"]

    def get_readonly_fields(self, request: HttpRequest, obj: Vacancy | None = None) -> list[str]:
        return ["slug", "kind", "committee"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Vacancy | None = None) -> Any:
        return {} if obj else {"slug": ["title"]}

    def save_model(self, request: HttpRequest, obj: Vacancy, form: ModelForm, change: bool) -> None:
        if form.has_changed():
            obj.written(today=timezone.localdate())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """As Django finds them, but the candidates not one by one: who has any stays, and there may be thousands."""
        if not Candidate.objects.filter(vacancy__in=objs).exists():
            return super().get_deleted_objects(objs, request)
        candidates = str(Candidate._meta.verbose_name)
        return [], {}, {candidates}, [candidates]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        # Editors see vacancies: no question in the address bar may reach the candidates behind them.
        return False

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        return to_field == "id"
