"""What keeps robots away from a public form without bothering people: no account, no captcha.

A honeypot, a signed stamp that is also the form's own number, and a limit per address that a person, or a
library full of persons, does not reach.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from members.models import FormCount

SALT = "form stamp"
STAMP_LASTS = timedelta(days=2)  # a form may wait for tomorrow in an open tab
FAST = timedelta(seconds=3)  # nobody reads and fills a form in less
LIMIT = 60  # forms of normal speed, or a twelfth of that when all are fast, …
WINDOW = timedelta(minutes=10)  # … from one address in this time
FAST_COSTS = 12

# In the session of a colleague: a form that was sent after the session had ended (clientenraad/accounts/sessions.py).
TYPED = "typed"


class StampRefused(Exception):
    """The stamp is missing, forged or too old."""


@dataclass(frozen=True)
class Stamp:
    """When a form was handed out, in a seal of ours, with a number of its own."""

    number: uuid.UUID
    is_fresh: bool  # handed out less than FAST ago


def new_stamp() -> str:
    """A stamp for a form that is shown now."""
    return signing.TimestampSigner(salt=SALT).sign(uuid.uuid4().hex)


def read_stamp(value: str) -> Stamp:
    """The stamp in a form that came back; raises ``StampRefused``."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        number = uuid.UUID(signer.unsign(value, max_age=STAMP_LASTS))
    except (signing.BadSignature, ValueError) as error:
        raise StampRefused from error
    try:
        signer.unsign(value, max_age=FAST)
    except signing.SignatureExpired:
        return Stamp(number, is_fresh=False)
    return Stamp(number, is_fresh=True)


def too_many(request: HttpRequest, form: str, *, fresh: bool = False) -> bool:
    """Count this kind of form for its sender's address; True when that address sent too many.

    A ``fresh`` form came back within seconds and weighs more: a robot is stopped after a handful.
    """
    until = _end_of_window(timezone.now())
    # The address itself is nobody's business: only its seal is kept, and only for a while.
    seal = salted_hmac(SALT, f"{form} {client_network(request)} {until}").hexdigest()
    return FormCount.objects.add(seal, FAST_COSTS if fresh else 1, until=until) > LIMIT


def _end_of_window(moment: datetime) -> datetime:
    length = int(WINDOW.total_seconds())
    return datetime.fromtimestamp((int(moment.timestamp()) // length + 1) * length, tz=UTC)


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the header is believed only for the proxies that are ours (TRUSTED_PROXIES)."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
        return hops[-settings.TRUSTED_PROXIES][:64]
    return request.META.get("REMOTE_ADDR", "")


def client_network(request: HttpRequest) -> str:
    """The address to count by: an IPv6 visitor owns a whole /64, so that counts as one."""
    text = client_address(request)
    if text.startswith("[") or text.count(":") == 1:  # some proxies write the port behind it
        text = text.rpartition(":")[0].strip("[]") or text
    try:
        address = ip_address(text)
    except ValueError:
        return text
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)
