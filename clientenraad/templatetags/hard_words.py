"""Hard words are explained on every page; this filter is an edge, so it asks the database."""

from django import template
from django.db import Error
from django.utils.safestring import SafeString

from clientenraad import glossary
from clientenraad.models import Word

register = template.Library()


@register.filter(is_safe=True)
def explained(html: str, council: str) -> SafeString:
    """The page with each word of the list linked where it first stands.

    A page without the name of its ``council`` is one about an error: it asks the database nothing.
    """
    if not council:
        return SafeString(html)
    try:
        return glossary.explained(html, Word.objects.all(), council)
    except Error:
        return SafeString(html)
