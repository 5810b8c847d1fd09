from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from clientenraad import manual, night_page, retention_page, trail_page
from clientenraad.accounts.forms import OwnPasswordForm
from clientenraad.dashboard import Dashboard
from clientenraad.figures import views as figures
from members import roster_views

OWN_PAGES: list[tuple[str, Any, str]] = [
    ("rooster/", roster_views.desk_page, "roster"),
    ("rooster.csv", roster_views.desk_sheet, "roster_sheet"),
    ("rooster.ics", roster_views.desk_calendar, "roster_calendar"),
    ("cijfers/", figures.choose, "figures_choose"),
    ("cijfers/<int:number>/", figures.page, "figures"),
    ("cijfers/<int:number>.csv", figures.sheet, "figures_sheet"),
    ("spoor/", trail_page.page, "trail"),
    ("wissen/", retention_page.page, "retention"),
    ("nacht/", night_page.page, "night"),
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

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Django's own page, with the form that tells whoever the password belongs to."""
        context = {**self.each_context(request), **(extra_context or {})}
        done = reverse("admin:password_change_done")
        view = PasswordChangeView.as_view(form_class=OwnPasswordForm, success_url=done, extra_context=context)
        return cast(TemplateResponse, view(request))

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The worklist first."""
        dashboard = Dashboard.read(cast(User, request.user), timezone.now(), timezone.localdate())
        return super().index(request, {"dashboard": dashboard, **(extra_context or {})})
