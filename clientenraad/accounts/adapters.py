"""What allauth asks of the site: its words, the visitor's address, and how often somebody may try."""

import time
from typing import Any, cast
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context, ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from clientenraad.accounts import sealing, second_step
from members import qr
from members.models import Council
from members.safety import client_network

FRESH = 5 * 60  # seconds in which who has just logged in need not prove it again
WRONG = (
    "Deze naam en dit wachtwoord horen niet bij elkaar. Kijk of de hoofdletters kloppen."
    " Lukt het niet? Vraag de beheerder om een nieuwe link."
)
WAIT = "Er is te vaak iets verkeerds ingevuld. Wacht tien minuten en probeer het dan opnieuw."
# The last words are for whom no code is right any more, say after a restore without the key (accounts/sealing.py).
WRONG_CODE = (
    "Deze code klopt niet. Een code werkt kort en maar één keer. Wacht op de volgende code en vul die in."
    " Blijft het misgaan? Vraag de beheerder om hulp."
)
WRONG_PASSKEY = "Met deze passkey lukte het niet. Probeer het nog een keer, of log in met uw wachtwoord."


class AccountAdapter(DefaultAccountAdapter):
    """Logging in with a password; accounts are made by the administrator only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        # Without an address, as behind a socket, all visitors share one count.
        return client_network(request) or "unknown"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # One account from one address: somebody else cannot keep a colleague out by typing nonsense elsewhere.
        return f"{self.get_client_ip(request)} {credentials['username'].casefold()}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        if not ratelimit.consume(request, action="account_failed", key=_account(credentials), dry_run=True):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        ratelimit.consume(request, action="account_failed", key=_account(credentials))

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        if user.is_active and not user.is_staff:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Only who knows the password reads that the account is closed."""
        messages.error(request, "Dit account is gesloten. Vraag de beheerder om hulp.")
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Before the second step is changed, unless it is the first one or somebody has just logged in."""
        request = context.request
        if not second_step.has_one(cast(User, request.user)):
            return False
        records = get_authentication_records(request, request.user)
        return not any(time.time() - record["at"] < FRESH for record in records)


def _account(credentials: dict[str, Any]) -> str:
    return f"account {credentials['username'].casefold()}"


class SecondStepAdapter(DefaultMFAAdapter):
    """Codes and passkeys, under the address of the site and sealed with its secret."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def get_totp_issuer(self) -> str:
        return f"Beheer {urlsplit(settings.SITE_URL).hostname}"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return f"passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def build_totp_svg(self, url: str) -> str:
        return qr.drawn(url)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": str(urlsplit(settings.SITE_URL).hostname), "name": Council.objects.get().name}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "name": user.get_username()}

    def encrypt(self, text: str) -> str:
        return sealing.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        # Sealed with a key that is gone, say after a restore elsewhere: no code is right any more.
        return sealing.opened(encrypted_text) or generate_totp_secret()
