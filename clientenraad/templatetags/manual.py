from typing import Any

from django import template

from clientenraad.manual import Chapter, explaining

register = template.Library()


@register.simple_tag(takes_context=True)
def chapter_of_this_page(context: dict[str, Any]) -> Chapter | None:
    """The chapter of the manual that explains the page on the screen."""
    found = getattr(context.get("request"), "resolver_match", None)
    return explaining(found.url_name or "") if found else None
