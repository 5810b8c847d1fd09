"""Recruitment in the admin. Who may see which candidate is decided here, person by person (docs/rules.md, 14)."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from members.admin_tools import RichTextAdmin, VerbAdmin
from recruitment import applying
from recruitment.door import missing_before
from recruitment.forms import TypedInForm
from recruitment.models import Candidate, Vacancy
from recruitment.text_admin import LetterTextAdmin as LetterTextAdmin
from recruitment.verbs import ROAD_VERBS


@admin.register(Vacancy)
class VacancyAdmin(RichTextAdmin):
    """Its address is a promise and its kind is the road of its candidates: both stay once it is made."""

    list_display = ["title", "kind", "is_published"]

    def get_readonly_fields(self, request: HttpRequest, obj: Vacancy | None = None) -> list[str]:
        return ["slug", "kind", "committee"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Vacancy | None = None) -> Any:
        return {} if obj else {"slug": ["title"]}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        # Editors see vacancies: no question in the address bar may reach the candidates behind them.
        return False

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        return to_field == "id"


@admin.register(Candidate)
class CandidateAdmin(VerbAdmin):
    """The candidate's page: the road on top, then the buttons, then what is known."""

    verbs = ROAD_VERBS
    change_form_template = "admin/recruitment/candidate/change_form.html"
    form = TypedInForm
    list_display = ["name", "number", "vacancy", "stage", "stage_since", "way_in"]
    list_filter = ["stage", "vacancy", "way_in"]
    list_select_related = ["vacancy"]
    fields = [*TypedInForm.Meta.fields, "number"]

    @admin.display(description="nummer", ordering="pk")
    def number(self, candidate: Candidate) -> int:
        return candidate.pk

    def get_queryset(self, request: HttpRequest) -> Any:
        """All candidates for who works with them; for a delegation only those it was asked to talk with."""
        candidates = super().get_queryset(request)
        if request.user.has_perm("recruitment.change_candidate"):
            return candidates
        member = getattr(request.user, "member", None)
        return (
            candidates.filter(pk__in=Candidate.objects.asked_of(member, timezone.localdate()))
            if member
            else candidates.none()
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Candidate | None = None) -> list[str]:
        # Another vacancy is another road, how somebody came in is history, and consent has its own buttons.
        return ["vacancy", "way_in", "keep"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Candidate | None = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        candidate = self.get_object(request, object_id)
        context = {"candidate": candidate, "today": timezone.localdate()}
        if candidate:
            context |= {
                "stations": candidate.road(),
                "missing": self._missing(candidate),
                "seen_by_delegation": not self.has_change_permission(request, candidate),
            }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def _missing(self, candidate: Candidate) -> str:
        following = candidate.next_stages
        return missing_before(candidate, following[0]) if following else ""

    def save_model(self, request: HttpRequest, obj: Candidate, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            # Saved twice, it is the candidate of the first time.
            obj.pk = applying.sign_up(obj, today=timezone.localdate(), by=cast(User, request.user)).pk
