"""Sentences about get-togethers that the page, the calendar file and the admin share."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from events.models import GetTogether


def moment_text(moment: datetime) -> str:
    """A day and time of the Dutch clock: donderdag 3 december 2026, 20.00 uur."""
    return f"{date_format(timezone.localtime(moment), 'l j F Y, H.i')} uur"


def moved_text(event: GetTogether) -> str:
    """What it was before it was moved, and why; empty when it never was."""
    if not event.is_moved:
        return ""
    old = [moment_text(event.moved_from)] if event.moved_from else []
    if event.moved_from_place:
        old.append(event.moved_from_place)
    return f"Verplaatst: was {', '.join(old)}. {event.moved_why}".strip()


def summary(event: GetTogether) -> str:
    """When and where on one line, and whether it goes on; for who sees only a link to the page."""
    text = f"{moment_text(event.starts_at).capitalize()}{f', {event.where}' if event.where else ''}."
    return f"Gaat niet door. {text}" if event.cancelled_why else text
