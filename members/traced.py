"""The admin without a second trail: what was done to a row is read from the one there is (docs/rules.md, 19)."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from members import trail, trail_words

ON_A_PAGE = 50


class OneTrail(admin.ModelAdmin):
    """Does not write Django's own log, which keeps names; shows the trail of a row instead."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The trail has it already."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The trail has it already."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """The trail has it already."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, object_id)
        entries = trail.about([row] if row else []).select_related("actor", "content_type").order_by("-pk")
        page = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("pagina"))
        context = {"title": "Wie deed wat", "page_obj": page, "lines": trail_words.lines(page, request.user)}
        return super().history_view(request, object_id, {**context, **(extra_context or {})})
