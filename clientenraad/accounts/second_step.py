"""The second step of logging in: a code from an app, or a passkey.

A colleague who has none yet can do nothing but set it up. A session in which it was not taken, say one from before it
was set up elsewhere, is no session.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest

from members.models import Council

TAKEN = "second_step"
STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_asked() -> bool:
    """Whether logging in here takes a second step (SECOND_STEP, docs/variables.md)."""
    if settings.SECOND_STEP is not None:
        return settings.SECOND_STEP
    return not Council.objects.filter(is_demo=True).exists()


def has_one(user: User) -> bool:
    """Whether this colleague has set up a second step; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=STEPS).exists()


def is_taken(request: HttpRequest) -> bool:
    return bool(request.session.get(TAKEN))


def note_taken(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """A code was right, or a passkey; receives the signals of allauth."""
    request.session[TAKEN] = True


def is_missing(request: HttpRequest, user: User | AnonymousUser) -> bool:
    """Whether this colleague still has to set the second step up, or to take it."""
    if isinstance(user, AnonymousUser) or not is_asked():
        return False
    return not (is_taken(request) and has_one(user))
