"""What stands between a request and the admin: a session that lives, and the second step."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from clientenraad.accounts import second_step, sessions

DESK = "/beheer/"
# What somebody may do who has logged in but still lacks the second step.
SETTING_UP = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "logged_out",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "welcome",
}


class LivingSessions(AuthenticationMiddleware):
    """``request.user`` as long as the session lives; a form that comes too late is kept."""

    def process_request(self, request: HttpRequest) -> None:
        cast(Any, request).user = SimpleLazyObject(lambda: user_of(request))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method != "POST" or not request.path.startswith(DESK):
            return response
        if not hasattr(request, "was_user"):
            sessions.forget_typed(request)
            return response
        if sessions.keep_typed(request):
            return redirect_to_login(reverse("typed"))
        return response


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """Who is logged in; outside the admin somebody without the second step is a visitor like any other."""
    user = sessions.living_user(request)
    if not request.path.startswith(DESK) and second_step.is_missing(request, user):
        return AnonymousUser()
    return user


class SecondStep:
    """Below /beheer/ nothing works without the second step but setting it up, by whatever method."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.path.startswith(DESK):
            return None
        user = cast(User, request.user)
        cast(Any, request).second_step_is_off = not second_step.is_asked()
        if not user.is_authenticated or not second_step.is_missing(request, user):
            return None
        if second_step.has_one(user):
            logout(request)
            return redirect_to_login(request.get_full_path())
        match = request.resolver_match
        return None if match and match.url_name in SETTING_UP and not match.namespace else redirect("mfa_index")
