"""The page about the work of the night, and about all else that is unwell: what to do then."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clientenraad import health


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """For who may have it mended; says nothing about people."""
    if not request.user.has_perm("members.change_council"):
        raise PermissionDenied
    now = timezone.now()
    council = health.with_signs(now).get()
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Het werk van de nacht",
        "night_at": council.night_at,
        "copied_at": council.copied_at,
        "complaints": health.complaints(council, now),
    }
    return render(request, "admin/night.html", context)
