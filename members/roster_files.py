"""The roster to take along: as a sheet for a spreadsheet, and as a calendar of the last days."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event

from members.dates import DAY
from members.roster import Line
from members.spreadsheet import Written, as_csv

HEADINGS = [
    "naam",
    "functie",
    "lid sinds",
    "eerste dag van deze termijn",
    "laatste dag van deze termijn",
    "volgende termijn vanaf",
    "volgende termijn tot en met",
    "laatst mogelijke dag",
    "herbenoemen mogelijk",
    "bij uitzondering tot en met",
]


def sheet(lines: Iterable[Line]) -> bytes:
    """The roster as CSV, one line a member."""
    return as_csv([HEADINGS, *map(_cells, lines)])


def _cells(line: Line) -> list[Written]:
    days = [line.since, *line.term, *(line.next_term or ("", "")), line.limit]
    answer = "ja" if line.reappointable else "nee"
    return [line.name, ", ".join(line.offices), *(day or "" for day in days), answer, line.exceptional or ""]


def calendar(lines: Iterable[Line], *, council: str, now: datetime) -> bytes:
    """The last day of every member as a day in a calendar (iCalendar)."""
    name = f"Rooster van aftreden {council}"
    result = Calendar()
    result.add("prodid", "-//clientenraad//rooster van aftreden//NL")
    result.add("version", "2.0")
    result.add("name", name)
    result.add("x-wr-calname", name)
    for line in lines:
        result.add_component(_last_day(line, now))
    return result.to_ical()


def _last_day(line: Line, now: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(line))
    event.add("dtstamp", now)
    event.add("dtstart", line.last)
    event.add("dtend", line.last + DAY)
    event.add("summary", f"Laatste dag van {line.name}")
    event.add("description", line.sentence)
    event.add("transp", "TRANSPARENT")
    return event


def _uid(line: Line) -> str:
    """Stays the same when the last day moves, and cannot be led back to a person.

    Who takes back the consent gets another one, so that an old file does not give away who ‘een lid’ is.
    """
    return str(UUID(salted_hmac("members.roster", f"{line.member_id} {line.named}").hexdigest()[:32]))
