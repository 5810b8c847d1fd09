"""What every answer passes through: friendly words when the database cannot serve, and headers by address."""

import logging
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import unquote_plus

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from clientenraad.context import last_known_council
from clientenraad.known import known_now

log = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER = 60  # seconds; 503.html says the same in words


class Knowing:
    """Puts on each request what the site knows of itself, for whoever makes the page (clientenraad.known)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Lazy: a file or a page of the admin takes none of it.
        cast(Any, request).known = SimpleLazyObject(known_now)
        return self.get_response(request)


class FriendlyUnavailable:
    """Database locked, full, damaged or gone: a 503 in Dutch with the phone number, instead of a bare error."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return unavailable(error) if is_of_the_database(error) else None


def is_of_the_database(error: BaseException | None) -> bool:
    """Whether the database itself is what is wrong, rather than what it was asked."""
    # A damaged file of SQLite has no kind of error of its own.
    return isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError


def unavailable(error: BaseException | None) -> HttpResponse:
    """The page that says: not now, nothing was kept, call us or come back. It asks the database nothing."""
    # The error's text may quote what somebody typed.
    log.error("database unavailable: %s", type(error).__name__)
    page = render_to_string("503.html", {"council": last_known_council()})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})


class PatientSessions(SessionMiddleware):
    """Sessions that cannot be saved because the database is locked are a 503 too, not a broken request."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except (DatabaseError, InterfaceError, SessionInterrupted) as error:
            if not comes_from_the_database(error):
                raise
            return unavailable(error)


def comes_from_the_database(error: BaseException | None) -> bool:
    """Whether this error, or one that it followed from, is the database's."""
    while error is not None and not is_of_the_database(error):
        error = error.__context__
    return error is not None


class PersonalPages:
    """Addresses about one person: kept by no cache, named in no list, and told to no other site, in any answer.

    What the admin shows is kept by no cache and named in no list either.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/aanmelding/"):
            response["Cache-Control"] = "no-store, private"
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            # The forms of the open page need an Origin; its address holds no token.
            if not request.path.startswith("/aanmelding/mijn/"):
                response["Referrer-Policy"] = "no-referrer"
        elif request.path.startswith("/beheer/"):
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class RefuseNul:
    """A NUL in an address or cookie is never a person's, and PostgreSQL stumbles over it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = unquote_plus(request.META.get("QUERY_STRING", ""))
        if "\x00" in asked or any("\x00" in value for value in request.COOKIES.values()):
            return HttpResponseBadRequest(render_to_string("400.html"))
        return self.get_response(request)


class PermissionsPolicy:
    """The site uses none of the browser's devices, and says so."""

    HEADER = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = self.HEADER
        return response
