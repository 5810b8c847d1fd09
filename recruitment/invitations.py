"""A talk as a file for somebody's calendar."""

from datetime import timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from recruitment.models import Talk

LASTS = timedelta(hours=1)


def calendar_file(talk: Talk) -> str:
    """The appointment in iCalendar; it names nobody, for a calendar may be read by others."""
    start = timezone.localtime(talk.planned_at)
    event = Event()
    event.add("uid", str(talk.calendar_number))
    event.add("sequence", talk.moved_times)
    event.add("dtstamp", talk.planned_at)
    event.add("dtstart", start)
    event.add("dtend", start + LASTS)
    event.add("summary", str(talk).capitalize())
    event.add("location", talk.where if talk.way == Talk.Way.VISIT else talk.get_way_display())
    result = Calendar()
    result.add("prodid", "-//clientenraad//gesprek//NL")
    result.add("version", "2.0")
    result.add_component(event)
    result.add_missing_timezones()
    return result.to_ical().decode()
