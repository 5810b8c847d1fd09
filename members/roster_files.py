"""The roster to take along: as a sheet for a spreadsheet, and as a calendar of the last days."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event

from members.dates import DAY
from members.roster import Line

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
# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(lines: Iterable[Line]) -> bytes:
    """The roster as CSV that a Dutch Excel opens well: semicolons, and a mark that says it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows([safe(cell) for cell in _cells(line)] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(line: Line) -> list[str]:
    days = [line.since, *line.term, *(line.next_term or (None, None)), line.limit]
    answer = "ja" if line.reappointable else "nee"
    return [line.name, ", ".join(line.offices), *map(_day, days), answer, _day(line.exceptional)]


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


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
