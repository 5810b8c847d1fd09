"""Showing the secretary's rich text: cleaned once more on its way out, whatever way it came in."""

from django import template
from django.utils.safestring import SafeString
from django_prose_editor.fields import create_sanitizer

from members.models.council import RICH_TEXT

register = template.Library()
_clean = create_sanitizer(RICH_TEXT)


@register.filter
def rich(text: str) -> SafeString:
    """``text`` with only the tags the editor offers; everything else is taken out."""
    return SafeString(_clean(text))
