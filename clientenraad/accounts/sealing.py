"""The secrets of the second step, as they stand in the database and so in a backup: sealed with the site's key."""

import base64
import hashlib

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

# Where allauth keeps what is sealed, by the kind of step.
SEALED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def sealed(text: str) -> str:
    """``text``, as only this site's key opens it."""
    return _seal().encrypt(text.encode()).decode()


def opened(text: str) -> str | None:
    """What was sealed with the site's key, or an older one that is still known; None when that key is gone."""
    try:
        return _seal().decrypt(text.encode()).decode()
    except InvalidToken:
        return None


def seal_anew() -> int:
    """Seal with the newest key what an older one may have sealed, and return how many; none when there is no older.

    After that the older key may go (docs/installeren.md).
    """
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    with transaction.atomic():
        steps = Authenticator.objects.select_for_update().filter(type__in=SEALED)
        return sum(_seal_anew(step) for step in steps)


def _seal_anew(step: Authenticator) -> bool:
    name = SEALED[step.type]
    text = opened(step.data.get(name, ""))
    if text is None:
        return False
    step.data[name] = sealed(text)
    step.save(update_fields=["data"])
    return True


def _seal() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second step {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
