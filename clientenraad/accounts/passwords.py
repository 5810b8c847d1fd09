"""Words that anybody would guess first in a password for this site."""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

from members.models import Council

SHORTEST = 5  # letters: a shorter word is in too many others
GUESSED_FIRST = ["clientenraad", "wachtwoord", "welkom", "password", "beheer", "secretaris", "voorzitter", "gemeente"]


class LongEnough(MinimumLengthValidator):
    """Django's own, whose sentence has no Dutch."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens."


class NoWordsOfOurs:
    """Refuses the names of the site, the council and the colleague, and what is guessed first; however written."""

    def validate(self, password: str, user: Any = None) -> None:
        letters = _letters(password)
        found = next((word for word in _words(user) if word in letters), None)
        if found:
            raise ValidationError(f"Kies een wachtwoord zonder ‘{found}’ erin. Dat raadt een ander snel.")

    def get_help_text(self) -> str:
        return "Gebruik niet uw eigen naam, de naam van de raad of een woord als ‘welkom’."


def _words(user: Any) -> list[str]:
    council = Council.objects.get()
    names = [council.name, council.municipality, urlsplit(settings.SITE_URL).hostname or ""]
    if user is not None:
        names += [user.get_username(), user.first_name, user.last_name, user.email.partition("@")[0]]
    words = [_letters(word) for name in names for word in re.split(r"[\W_]+", name)]
    return [*GUESSED_FIRST, *(word for word in words if len(word) >= SHORTEST)]


def _letters(text: str) -> str:
    """Small letters and figures, without accents and without what stands between them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
