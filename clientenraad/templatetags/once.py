"""Words that stand in several places of a page, said in one."""

from html import unescape

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator

register = template.Library()


@register.simple_block_tag
def once(content: SafeString, most: int | None = None) -> SafeString:
    """What stands inside, on one line of at most ``most`` characters; under a name a block can be shown twice."""
    words = SafeString(" ".join(content.split()))
    # Cut as it is read: half of &amp; would be shown as it stands.
    return escape(Truncator(unescape(words)).chars(most)) if most else words
