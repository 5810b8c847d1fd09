from django import template
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

register = template.Library()


@register.filter
def may_still_be_read_by(entry: LogEntry, user: User) -> bool:
    """Whether somebody may still change what they once changed: a role that was taken away leaves no trace."""
    kind = entry.content_type
    return kind is not None and user.has_perm(f"{kind.app_label}.change_{kind.model}")
