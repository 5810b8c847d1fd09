from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from clientenraad import manual, retention, retention_page, trail_page
from clientenraad import work as site_work
from clientenraad.figures import views as figures
from events import work as events_work
from members import roster_views
from members import work as council_work
from members.seats import occupancy
from members.work import Task
from recruitment import work as road_work

OWN_PAGES: list[tuple[str, Any, str]] = [
    ("rooster/", roster_views.desk_page, "roster"),
    ("rooster.csv", roster_views.desk_sheet, "roster_sheet"),
    ("rooster.ics", roster_views.desk_calendar, "roster_calendar"),
    ("cijfers/", figures.choose, "figures_choose"),
    ("cijfers/<int:number>/", figures.page, "figures"),
    ("cijfers/<int:number>.csv", figures.sheet, "figures_sheet"),
    ("spoor/", trail_page.page, "trail"),
    ("wissen/", retention_page.page, "retention"),
    ("handleiding/", manual.contents, "manual"),
    ("handleiding/<slug:slug>/", manual.chapter, "manual_chapter"),
]


class CouncilAdminSite(admin.AdminSite):
    """The admin as the secretary's desk."""

    site_header = "Beheer"
    site_title = "Beheer"
    index_title = "Wat is er te doen?"
    index_template = "admin/dashboard.html"
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        own = [path(where, self.admin_view(view), name=name) for where, view, name in OWN_PAGES]
        on_site = path("r/<path:content_type_id>/<path:object_id>/", self.admin_view(self.on_site), name="view_on_site")
        return [*own, on_site, *super().get_urls()]

    def on_site(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
        """To the page of a row on the website; Django's own goes there for every colleague, whatever row it is."""
        known = content_type_id.isascii() and content_type_id.isdigit() and len(content_type_id) < 10
        kind = ContentType.objects.filter(pk=int(content_type_id)).first() if known else None
        if kind is None or not request.user.has_perm(f"{kind.app_label}.view_{kind.model}"):
            raise Http404
        return shortcut(request, kind.pk, object_id)

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The worklist first."""
        context = {"seats": occupancy(timezone.localdate()), "tasks": tasks_of(request)}
        return super().index(request, {**context, **(extra_context or {})})


def tasks_of(request: HttpRequest) -> list[Task] | None:
    """What this user has to do now, the urgent first; None for who has no worklist.

    Who may change candidates reads of them and of the council; who keeps the agenda reads of that; a delegation reads
    of its own talks.
    """
    user, now, today = request.user, timezone.now(), timezone.localdate()
    on_the_road = user.has_perm("recruitment.change_candidate")
    keeps_agenda = user.has_perm("events.change_gettogether")
    if not (on_the_road or keeps_agenda):
        return _of_delegation(user, now, today)
    rights = {
        "with_names": user.has_perm("members.view_member"),
        "with_letters": user.has_perm("members.change_letter"),
    }
    found = worklist(now, today, **rights) if on_the_road else []
    return [*found, *(events_work.tasks(now, today) if keeps_agenda else [])]


def _of_delegation(user: Any, now: datetime, today: date) -> list[Task] | None:
    member = getattr(user, "member", None)
    if member is None or not user.has_perm("recruitment.view_candidate"):
        return None
    return road_work.tasks_of_delegation(member, now, today)


def worklist(now: datetime, today: date, *, with_names: bool, with_letters: bool = True) -> list[Task]:
    """What candidates, the council and the site ask of this user now, the urgent first.

    Names only ``with_names``; letters that wait only ``with_letters``, for who may send them.
    """
    found = [
        *road_work.tasks(now, today),
        *council_work.tasks(today, with_names=with_names, with_letters=with_letters),
        *site_work.tasks(today),
        *retention.tasks(now, with_names=with_names),
    ]
    return sorted(found, key=lambda task: not task.urgent)
