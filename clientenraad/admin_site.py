from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from clientenraad import night_page, retention_page
from clientenraad.dashboard import Dashboard
from members import roster_views


class CouncilAdminSite(admin.AdminSite):
    """The admin as the secretary's desk."""

    site_header = "Beheer"
    site_title = "Beheer"
    index_title = "Wat is er te doen?"
    index_template = "admin/dashboard.html"
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        roster = [
            path("rooster/", self.admin_view(roster_views.desk_page), name="roster"),
            path("rooster.csv", self.admin_view(roster_views.desk_sheet), name="roster_sheet"),
            path("rooster.ics", self.admin_view(roster_views.desk_calendar), name="roster_calendar"),
        ]
        erasing = path("wissen/", self.admin_view(retention_page.page), name="retention")
        night = path("nacht/", self.admin_view(night_page.page), name="night")
        return [*roster, erasing, night, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The worklist first."""
        dashboard = Dashboard.read(cast(User, request.user), timezone.now(), timezone.localdate())
        return super().index(request, {"dashboard": dashboard, **(extra_context or {})})
