"""Reading a list from CSV or XLSX, and writing one that is safe to open in a spreadsheet.

Knows files and cells, nothing of members. Whatever is wrong with a file is said in Dutch, as ``Unreadable``.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from members.refusals import Refusal

Cell = str | int | float | date | timedelta | None

# A list of a council has some hundreds of lines; what is far beyond that is a mistake or an attack.
MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 500  # the council is locked while they come in: some seconds
MAX_COLUMNS = 60
MAX_UNPACKED = 10 * 1024 * 1024
MAX_PARTS = 1000
MAX_TAGS = 400_000  # each costs hundreds of bytes of memory, however small the file
MAX_SCANNED = 20_000  # rows with nothing in them are skipped, but not without end
HEADER_ROWS = 20

# Stands in a cell whose formula was never worked out, so that it is not taken for an empty cell.
NO_OUTCOME = "(formule zonder uitkomst)"
ROW, FORMULA, VALUE = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("row", "f", "v"))

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Unreadable(Refusal):
    """This file cannot be read as a list."""


@dataclass
class Sheet:
    """The rows of one table, each with its number in the file (the first is 1); rows without any cell are left out."""

    rows: list[tuple[int, list[Cell]]]
    serial_day: Callable[[float], datetime]  # what a plain number means in a column of days
    others: list[str] = field(default_factory=list)  # names of sheets that were not read


def read(data: bytes, headers_in: Callable[[Sequence[Cell]], int]) -> Sheet:
    """The list in a file; ``headers_in`` says how many cells of a row are known headers.

    Raises ``Unreadable`` for whatever is no list, is locked, or is too big.
    """
    if not data.strip():
        raise Unreadable("Het bestand is leeg. Kies een ander bestand.")
    if len(data) > MAX_BYTES:
        raise Unreadable("Het bestand is groter dan 2 MB. Bewaar alleen de ledenlijst in een nieuw bestand.")
    _refuse_other_kinds(data)
    sheet = _read_xlsx(data) if data.startswith(b"PK") else _read_csv(data, headers_in)
    if not sheet.rows:
        raise Unreadable("Het bestand is leeg. Kies een ander bestand.")
    return sheet


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(b"%PDF"):
        raise Unreadable("Dit is een PDF. Bewaar de lijst als Excel-bestand (.xlsx) of als CSV.")
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("Er zit een wachtwoord op dit bestand. Haal het wachtwoord eraf en kies het bestand opnieuw.")
    if data.startswith(OLE):
        raise Unreadable("Dit is een oud Excel-bestand (.xls). Open het en bewaar het als .xlsx.")


# CSV -------------------------------------------------------------------------------------------


def _read_csv(data: bytes, headers_in: Callable[[Sequence[Cell]], int]) -> Sheet:
    text = _text(data)
    # The separator is the one that shows the most headers we know.
    separator = max(";,\t", key=lambda mark: max(map(headers_in, _first_records(text, mark)), default=0))
    return Sheet(_filled_rows(_records(text, separator)), from_excel)


def _text(data: bytes) -> str:
    """UTF-8, or UTF-16 with its mark, or else Windows-1252 as older spreadsheets write it."""
    kinds = ["utf-16"] if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ["utf-8-sig", "cp1252"]
    for kind in kinds:
        try:
            text = data.decode(kind)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text
    raise Unreadable("Dit bestand kunnen wij niet lezen. Bewaar de lijst als Excel-bestand (.xlsx) of als CSV.")


def _records(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Unreadable("In dit bestand staat een cel die te groot is. Kijk of een aanhalingsteken mist.") from error


def _first_records(text: str, separator: str) -> Iterator[list[str]]:
    # Another separator may make one giant cell of the rest; that only says it is not this one.
    try:
        yield from islice(_records(text, separator), HEADER_ROWS)
    except Unreadable:
        return


# XLSX ------------------------------------------------------------------------------------------


def _read_xlsx(data: bytes) -> Sheet:
    try:
        _refuse_bombs(data)
        # The values as they were when the workbook was saved, not the formulas.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return _first_sheet(book)
        finally:
            book.close()
    except Refusal:
        raise
    # A damaged workbook raises anything: bad zip, bad XML, a missing part, a number that is none.
    except Exception as error:
        raise Unreadable("Dit bestand is beschadigd of is geen Excel-bestand. Bewaar het opnieuw als .xlsx.") from error


def _refuse_bombs(data: bytes) -> None:
    """Unpack within bounds before anything is built from it; the sizes a zip states bind its reader."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        if "xl/workbook.xml" not in names:
            raise InvalidFileException("no workbook")
        if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED or len(names) > MAX_PARTS:
            raise Unreadable("Dit bestand is uitgepakt te groot. Kopieer de lijst naar een nieuw, leeg bestand.")
        if sum(parts.read(name).count(b"<") for name in names) > MAX_TAGS:
            raise Unreadable("Dit bestand heeft te veel cellen. Kopieer de lijst naar een nieuw, leeg bestand.")


def _first_sheet(book: Workbook) -> Sheet:
    sheet, *others = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    # Some programs state a wrong size, which would hide rows.
    sheet.reset_dimensions()
    rows = _filled_rows(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), _formulas(sheet))
    serial_day = _serial_day_1904 if book.epoch == CALENDAR_MAC_1904 else from_excel
    return Sheet(rows, serial_day, [other.title for other in others])


def _formulas(sheet: Any) -> set[tuple[int, int]]:
    """Row and column of each formula, but not of those whose outcome is known to be an empty text.

    Read from the part itself: loading the workbook with its formulas writes each shared formula out in full, and a
    small file can then fill all memory.
    """
    found, number = set(), 0
    with sheet._get_source() as source:
        for _, row in iterparse(source):
            if row.tag == ROW:
                number = int(float(row.get("r", number + 1)))
                found |= {(number, column) for column in _formulas_in(row)}
                row.clear()
    return found


def _formulas_in(row: Any) -> Iterator[int]:
    column = 0
    for cell in row:
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        empty_text = cell.get("t") == "str" and cell.find(VALUE) is not None
        if cell.find(FORMULA) is not None and not empty_text:
            yield column


def _serial_day_1904(number: float) -> datetime:
    """Old spreadsheets of Apple count their days from 1904."""
    return from_excel(number, CALENDAR_MAC_1904)


def _filled_rows(
    rows: Iterable[Sequence[Cell]], formulas: Collection[tuple[int, int]] = ()
) -> list[tuple[int, list[Cell]]]:
    """The rows with something in them, cleaned; refuses more than a list of a council can have."""
    found = []
    for number, row in enumerate(rows, start=1):
        cells = [_cleaned(cell) for cell in row[:MAX_COLUMNS]]
        for at, cell in enumerate(cells):
            if cell is None and (number, at + 1) in formulas:
                cells[at] = NO_OUTCOME
        if any(cell is not None for cell in cells):
            found.append((number, cells))
        if len(found) > MAX_ROWS + HEADER_ROWS or number > MAX_SCANNED:
            raise Unreadable(f"Het bestand heeft meer dan {MAX_ROWS} regels. Verdeel de lijst over meer bestanden.")
    return found


def _cleaned(cell: Cell) -> Cell:
    """Without spaces around it; nothing when that is all there was."""
    if isinstance(cell, datetime):
        return cell.date()
    if not isinstance(cell, str):
        return cell
    # The apostrophe is what we write ourselves before a text that looks like a formula.
    text = cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTS_FORMULA) else cell
    return CONTROL.sub("", text.replace("\xa0", " ")).strip() or None


# Writing ---------------------------------------------------------------------------------------

Written = str | int | date | None


def as_csv(rows: Iterable[Sequence[Written]]) -> bytes:
    """For a Dutch spreadsheet: semicolons, days as 2024-03-01, and a mark that says UTF-8."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([[_harmless(cell) for cell in row] for row in rows])
    return file.getvalue().encode("utf-8-sig")


def _harmless(cell: Written) -> Written:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_FORMULA) else cell


def as_xlsx(rows: Sequence[Sequence[Written]], title: str) -> bytes:
    """One sheet with a fixed first row; texts are texts, whatever they look like, and days are days."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet.freeze_panes = title, "A2"
    for row_number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            _write_cell(sheet.cell(row_number, column), value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_cell(cell: Any, value: Written) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        # Both say "this is text": the kind of the cell, and the mark a spreadsheet keeps when it saves as CSV.
        cell.data_type, cell.quotePrefix = "s", value.startswith(STARTS_FORMULA)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd-mm-yyyy"
