"""The report as a sheet for a spreadsheet, and the years there are to choose from."""

import csv
import io
from datetime import date

import pytest
from django.db.models import QuerySet

from clientenraad.figures import report
from clientenraad.figures.year import Year
from members.models import Office, OfficePlace
from tests.clientenraad.figures.conftest import TODAY, past, read, sits

pytestmark = pytest.mark.usefixtures("council")


def test_the_sheet_holds_the_numbers_of_the_tables_one_a_line():
    sits(14, date(2024, 1, 1), date(2027, 12, 31))
    past(4, "appointed", 5, 10, 10, 10, 92, 10, 20)
    found = read()
    sheet = report.sheet(found)
    assert sheet.startswith(b"\xef\xbb\xbfonderdeel;tabel;regel;wat;aantal\r\n")
    lines = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline=""), delimiter=";"))
    numbers = [cell for section in found.sections for table in section.tables for row in table.rows for cell in row[1:]]
    assert [line[4] for line in lines[1:]] == list(map(str, numbers))
    assert ["Leden", "Leden erbij en eraf", "Leden aan het begin", "Leden", "14"] in lines


def test_a_name_that_looks_like_a_formula_is_harmless_in_the_sheet():
    (member,) = sits(1, date(2024, 1, 1), date(2027, 12, 31))
    office = Office.objects.create(name="=1+1")
    QuerySet(OfficePlace).bulk_create([OfficePlace(office=office, member=member, starts_on=date(2026, 1, 1))])
    assert b";'=1+1;Dagen vervuld;365" in report.sheet(read())


def test_a_year_without_anything_is_empty():
    assert read().is_empty
    past(1, "declined", 7)
    assert not read().is_empty


def test_a_year_that_is_not_over_goes_until_today():
    year = Year(2026, date(2026, 2, 28))
    assert (year.last, year.days, year.whole_months, year.is_over, year.is_coming) == (
        date(2026, 2, 28),
        59,
        2,
        False,
        False,
    )
    assert Year(2026, date(2026, 2, 27)).whole_months == 1
    assert Year(2026, date(2025, 12, 31)).is_coming
    assert Year(2026, date(2027, 1, 1)).is_over
    assert Year(2026, date(2027, 1, 1)).whole_months == 12


@pytest.mark.parametrize(
    ("first", "years"),
    [
        (None, [2027, 2026]),
        (date(2027, 2, 1), [2027, 2026]),
        (date(2025, 1, 1), [2027, 2026, 2025]),
        (date(2024, 12, 31), [2027, 2026, 2025, 2024]),
    ],
)
def test_the_years_to_choose_from_begin_with_the_first_member(first, years):
    if first:
        sits(1, first, date(2027, 12, 31))
    assert report.years(TODAY) == years
