"""What happens by itself when somebody logs in or changes the second step."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset, authenticator_used
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in

from clientenraad.accounts import letters, second_step, sessions

WORDS = {
    Authenticator.Type.TOTP: "een app met codes",
    Authenticator.Type.WEBAUTHN: "een passkey",
}


def connect() -> None:
    user_logged_in.connect(sessions.begin)
    for signal in (authenticator_used, authenticator_added):
        signal.connect(second_step.note_taken)
    authenticator_added.connect(_tell_added)
    authenticator_removed.connect(_tell_removed)
    authenticator_reset.connect(_tell_new_codes)


def _tell_added(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type in WORDS:
        what = f"Bij het inloggen kunt u vanaf nu ook {WORDS[authenticator.type]} gebruiken."
        letters.tell(user, "Uw tweede stap is gewijzigd", what)


def _tell_removed(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type in WORDS:
        what = f"Bij het inloggen kunt u {WORDS[authenticator.type]} niet meer gebruiken."
        letters.tell(user, "Uw tweede stap is gewijzigd", what)


def _tell_new_codes(sender: Any, user: User, **kwargs: Any) -> None:
    letters.tell(user, "U hebt nieuwe reservecodes", "Er zijn nieuwe reservecodes gemaakt. De oude werken niet meer.")
