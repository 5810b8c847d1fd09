"""What one room shows on a page of another; these tags are an edge, so they read the clock."""

from django import template
from django.utils import timezone

from events.models import GetTogether, NewsItem

register = template.Library()


@register.inclusion_tag("clientenraad/rooms/next_get_together.html")
def next_get_together() -> dict[str, object]:
    """The first get-together that goes on and to which a visitor may come."""
    now = timezone.now()
    return {"event": GetTogether.objects.published(now).going_on().for_everybody().coming(now).first()}


@register.inclusion_tag("clientenraad/rooms/latest_news.html")
def latest_news(number: int = 3) -> dict[str, object]:
    """The newest items, as many as ``number``."""
    return {"news": NewsItem.objects.published(timezone.now())[:number]}
