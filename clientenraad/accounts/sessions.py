"""How long a colleague stays logged in, and what becomes of a text that is sent too late.

A session ends after 45 minutes without a request and 12 hours after logging in, whatever happens. A form that is
sent after that is put in the new, empty session of the same browser; who logs in there again as the same person finds
it back (``views.typed``).
"""

from datetime import timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from members.safety import TYPED

IDLE = timedelta(minutes=45)
LONGEST = timedelta(hours=12)
NOTE_EVERY = timedelta(minutes=1)  # a session is a row: not every page that is read writes it
BEGAN, SEEN = "began", "seen"  # seconds since 1970
MOST_TYPED = 200_000  # characters; a longer text stays in the browser only


def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Somebody logs in; receives Django's signal."""
    request.session[BEGAN] = request.session[SEEN] = timezone.now().timestamp()


def living_user(request: HttpRequest) -> User | AnonymousUser:
    """Who is logged in and may still be; otherwise nobody, and the session is gone."""
    user = get_user(request)
    if isinstance(user, AnonymousUser):
        return user
    now = timezone.now().timestamp()
    # Every account is a colleague's: who has no role any more is no colleague.
    if not cast(User, user).is_staff or is_over(request.session, now):
        request.session.flush()
        cast(Any, request).was_user = user.pk
        return AnonymousUser()
    if now - request.session[SEEN] >= NOTE_EVERY.total_seconds():
        request.session[SEEN] = now
    return cast(User, user)


def is_over(session: SessionBase, now: float) -> bool:
    """Whether this session has lasted too long, or lay idle; ``now`` in seconds since 1970."""
    idle, lasted = now - session.get(SEEN, 0), now - session.get(BEGAN, 0)
    return idle > IDLE.total_seconds() or lasted > LONGEST.total_seconds()


def end_all(user: User) -> None:
    """Log this colleague out everywhere, at once."""
    for row in Session.objects.filter(expire_date__gt=timezone.now()):
        if row.get_decoded().get(SESSION_KEY) == str(user.pk):
            row.delete()


def keep_typed(request: HttpRequest) -> bool:
    """Put the form that came too late in the new session; False when it cannot be kept.

    A password is never kept, and nothing of somebody who was not logged in.
    """
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    size = sum(len(name) + len(value) for name, value in fields)
    if size > MOST_TYPED or any("password" in name for name, _ in fields):
        return False
    request.session[TYPED] = {
        "by": cast(Any, request).was_user,
        "path": request.get_full_path(),
        "fields": [pair for pair in fields if pair[0] != "csrfmiddlewaretoken"],
        "had_files": bool(request.FILES),
    }
    return True


def forget_typed(request: HttpRequest) -> None:
    """The form was sent after all."""
    if request.session.get(TYPED, {}).get("path") == request.get_full_path():
        del request.session[TYPED]
