"""/beheer/wissen/: what goes in the coming week, and the secretary's yes when the clock is in doubt (rule 16)."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clientenraad import retention


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Candidates for who may change them, members for who may view them; erasing for the first."""
    may_erase = request.user.has_perm("recruitment.change_candidate")
    if not (may_erase or request.user.has_perm("members.view_member")):
        raise PermissionDenied
    if request.method != "POST":
        return TemplateResponse(request, "admin/retention.html", _context(request, may_erase))
    if not may_erase:
        raise PermissionDenied
    return _erase(request)


def _context(request: HttpRequest, may_erase: bool) -> dict[str, Any]:
    now, today = timezone.now(), timezone.localdate()
    may_see_members = request.user.has_perm("members.view_member")
    return {
        **admin.site.each_context(request),
        "title": "Wat wij binnenkort wissen",
        "lines": retention.due_by(today + retention.AHEAD, candidates=may_erase, members=may_see_members),
        "held": retention.held(now),
        "letters_held": retention.letters_held(now),
        "may_erase": may_erase,
        "today": today,
        "days": retention.AHEAD.days,
    }


def _erase(request: HttpRequest) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    if not retention.held(now):
        messages.info(request, "De datum is al bevestigd. Het wissen gaat weer vanzelf.")
        return redirect("admin:retention")
    # The day itself is posted: a yes from an old tab says nothing about today.
    if request.POST.get("today") != today.isoformat():
        context = {**_context(request, may_erase=True), "error": "Kijk of de datum klopt, en zet dan een vinkje."}
        return TemplateResponse(request, "admin/retention.html", context, status=422)
    outcome = retention.erase_after_yes(now)
    if outcome.failed:
        messages.error(request, f"Bij {outcome.failed} lukte het wissen niet. Probeer het later nog eens.")
    else:
        messages.success(request, f"Gewist: {outcome.erased}. Vanaf nu gaat het werk van de nacht weer vanzelf.")
    return redirect("admin:retention")
