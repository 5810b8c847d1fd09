"""Get-togethers for a calendar on a phone or computer (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, Timezone

from events.models import GetTogether
from events.words import moved_text

LOOK_AGAIN = timedelta(hours=12)
END = b"END:VCALENDAR\r\n"
# When the Dutch clock changes, for calendars that do not know Europe/Amsterdam by themselves.
AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Entry:
    """All that a calendar is told of one get-together."""

    site: str
    number: int
    slug: str
    version: int
    changed: datetime
    starts: datetime
    ends: datetime | None
    cancelled: bool
    summary: str
    where: str
    description: str


def calendar(events: Iterable[GetTogether], *, council: str, site: str) -> bytes:
    """The file; ``site`` is the site's own address, without a slash behind it."""
    return _head(f"Agenda {council}") + b"".join(_block(_entry(event, site)) for event in events) + END


def _head(name: str) -> bytes:
    result = Calendar()
    result.add("prodid", "-//clientenraad//agenda//NL")
    result.add("version", "2.0")
    result.add("name", name)
    result.add("x-wr-calname", name)
    result.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", "PT12H")
    result.add_component(Timezone.from_ical(AMSTERDAM))
    return result.to_ical().removesuffix(END)


def _entry(event: GetTogether, site: str) -> Entry:
    return Entry(
        site=site,
        number=event.pk,
        slug=event.slug,
        version=event.version,
        changed=event.changed_at,
        starts=event.starts_at,
        ends=event.ends_at,
        cancelled=bool(event.cancelled_why),
        summary=_summary(event),
        where=event.where,
        description=_description(event),
    )


def _summary(event: GetTogether) -> str:
    """The title; many calendars hide who it is for and whether it goes on, so the title says so."""
    text = f"Gaat niet door: {event.title}" if event.cancelled_why else event.title
    return f"{text} (alleen leden van de raad)" if event.is_for_council else text


def _description(event: GetTogether) -> str:
    costs = f"Kosten: {event.costs}" if event.costs else ""
    return "\n".join(filter(None, [event.cancelled_why, moved_text(event), event.directions, costs]))


# Writing 2,000 entries takes a third of a second, and they seldom change; the entry itself is the key.
@lru_cache(maxsize=4096)
def _block(entry: Entry) -> bytes:
    event = Event()
    event.add("uid", f"bijeenkomst-{entry.number}@{urlsplit(entry.site).hostname}")
    event.add("sequence", entry.version)
    # Without a METHOD both say when the entry last changed (RFC 5545, 3.8.7.2).
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("dtstart", timezone.localtime(entry.starts))
    if entry.ends:
        event.add("dtend", timezone.localtime(entry.ends))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("summary", entry.summary)
    if entry.where:
        event.add("location", entry.where)
    if entry.description:
        event.add("description", entry.description)
    event.add("url", f"{entry.site}{reverse('get_together', args=[entry.slug])}")
    return event.to_ical()
