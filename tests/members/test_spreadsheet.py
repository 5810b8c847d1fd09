"""Which files are read as a list, in which notations, and which are refused in plain words."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from members.columns import headers_in, read_table
from members.spreadsheet import MAX_BYTES, NO_OUTCOME, OLE, Unreadable, as_csv, as_xlsx, read

HEADER = ["naam", "e-mail", "eerste dag"]
WOLK = {"name": "Wolk Voorbeeld", "email": "wolk@voorbeeld.example", "starts_on": "2024-03-01"}


def table(data: bytes):
    return read_table(read(data, headers_in))


def cells(data: bytes) -> list[dict[str, str]]:
    return [row for _, row in table(data).rows]


def xlsx(*rows, change=None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, text: bytes) -> bytes:
    """The same workbook with one part in another form."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, text if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, text)
    return file.getvalue()


# Text files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_text_file_is_read_in_every_separator_and_coding(separator, coding, ending):
    lines = [["Naam", "E-mail", "Eerste dag"], ["Zoë Café", "zoe@voorbeeld.example", "1-3-2024"], []]
    data = ending.join(separator.join(line) for line in lines).encode(coding)
    assert cells(data) == [{"name": "Zoë Café", "email": "zoe@voorbeeld.example", "starts_on": "1-3-2024"}]


def test_a_cell_in_quotes_may_hold_separators_and_new_lines():
    data = b'naam;adres\n"Voorbeeld; Wolk";"Wolkstraat 1\n0000 XX Wolkstad"'
    assert cells(data) == [{"name": "Voorbeeld; Wolk", "address": "Wolkstraat 1\n0000 XX Wolkstad"}]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("E-MAIL", "email"),
        ("  Émail adres ", "email"),
        ("e_mailadres (privé)", "email"),
        ("Tel.", "phone"),
        ("Mobiel", "phone"),
        ("Straat en huisnummer", "address"),
        ("Einddatum", "ends_on"),
        ("t/m", "ends_on"),
        ("Datum besluit", "decided_on"),
        ("Kenmerk van het besluit", "decision_reference"),
        ("Reden van vertrek", "left_because"),
        ("FUNCTIE", "office"),
        ("Commissies", "committee"),
    ],
)
def test_headers_are_recognised_leniently(header, key):
    assert cells(f"Naam;{header}\nWolk;x".encode()) == [{"name": "Wolk", key: "x"}]


def test_lines_above_the_headers_are_left_out_and_counted():
    data = b"Ledenlijst van onze raad;;\n\nNaam;Eerste dag\nWolk;1-3-2024\n\nRegen;1-4-2024\n"
    assert table(data).rows == [
        (4, {"name": "Wolk", "starts_on": "1-3-2024"}),
        (6, {"name": "Regen", "starts_on": "1-4-2024"}),
    ]


def test_parts_of_a_name_and_an_address_are_joined():
    data = b"voornaam;tussenvoegsel;achternaam;adres;postcode;woonplaats\nWolk;van;Voorbeeld;Weg 1;0000 XX;Wolkstad"
    assert cells(data) == [{"name": "Wolk van Voorbeeld", "address": "Weg 1\n0000 XX  Wolkstad"}]


def test_unknown_columns_are_named_and_not_read():
    found = table(b"Naam;Geboortedatum;BSN\nWolk;1-1-1970;000000000")
    assert found.rows == [(2, {"name": "Wolk"})]
    assert found.skipped == ["Geboortedatum", "BSN"]


def test_the_first_number_that_is_filled_in_is_the_phone_number():
    data = b"naam;telefoon;mobiel\nWolk;;06 0000 0000\nRegen;050 000 0000;06 0000 0001"
    assert [row["phone"] for row in cells(data)] == ["06 0000 0000", "050 000 0000"]


def test_a_phone_number_that_lost_its_nought_gets_it_back():
    assert cells(xlsx(["naam", "telefoon"], ["Wolk", 600000000]))[0]["phone"] == "0600000000"


def test_our_own_apostrophe_before_a_formula_is_taken_away_again():
    data = as_csv([["naam", "telefoon", "kenmerk"], ["'t Voorbeeld", "+31 6 0000 0000", "=1+1"]])
    assert cells(data) == [{"name": "'t Voorbeeld", "phone": "+31 6 0000 0000", "decision_reference": "=1+1"}]


# Workbooks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day", [date(2024, 3, 1), datetime.combine(date(2024, 3, 1), time(12, 30)), 45352, 45352.5, "2024-03-01"]
)
def test_a_workbook_is_read_with_real_days_and_serial_numbers(day):
    assert cells(xlsx(HEADER, ["Wolk Voorbeeld", "wolk@voorbeeld.example", day])) == [WOLK]


def test_a_serial_number_of_an_old_apple_workbook_counts_from_1904():
    def count_from_1904(book):
        book.epoch = CALENDAR_MAC_1904

    row = ["Wolk Voorbeeld", "wolk@voorbeeld.example", 45352 - 1462]
    assert cells(xlsx(HEADER, row, change=count_from_1904)) == [WOLK]


def test_a_serial_number_in_a_text_file_is_a_day():
    assert cells(b"naam;eerste dag\nWolk;45352") == [{"name": "Wolk", "starts_on": "2024-03-01"}]


def test_a_formula_is_read_as_its_value():
    sheet = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="A1" t="str"><v>naam</v></c></row>
    <row r="2"><c r="A2" t="str"><f>CONCATENATE("Wolk"," Voorbeeld")</f><v>Wolk Voorbeeld</v></c></row>
    </sheetData></worksheet>"""
    data = with_part(xlsx(HEADER), "xl/worksheets/sheet1.xml", sheet)
    assert cells(data) == [{"name": "Wolk Voorbeeld"}]


FORMULA = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="str"><v>naam</v></c><c r="B1" t="str"><v>telefoon</v></c><c r="C1" t="str"><v>x</v></c></row>
<row r="4">{}<c t="str"><v>06 0000 0000</v></c><c><f>1+1</f></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A4"><f>A1</f></c>',
        "<c><f>A1</f></c>",
        '<c r="A4"><f>A1</f><v></v></c>',
        '<c r="A4" t="str"><f>A1</f></c>',
        '<c r="A4"><f t="shared" si="0"/></c>',
        '<c r="A4"><f t="array" ref="A4">A1</f></c>',
    ],
)
def test_a_formula_without_an_outcome_is_marked_and_not_taken_for_empty(cell):
    data = with_part(xlsx(HEADER), "xl/worksheets/sheet1.xml", FORMULA.format(cell).encode())
    assert table(data).rows == [(4, {"name": NO_OUTCOME, "phone": "06 0000 0000"})]


def test_a_formula_with_an_empty_text_as_its_outcome_is_empty():
    cell = '<c r="A4" t="str"><f>IF(TRUE,"","x")</f><v></v></c>'
    data = with_part(xlsx(HEADER), "xl/worksheets/sheet1.xml", FORMULA.format(cell).encode())
    assert cells(data) == [{"phone": "06 0000 0000"}]


def test_a_line_of_nothing_but_a_formula_without_an_outcome_is_a_line():
    assert table(xlsx(["naam"], ["Wolk"], ["=A2"])).rows == [(2, {"name": "Wolk"}), (3, {"name": NO_OUTCOME})]


def test_only_the_first_visible_sheet_is_read_and_the_others_are_named():
    def add_sheets(book):
        book.create_sheet("Verborgen", 0).sheet_state = "hidden"
        book.create_sheet("Vorig jaar").append(["naam"])

    found = table(xlsx(["naam"], ["Wolk"], change=add_sheets))
    assert (found.rows, found.other_sheets) == ([(2, {"name": "Wolk"})], ["Vorig jaar"])


# Refusals ----------------------------------------------------------------------------------------

LIST = xlsx(HEADER, ["Wolk Voorbeeld", "wolk@voorbeeld.example", "1-3-2024"])
SHEET = "xl/worksheets/sheet1.xml"
XML = b'<?xml version="1.0"?>'
LAUGHS = XML + b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Het bestand is leeg."),
        (b" \r\n\r\n ", "Het bestand is leeg."),
        (b"\xef\xbb\xbf", "Het bestand is leeg."),
        (b";;\n;;", "Het bestand is leeg."),
        (xlsx(), "Het bestand is leeg."),
        (b"naam;eerste dag\n", "Onder de koppen staat geen enkele regel."),
        (xlsx(HEADER), "Onder de koppen staat geen enkele regel."),
        (b"Wolk;1-3-2024\n", "Wij vinden geen kolom met de kop ‘naam’."),
        (b"naam;eerste dag;begindatum\nWolk;1-3-2024;1-3-2024", "De kolommen ‘eerste dag’ en ‘begindatum’ betekenen"),
        (b"%PDF-1.7 ...", "Dit is een PDF."),
        (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "Er zit een wachtwoord op dit bestand."),
        (OLE + b"\0" * 512 + "Workbook".encode("utf-16-le"), "Dit is een oud Excel-bestand (.xls)."),
        (b"naam\nWo\0lk", "Dit bestand kunnen wij niet lezen."),
        (bytes(range(256)) * 20, "Dit bestand kunnen wij niet lezen."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "Dit bestand kunnen wij niet lezen."),
        (b'naam;adres\n"' + b"x" * 200_000, "In dit bestand staat een cel die te groot is."),
        (b"naam\n" + b"Wolk\n" * 501, "Het bestand heeft meer dan 500 regels."),
        (b"naam\n" + b"Wolk\n" * 10_000, "Het bestand heeft meer dan 500 regels."),
        (b"naam\nWolk" + b"\n" * 30_000, "Het bestand heeft meer dan 500 regels."),
        (b"naam\n" + b"x" * MAX_BYTES, "Het bestand is groter dan 2 MB."),
        (b"PK\x03\x04 rubbish", "Dit bestand is beschadigd of is geen Excel-bestand."),
        (LIST[: len(LIST) // 2], "Dit bestand is beschadigd of is geen Excel-bestand."),
        (zipped("brief.docx", b"x"), "Dit bestand is beschadigd of is geen Excel-bestand."),
        (with_part(LIST, SHEET, b"<not xml"), "Dit bestand is beschadigd of is geen Excel-bestand."),
        (with_part(LIST, SHEET, LAUGHS), "Dit bestand is beschadigd of is geen Excel-bestand."),
        (with_part(LIST, "xl/media/x.xml", b" " * 11_000_000), "Dit bestand is uitgepakt te groot."),
        (with_part(LIST, SHEET, b"<c/>" * 500_000), "Dit bestand heeft te veel cellen."),
        (with_part(LIST, SHEET, b"<c/>" * 500_000)[:-40], "Dit bestand is beschadigd of is geen Excel-bestand."),
    ],
    ids=range(28),
)
def test_what_is_no_list_is_refused_in_plain_words(data, why):
    with pytest.raises(Unreadable) as refused:
        table(data)
    assert str(refused.value).startswith(why)


def test_five_hundred_lines_are_read():
    assert len(table(b"naam\n" + b"Wolk\n" * 500).rows) == 500


def test_a_row_far_down_does_not_read_a_million_empty_rows():
    sheet = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="A1" t="str"><v>naam</v></c></row><row r="1048576"><c r="A1048576" t="str"><v>Wolk</v></c></row>
    </sheetData></worksheet>"""
    with pytest.raises(Unreadable, match="^Het bestand heeft meer dan 500 regels."):
        table(with_part(LIST, SHEET, sheet))


def test_strange_cells_become_text_or_a_day_and_never_an_error():
    found = cells(xlsx(["naam", "kenmerk", "eerste dag"], [True, timedelta(hours=30), timedelta(hours=30)]))
    assert found[0]["name"] == "True"


# Writing -----------------------------------------------------------------------------------------

TRICKS = ["=1+1", "+31 6 0000 0000", "-1", "@naam", "\tx", "\rx"]


def test_a_text_file_never_holds_a_formula():
    lines = as_csv([[trick] for trick in TRICKS]).decode("utf-8-sig").split("\r\n")
    assert lines == ["'=1+1", "'+31 6 0000 0000", "'-1", "'@naam", "'\tx", '"\'\rx"', ""]


def test_a_workbook_holds_texts_that_look_like_formulas_as_texts():
    sheet = load_workbook(io.BytesIO(as_xlsx([[trick] for trick in TRICKS], "Leden"))).active
    found = [(cell.data_type, cell.quotePrefix) for (cell,) in sheet.iter_rows()]
    assert found == [("s", True)] * len(TRICKS)
    assert sheet["A1"].value == "=1+1"


def test_a_workbook_holds_real_days_and_numbers():
    sheet = load_workbook(io.BytesIO(as_xlsx([[date(2024, 3, 1), 15, None, "x\x07y"]], "Leden"))).active
    assert [cell.value for cell in sheet[1]] == [datetime.combine(date(2024, 3, 1), time()), 15, None, "xy"]
    assert sheet["A1"].number_format == "dd-mm-yyyy"
