"""The calendar file, read back by other eyes: line by line, and by a second reader of dates and rules."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar
from model_bakery import baker

from events import actions
from events.models import GetTogether
from tests.events.conftest import NOON, at

LINE = re.compile(r"[A-Z-]+(;[A-Z-]+=(\"[^\"]*\"|[^\";:,]+))*:.*")
pytestmark = pytest.mark.usefixtures("noon")


def lines(client, url="/agenda.ics") -> list[str]:
    """The unfolded lines, after the strict rules of RFC 5545, 3.1: CRLF, and at most 75 bytes in each."""
    response = client.get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies
    raw = response.content
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    unfolded = raw.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert [line for line in unfolded if not LINE.fullmatch(line)] == []
    return unfolded


def value(found: list[str], name: str) -> str:
    """What stands behind the one line of an event with this name."""
    inside = found[found.index("BEGIN:VEVENT") : found.index("END:VEVENT")]
    [line] = [line for line in inside if re.match(rf"{name}[;:]", line)]
    return line.partition(":")[2]


def naive(text: str) -> datetime:
    """A time of some clock, without a zone: the file's own rules say which."""
    return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007


def zone_offset(found: list[str], local: datetime) -> timedelta:
    """The difference with UTC that the file itself gives for a local time, by its own rules."""
    parts = "\n".join(found).split("BEGIN:VTIMEZONE")[1].split("END:VTIMEZONE")[0]
    onsets = []
    for part in re.findall(r"BEGIN:(?:DAYLIGHT|STANDARD)\n(.*?)\nEND:", parts, re.DOTALL):
        fields = dict(line.split(":", 1) for line in part.split("\n"))
        rule = rrulestr(fields["RRULE"], dtstart=naive(fields["DTSTART"]))
        onsets.append((rule.before(local, inc=True), fields["TZOFFSETTO"]))
    hours = max(onsets)[1]
    return timedelta(hours=int(hours[:3]))


def test_a_file_without_events_is_a_whole_calendar(client, council):
    found = lines(client)
    assert (found[0], found[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "VERSION:2.0" in found
    assert "X-WR-CALNAME:Agenda Cliëntenraad" in found
    assert "TZID:Europe/Amsterdam" in found


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2027-03-27 20:00", "2027-03-27 19:00"),
        ("2027-03-28 01:59", "2027-03-28 00:59"),
        ("2027-03-28 03:00", "2027-03-28 01:00"),
        ("2027-03-28 20:00", "2027-03-28 18:00"),
        ("2027-10-30 20:00", "2027-10-30 18:00"),
        ("2027-10-31 03:00", "2027-10-31 02:00"),
        ("2027-10-31 20:00", "2027-10-31 19:00"),
    ],
)
def test_a_second_reader_finds_the_right_moment_around_the_change_of_the_clock(client, council, local, utc):
    start = at(local).astimezone(UTC)
    baker.make(GetTogether, slug="x", starts_at=start, ends_at=start + timedelta(minutes=30))
    found = lines(client)
    assert "DTSTART;TZID=Europe/Amsterdam:" + local.translate({45: None, 58: None, 32: "T"}) + "00" in found
    written = naive(value(found, "DTSTART"))
    assert written - zone_offset(found, written) == datetime.fromisoformat(utc)
    [event] = Calendar.from_ical(client.get("/agenda.ics").content).events
    assert event.start.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == timedelta(minutes=30)


def test_an_event_says_everything(client, drinks):
    found = lines(client, "/agenda/borrel-december-2026.ics")
    assert value(found, "UID") == f"bijeenkomst-{drinks.pk}@testserver"
    assert value(found, "SUMMARY") == "Borrel in december"
    assert value(found, "LOCATION") == r"Buurthuis De Linde\, Lindestraat 1\, Voorbeeldstad"
    assert value(found, "DESCRIPTION") == "Kosten: Het eerste drankje is gratis."
    assert value(found, "URL") == "http://testserver/agenda/borrel-december-2026/"
    assert value(found, "STATUS") == "CONFIRMED"
    assert value(found, "DTEND") == "20261203T223000"
    assert value(found, "DTSTAMP") == value(found, "LAST-MODIFIED") == "20261201T110000Z"
    assert found == lines(client)


def test_an_event_without_an_end_has_none(client, drinks):
    GetTogether.objects.update(ends_at=None)
    assert not [line for line in lines(client) if line.startswith("DTEND")]


def test_who_it_is_for_stands_in_the_title(client, drinks):
    GetTogether.objects.update(for_whom="council")
    assert value(lines(client), "SUMMARY") == "Borrel in december (alleen leden van de raad)"


def test_moving_and_cancelling_raise_the_sequence_and_keep_the_uid(client, drinks, time_machine):
    uid, seen = value(lines(client), "UID"), [int(value(lines(client), "SEQUENCE"))]
    time_machine.move_to(NOON + timedelta(minutes=1))
    start = at("2026-12-04 20:00")
    actions.move(
        drinks, starts_at=start, ends_at=None, place="De Es", address="", why="De zaal was vol.", seen=0, now=NOON
    )
    found = lines(client)
    seen.append(int(value(found, "SEQUENCE")))
    assert value(found, "LAST-MODIFIED") == "20261201T110100Z"
    assert value(found, "DESCRIPTION").startswith(r"Verplaatst: was donderdag 3 december 2026\, 20.00 uur")
    actions.cancel(drinks, why="De zaal is dicht.", seen=1)
    found = lines(client)
    seen.append(int(value(found, "SEQUENCE")))
    assert value(found, "STATUS") == "CANCELLED"
    assert value(found, "SUMMARY") == "Gaat niet door: Borrel in december"
    actions.undo_cancel(drinks, seen=2)
    found = lines(client)
    seen.append(int(value(found, "SEQUENCE")))
    assert value(found, "STATUS") == "CONFIRMED"
    assert seen == [0, 1, 2, 3]
    assert value(found, "UID") == uid


def test_long_and_odd_texts_are_folded_and_kept(client, drinks):
    odd = 'Café ☕; "raad", \\ of\tniet: BEGIN:VEVENT ' + "é" * 80
    GetTogether.objects.update(title=odd)
    lines(client)
    [event] = Calendar.from_ical(client.get("/agenda.ics").content).events
    assert str(event["summary"]) == odd


def test_a_line_break_in_a_text_begins_no_line_of_the_file(client, drinks):
    GetTogether.objects.update(cancelled_why="Vol.\r\nEND:VEVENT\nX: y")
    assert [line for line in lines(client) if line == "END:VEVENT" or line.startswith("X:")] == ["END:VEVENT"]


def test_the_whole_calendar_holds_what_was_and_what_comes_in_order(client, drinks):
    baker.make(GetTogether, title="Vorig jaar", starts_at=at("2025-12-03 20:00"))
    titles = [line for line in lines(client) if line.startswith("SUMMARY")]
    assert titles == ["SUMMARY:Vorig jaar", "SUMMARY:Borrel in december"]


def test_one_get_together_is_a_file_to_keep(client, drinks):
    response = client.get("/agenda/borrel-december-2026.ics")
    assert response["Content-Disposition"] == "attachment; filename=borrel-december-2026.ics"
