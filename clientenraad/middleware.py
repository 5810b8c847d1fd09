"""What every answer passes through: friendly words when the database cannot serve, and one more header."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from clientenraad.context import last_known_council

log = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]


class FriendlyUnavailable:
    """Database locked, full or gone: a 503 in Dutch with the phone number, instead of a bare error."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError):
            return None
        # The error's text may quote what somebody typed.
        log.error("database unavailable: %s", type(error).__name__)
        return unavailable(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The page that says: not now, nothing was stored, call us or come back."""
    context = {"council": last_known_council()}
    # Without a request no context processor runs, so this page asks the database nothing.
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response


class PermissionsPolicy:
    """The site uses none of the browser's devices, and says so."""

    HEADER = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = self.HEADER
        return response
