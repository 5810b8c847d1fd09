"""Whole addresses, for what is read outside the site."""

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def whole_address(path: str | None) -> str:
    """``path`` after the address of the site, such as ``https://raad.example/x/``; nothing stays so."""
    return f"{settings.SITE_URL}{path}" if path else ""
