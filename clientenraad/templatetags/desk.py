from django import template
from django.contrib.auth.models import User

from members import trail, trail_words
from members.trail import Kind
from members.trail_words import Line

register = template.Library()
SHOWN, LOOKED_AT = 10, 60


@register.simple_tag
def lately_changed_by(user: User) -> list[Line]:
    """What this user changed last, each row once; only what may still be read: a lost role leaves nothing behind."""
    entries = trail.done_by(user).filter(action__in=[Kind.ADDED, Kind.CHANGED]).exclude(object_id=None)
    found = trail_words.lines(entries.select_related("actor", "content_type").order_by("-pk")[:LOOKED_AT], user)
    return list({line.url: line for line in reversed(found) if line.url}.values())[::-1][:SHOWN]
