"""The roster is taken along as a sheet and a calendar that say what the page says."""

import csv
import io
from datetime import date

import pytest
from django.db.models import QuerySet
from icalendar import Calendar
from model_bakery import baker

from members import roster, roster_files
from members.models import Member, Office, OfficePlace, Term
from tests.members.roster.conftest import FIRST_TERM, NOON, chair, seat

# The sheet -----------------------------------------------------------------------------------------


def rows_of(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_sheet_says_what_the_page_says(council, today):
    council.exceptional_years = 2
    office = chair(takes_seat=True)
    member = seat("Loïs Voorbeeld", (date(2024, 1, 1), date(2027, 12, 31)), (date(2028, 1, 1), date(2029, 12, 31)))
    OfficePlace.objects.create(office=office, member=member, starts_on=date(2024, 1, 1))
    headings, *rows = rows_of(roster_files.sheet(roster.read(council, today)))
    assert headings == roster_files.HEADINGS
    days = ["2024-01-01", "2024-01-01", "2027-12-31", "2028-01-01", "2029-12-31", "2031-12-31"]
    assert rows == [["Loïs Voorbeeld", "voorzitter", *days, "ja", "2033-12-31"]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_stays_text(council, today, start):
    seat(f"{start}1+1", FIRST_TERM)
    _, [name, *_] = rows_of(roster_files.sheet(roster.read(council, today)))
    assert name == f"'{start}1+1"


def test_an_office_that_looks_like_a_formula_stays_text(council, today):
    office = baker.make(Office, name='=HYPERLINK("x")')
    OfficePlace.objects.create(office=office, member=seat("Roos", FIRST_TERM), starts_on=FIRST_TERM[0])
    _, [_, offices, *_] = rows_of(roster_files.sheet(roster.read(council, today)))
    assert offices == '\'=HYPERLINK("x")'


def test_a_sign_inside_a_cell_is_left_alone(council, today):
    seat("Roos-Anne; =x", FIRST_TERM)
    _, [name, *_] = rows_of(roster_files.sheet(roster.read(council, today)))
    assert name == "Roos-Anne; =x"


# The calendar --------------------------------------------------------------------------------------


def events_of(lines):
    content = roster_files.calendar(lines, council="Raad; Test, één", now=NOON)
    read = Calendar.from_ical(content)
    assert read["X-WR-CALNAME"] == "Rooster van aftreden Raad; Test, één"
    return read.events


def test_the_calendar_has_the_last_day_as_a_whole_day(council, today):
    seat("Roos; Voorbeeld, ë", FIRST_TERM)
    [event] = events_of(roster.read(council, today))
    assert event["SUMMARY"] == "Laatste dag van Roos; Voorbeeld, ë"
    assert (event.start, event.end) == (date(2027, 12, 31), date(2028, 1, 1))
    assert event["DTSTAMP"].dt == NOON


def test_an_event_keeps_its_number_when_the_last_day_moves(council, today):
    seat("Roos Voorbeeld", FIRST_TERM)
    [before] = events_of(roster.read(council, today))
    QuerySet(Term).update(ends_on=date(2027, 6, 30))
    [after] = events_of(roster.read(council, today))
    assert before["UID"] == after["UID"]
    assert after.start == date(2027, 6, 30)


def test_an_event_gets_another_number_when_the_consent_is_taken_back(council, today):
    member = seat("Roos Voorbeeld", FIRST_TERM, consent_on=date(2026, 1, 1))
    [before] = events_of(roster.read(council, today, for_visitors=True))
    Member.objects.filter(pk=member.pk).update(consent_on=None)
    [after] = events_of(roster.read(council, today, for_visitors=True))
    assert before["UID"] != after["UID"]
    assert (before["SUMMARY"], after["SUMMARY"]) == ("Laatste dag van Roos Voorbeeld", "Laatste dag van een lid")
