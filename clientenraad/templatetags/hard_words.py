"""Hard words are explained on every page; from what the request knows."""

from django import template
from django.db import Error
from django.utils.safestring import SafeString

from clientenraad import glossary
from clientenraad.known import SiteKnown
from members.models import Council

register = template.Library()


@register.filter(is_safe=True)
def explained(html: str, known: SiteKnown | str) -> SafeString:
    """The page with each word of the list linked where it first stands.

    A page for which nothing is ``known`` is one about an error: it asks the database nothing.
    """
    if not isinstance(known, SiteKnown):
        return SafeString(html)
    try:
        return glossary.explained(html, known.words, known.council.name)
    except (Error, Council.DoesNotExist):
        return SafeString(html)
