"""Data for programs inside a page."""

import json

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from members.models import Council

register = template.Library()
# What could end the block that the data stands in, or open another.
UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@register.filter
def linked_data(value: dict[str, object]) -> SafeString:
    """The value as JSON for a block of type application/ld+json, which no browser runs."""
    return SafeString(json.dumps(value, ensure_ascii=False).translate(UNSAFE))


@register.filter
def organization(council: Council) -> dict[str, object]:
    """The council as schema.org names it, with only what is filled in."""
    known = {
        "email": council.contact_email,
        "telephone": council.phone,
        "address": " ".join(council.postal_address.split()),
    }
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": council.name,
        "url": f"{settings.SITE_URL}/",
        "areaServed": council.municipality,
        **{name: text for name, text in known.items() if text},
    }
