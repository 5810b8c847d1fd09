"""The link with which a colleague chooses a password: signed, for one time, and kept nowhere.

It is a seal over the account as it is now, so it dies as soon as a password is chosen, somebody logs in, the address
changes or a newer link is made. How many seconds it works is PASSWORD_RESET_TIMEOUT.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from clientenraad.models import Colleague


class LinkSeal(PasswordResetTokenGenerator):
    key_salt = "clientenraad.accounts.links"


seal = LinkSeal()


def address_for(user: User) -> str:
    """The whole address, with the name of the site."""
    return settings.SITE_URL + reverse("welcome", args=[user.pk, seal.make_token(user)])


def opened_by(number: int, token: str) -> Colleague | None:
    """The colleague whose link this is; None when it is forged, used, too old, or of a closed account."""
    colleague = Colleague.objects.filter(pk=number, is_active=True, is_staff=True).first()
    return colleague if colleague and seal.check_token(colleague, token) else None
