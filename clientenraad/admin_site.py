from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from members.seats import occupancy
from recruitment.work import tasks


class CouncilAdminSite(admin.AdminSite):
    """The admin as the secretary's desk."""

    site_header = "Beheer"
    site_title = "Beheer"
    index_title = "Wat is er te doen?"
    index_template = "admin/dashboard.html"
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The worklist first; for who may change candidates only, since it tells of them."""
        context: dict[str, Any] = {"seats": occupancy(timezone.localdate())}
        if request.user.has_perm("recruitment.change_candidate"):
            context["tasks"] = tasks(timezone.now(), timezone.localdate())
        return super().index(request, {**context, **(extra_context or {})})
