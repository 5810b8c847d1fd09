"""The page about the work of the night: when it last went well, and what to do when it did not."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clientenraad.backups import keeping
from clientenraad.work import council_with_counts, is_late


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """For who may have it mended; says nothing about people."""
    if not request.user.has_perm("members.change_council"):
        raise PermissionDenied
    council, copied_at, now = council_with_counts(), keeping.newest(keeping.folder()), timezone.now()
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Het werk van de nacht",
        "night_at": council.night_at,
        "copied_at": copied_at,
        "is_late": any(is_late(last or council.begun_at, now) for last in (council.night_at, copied_at)),
    }
    return render(request, "admin/night.html", context)
