from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from clientenraad import retention, retention_page
from members import roster_views
from members import work as council_work
from members.seats import occupancy
from members.work import Task
from recruitment import work as road_work


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
        return [*roster, erasing, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The worklist first; for who may change candidates only, since it tells of them."""
        context: dict[str, Any] = {"seats": occupancy(timezone.localdate())}
        if request.user.has_perm("recruitment.change_candidate"):
            may_see_members = request.user.has_perm("members.view_member")
            context["tasks"] = worklist(timezone.now(), timezone.localdate(), with_names=may_see_members)
        return super().index(request, {**context, **(extra_context or {})})


def worklist(now: datetime, today: date, *, with_names: bool) -> list[Task]:
    """What all rooms ask of the secretary now, the urgent first; members are named only ``with_names``."""
    found = [*road_work.tasks(now, today), *council_work.tasks(today, with_names=with_names)]
    found += retention.tasks(now, with_names=with_names)
    return sorted(found, key=lambda task: not task.urgent)
