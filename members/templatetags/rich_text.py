"""Showing the secretary's rich text: cleaned once more on its way out, whatever way it came in."""

from django import template
from django.utils.safestring import SafeString

from members.rich import cleaned

register = template.Library()


@register.filter
def rich(text: str) -> SafeString:
    """``text`` with only the tags the editor offers; everything else is taken out."""
    return SafeString(cleaned(text))
