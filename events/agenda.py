"""The agenda: what comes, what has been, one page each, and all of it for a calendar of one's own."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from events import addresses, calendar
from events.models import GetTogether, OldAddress
from events.models.get_togethers import GetTogetherQuerySet
from events.pages import moved_to
from events.words import summary
from members.known import KnowingRequest


class Agenda(ListView):
    """What is coming, in pages; on the first of them also the years of what is past."""

    template_name = "events/agenda.html"
    context_object_name = "coming"
    paginate_by = 24
    page_kwarg = "pagina"

    def get_queryset(self) -> QuerySet[GetTogether]:
        return _published().coming(timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = f"{settings.SITE_URL}/agenda.ics"
        subscribe = f"webcal://{urlsplit(address).netloc}/agenda.ics"
        return super().get_context_data(years=_years(), feed=address, subscribe=subscribe, **kwargs)


class Archive(ListView):
    """What is past of one Dutch calendar year, the last in front."""

    template_name = "events/archive.html"
    context_object_name = "past"
    paginate_by = 60
    page_kwarg = "pagina"

    def get_queryset(self) -> QuerySet[GetTogether]:
        year = self.kwargs["year"]
        # Asked first: a year that nobody can have would be an error in the query below.
        if year not in _years():
            raise Http404
        return _published().past(timezone.now()).filter(starts_at__year=year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(year=self.kwargs["year"], **kwargs)


@require_safe
def get_together(request: HttpRequest, slug: str) -> HttpResponse:
    """One get-together: when, where, for whom, and whether it goes on."""
    event = _published().filter(slug=slug).first()
    if event is None:
        return moved_to(_moved_page(slug).get_absolute_url())
    return render(request, "events/get_together.html", shown_with(event, timezone.now()))


def shown_with(event: GetTogether, now: datetime) -> dict[str, Any]:
    """What stands on the page of this get-together, also on the preview of it."""
    return {
        "event": event,
        "photos": list(event.photos.described()),
        "is_over": GetTogether.objects.past(now).contains(event),
        "summary": summary(event),
    }


@require_safe
def get_together_calendar(request: KnowingRequest, slug: str) -> HttpResponse:
    """One get-together to take along (iCalendar)."""
    event = _published().filter(slug=slug).first()
    if event is None:
        return moved_to(reverse("get_together_calendar", args=[_moved_page(slug).slug]))
    return _as_file(request, [event], f"attachment; filename={slug}.ics")


@require_safe
def whole_calendar(request: KnowingRequest) -> HttpResponse:
    """Everything that was and will be, for a calendar that looks here now and then."""
    return _as_file(request, _published().order_by("starts_at", "pk"), "inline; filename=agenda.ics")


def _as_file(request: KnowingRequest, events: Any, disposition: str) -> HttpResponse:
    content = calendar.calendar(events, council=request.known.council.name, site=settings.SITE_URL)
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _published() -> GetTogetherQuerySet:
    return GetTogether.objects.published(timezone.now())


def _moved_page(slug: str) -> GetTogether:
    """The get-together that had this address once; a 404 when there is none that may be seen."""
    return get_object_or_404(_published(), pk=addresses.where(OldAddress.Kind.AGENDA, slug))


def _years() -> list[int]:
    """The Dutch years in which something was, the last in front."""
    return _published().past(timezone.now()).years()
