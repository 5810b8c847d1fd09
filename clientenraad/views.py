"""The pages that belong to no room, and what the visitor sees when something is wrong."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from clientenraad.context import last_known_council
from clientenraad.health import complaints, with_signs
from clientenraad.middleware import comes_from_the_database, unavailable
from clientenraad.models import Page
from clientenraad.models.messages import KEPT_AFTER_ANSWER
from members.former import BACKUP_WEEKS
from members.known import KnowingRequest
from members.models import Council
from members.post import LAST_MAIL_KEPT
from members.safety import WINDOW
from members.trail import MONTHS_KEPT

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@require_safe
def home(request: KnowingRequest) -> HttpResponse:
    """What the council is, its seats as a picture, and what goes on."""
    return render(request, "clientenraad/home.html", {"seats": request.known.seats(timezone.localdate())})


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of text; one that has an address of its own is shown there only."""
    found = get_object_or_404(Page.objects.published(), slug=slug)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    return render(request, "clientenraad/page.html", {"page": found})


@require_safe
def privacy(request: KnowingRequest) -> HttpResponse:
    """The privacy statement, with the figures that are in force."""
    weeks = request.known.council.erase_after_weeks
    context = {
        "backup_weeks": BACKUP_WEEKS,
        "erased_everywhere_weeks": weeks + BACKUP_WEEKS,
        "trail_months": MONTHS_KEPT,
        "message_weeks": KEPT_AFTER_ANSWER.days // 7,
        "last_mail_days": LAST_MAIL_KEPT.days,
        "limit_minutes": WINDOW.seconds // 60,
    }
    return render(request, "clientenraad/privacy.html", context)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: ``ok``, or 503; what is wrong is told at the desk only."""
    now = timezone.now()
    try:
        well = not complaints(with_signs(now).get(), now)
    except (Error, Council.DoesNotExist):
        well = False
    response = HttpResponse("ok" if well else "niet ok", status=200 if well else 503, content_type="text/plain")
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something that cannot be read, or is too big to be."""
    if isinstance(exception, TOO_BIG):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from this visitor's page here, or whose cookie is gone."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: words and a phone number, without asking the database or anything else that may be broken.

    Where the database failed before any view was reached, such as for a session, the words are those of a 503.
    """
    error = sys.exc_info()[1]
    if comes_from_the_database(error):
        return unavailable(error)
    page = render_to_string("500.html", {"council": last_known_council(), "sheets": _sheets()})
    return HttpResponse(page, status=500, headers={"Cache-Control": "no-store"})


def _sheets() -> list[str]:
    """Where the styles of every page are; none when what is broken is just that."""
    try:
        return [static(f"css/{name}.css") for name in ("tokens", "base", "parts")]
    except ValueError:
        return []
