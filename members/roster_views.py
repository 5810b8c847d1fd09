"""The rooster van aftreden and the seats over the years: on the secretary's desk, and public if wanted."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from members import occupancy_plot, roster, roster_files, trail
from members.known import KnowingRequest
from members.models import Council, Term
from members.roster_chart import chart
from members.seats import Occupancy


def page_context(council: Council, *, for_visitors: bool) -> dict[str, Any]:
    """What both pages show, as things are today."""
    today = timezone.localdate()
    lines = roster.read(council, today, for_visitors=for_visitors)
    seats = Occupancy.read(occupancy_plot.first_day(today), trial_holds_seat=council.trial_holds_seat)
    picture = occupancy_plot.steps(seats, seats.today, occupancy_plot.last_day(today))
    return {
        "today": today,
        "lines": lines,
        "chart": chart(lines, today),
        "picture": picture,
        "plot": occupancy_plot.plot(picture, council.minimum_members, today),
        "minimum": council.minimum_members,
        "shortage": occupancy_plot.shortage_in_words(seats, council.minimum_members, today),
        "knows_exceptions": bool(council.exceptional_years),
    }


@require_safe
def public_page(request: KnowingRequest) -> HttpResponse:
    """For visitors, when the council wants so; only who agreed to it is named (docs/rules.md, 14)."""
    council = _of_public_roster(request)
    return TemplateResponse(request, "members/roster.html", page_context(council, for_visitors=True))


@require_safe
def public_sheet(request: KnowingRequest) -> HttpResponse:
    return _sheet(_of_public_roster(request), for_visitors=True)


@require_safe
def public_calendar(request: KnowingRequest) -> HttpResponse:
    return _calendar(_of_public_roster(request), for_visitors=True)


def _of_public_roster(request: KnowingRequest) -> Council:
    """The council, when it wants visitors to see the roster; raises ``Http404`` when it does not."""
    council = request.known.council
    if not council.roster_public:
        raise Http404
    return council


@require_safe
def desk_page(request: HttpRequest) -> HttpResponse:
    """For who may view members, with every name."""
    _refuse_strangers(request)
    context = {**admin.site.each_context(request), "title": "Rooster van aftreden"}
    shown = page_context(Council.objects.get(), for_visitors=False)
    return TemplateResponse(request, "members/roster_desk.html", {**context, **shown})


@require_safe
def desk_sheet(request: HttpRequest) -> HttpResponse:
    _refuse_strangers(request)
    trail.note(trail.Kind.EXPORTED, Term)
    return _sheet(Council.objects.get(), for_visitors=False)


@require_safe
def desk_calendar(request: HttpRequest) -> HttpResponse:
    _refuse_strangers(request)
    trail.note(trail.Kind.EXPORTED, Term)
    return _calendar(Council.objects.get(), for_visitors=False)


def _refuse_strangers(request: HttpRequest) -> None:
    if not request.user.has_perm("members.view_member"):
        raise PermissionDenied


def _sheet(council: Council, *, for_visitors: bool) -> HttpResponse:
    lines = roster.read(council, timezone.localdate(), for_visitors=for_visitors)
    return _file(roster_files.sheet(lines), "csv", "text/csv; charset=utf-8")


def _calendar(council: Council, *, for_visitors: bool) -> HttpResponse:
    lines = roster.read(council, timezone.localdate(), for_visitors=for_visitors)
    content = roster_files.calendar(lines, council=council.name, now=timezone.now())
    return _file(content, "ics", "text/calendar; charset=utf-8")


def _file(content: bytes, extension: str, content_type: str) -> HttpResponse:
    disposition = f'attachment; filename="rooster-van-aftreden.{extension}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
