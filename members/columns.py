"""What the columns of a member list mean: the one table for reading a list and for writing one."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format

from members.dates import SANE_DAY
from members.refusals import Refusal
from members.spreadsheet import MAX_ROWS, Cell, Sheet, Unreadable

# The header we write, by what it means in the code; then what else councils call it.
HEADERS = {
    "name": "naam",
    "email": "e-mail",
    "phone": "telefoon",
    "address": "adres",
    "starts_on": "eerste dag",
    "ends_on": "laatste dag",
    "decided_on": "besluit",
    "decision_reference": "kenmerk",
    "exception_why": "reden uitzondering",
    "left_because": "reden vertrek",
    "planned_ends_on": "laatste dag zonder vertrek",
    "office": "functie",
    "office_first": "functie vanaf",
    "office_last": "functie tot en met",
    "committee": "commissie",
    "committee_first": "commissie vanaf",
    "committee_last": "commissie tot en met",
    "public_name": "naam op de website",
    "public_text": "over dit lid",
    "show_since": "laat zien sinds wanneer",
    "consent_on": "toestemming website",
    "consent_how": "hoe toestemming website",
    "former_consent_on": "toestemming oud-lid",
    "former_consent_how": "hoe toestemming oud-lid",
    "seats": "aantal plaatsen",
    "seats_first": "plaatsen vanaf",
    "person_number": "nummer in deze export",
}
SYNONYMS = {
    "name": "naam lid, volledige naam, voor- en achternaam",
    "email": "mail, e-mailadres, mailadres",
    "phone": "tel, tel.nr., telefoonnummer, telefoonnr, mobiel, mobiel nummer, mobiele telefoon, gsm",
    "address": "postadres, woonadres, straat, straat en huisnummer",
    "starts_on": "begin, begindatum, start, startdatum, ingangsdatum, vanaf, van, benoemd per, benoemd vanaf,"
    " begin termijn, lid sinds, lid vanaf",
    "ends_on": "eind, einde, einddatum, tot en met, t/m, einde termijn, lid tot en met, lid t/m",
    "decided_on": "datum besluit, besluitdatum, besluit van, besluit college, besluit van het college, collegebesluit,"
    " datum collegebesluit",
    "decision_reference": "kenmerk besluit, kenmerk van het besluit, besluitnummer, nummer besluit, zaaknummer",
    "exception_why": "uitzondering, reden van de uitzondering",
    "left_because": "reden van vertrek, reden van het vertrek, vertrekreden, reden stoppen, reden einde",
    "planned_ends_on": "geplande laatste dag, oorspronkelijke einddatum",
    "office": "functies, rol",
    "office_first": "functie sinds, begin functie",
    "office_last": "functie t/m, einde functie",
    "committee": "commissies, werkgroep, werkgroepen",
    "committee_first": "commissie sinds, begin commissie",
    "committee_last": "commissie t/m, einde commissie",
    "seats": "plaatsen, zetels, aantal zetels",
    "seats_first": "zetels vanaf",
}
# Parts that together make a name or an address.
PARTS = {
    "first_name": "voornaam, voornamen, roepnaam, voorletters",
    "infix": "tussenvoegsel, tussenvoegsels",
    "last_name": "achternaam, familienaam",
    "postcode": "postcode",
    "city": "woonplaats, plaats",
}
SERIALS = (10_000, 109_938)  # a spreadsheet's numbers for days, from 1927 up to and including 2199
DAYS = [key for key in HEADERS if key.endswith(("_on", "_first", "_last"))]
ANSWERS = ["show_since"]  # columns that say yes or no
YES, NO = {"ja", "x", "1", "true", "waar"}, {"nee", "neen", "0", "false", "onwaar"}


def plain(text: str) -> str:
    """For comparing: no capitals, accents, spaces or marks, and nothing between brackets."""
    letters = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", "", text)).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


KEYS = {plain(header): key for key, header in HEADERS.items()}
KEYS |= {plain(name): key for key, names in {**SYNONYMS, **PARTS}.items() for name in names.split(", ")}


def key_of(header: Cell) -> str | None:
    return KEYS.get(plain(header)) if isinstance(header, str) else None


def headers_in(row: Sequence[Cell]) -> int:
    """How many cells of a row are headers we know."""
    return sum(key_of(cell) is not None for cell in row)


@dataclass
class Table:
    """A list as texts by column, days written as 2024-03-01 where they could be read; ready to sign and come back."""

    rows: list[tuple[int, dict[str, str]]]  # number of the line in the file, and its filled cells
    skipped: list[str]  # headers that mean nothing to us; what stands below them was not read
    other_sheets: list[str]


def read_table(sheet: Sheet) -> Table:
    """The known columns of a sheet; raises ``Unreadable`` without headers, without lines, or with a column twice."""
    at = next((at for at, (_, row) in enumerate(sheet.rows) if _is_header(row)), None)
    if at is None:
        raise Unreadable("Wij vinden geen kolom met de kop ‘naam’. Zet boven elke kolom hoe die heet.")
    headers = sheet.rows[at][1]
    _refuse_double_columns(headers)
    lines = sheet.rows[at + 1 :]
    if not lines:
        raise Unreadable("Onder de koppen staat geen enkele regel. Kies een lijst met leden.")
    if len(lines) > MAX_ROWS:
        raise Unreadable(f"Het bestand heeft meer dan {MAX_ROWS} regels. Verdeel de lijst over meer bestanden.")
    rows = [(number, _cells(headers, row, sheet.serial_day)) for number, row in lines]
    skipped = [str(cell) for cell in headers if cell is not None and key_of(cell) is None]
    return Table([(number, cells) for number, cells in rows if cells], skipped, sheet.others)


def _is_header(row: Sequence[Cell]) -> bool:
    return any(key_of(cell) in {"name", "last_name"} for cell in row)


def _refuse_double_columns(headers: Sequence[Cell]) -> None:
    seen: dict[str, Cell] = {}
    for header in headers:
        key = key_of(header)
        # A list often has a fixed and a mobile number; the first that is filled in counts.
        if key in seen and key != "phone":
            raise Unreadable(f"De kolommen ‘{seen[key]}’ en ‘{header}’ betekenen hetzelfde. Laat er één staan.")
        if key:
            seen[key] = header


def _cells(headers: Sequence[Cell], row: Sequence[Cell], serial_day: Callable[[float], datetime]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for header, value in zip(headers, row, strict=False):
        key = key_of(header)
        if key and value is not None:
            cells.setdefault(key, _day_text(value, serial_day) if key in DAYS else _text(value))
    # A spreadsheet takes 0612345678 for a number and drops its first digit.
    if re.fullmatch(r"[1-9]\d{8}", cells.get("phone", "")):
        cells["phone"] = f"0{cells['phone']}"
    return _joined(cells)


def _joined(cells: dict[str, str]) -> dict[str, str]:
    """First, middle and last name become the name; street, postcode and city the address."""
    parts = {key: cells.pop(key, "") for key in PARTS}
    name = " ".join(filter(None, [parts["first_name"], parts["infix"], parts["last_name"]]))
    place = "  ".join(filter(None, [parts["postcode"], parts["city"]]))
    address = "\n".join(filter(None, [cells.get("address", ""), place]))
    return {**({"name": name} if name else {}), **cells, **({"address": address} if address else {})}


def _text(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _day_text(value: Cell, serial_day: Callable[[float], datetime]) -> str:
    """A day as 2024-03-01; what cannot be read stays as it is, to be refused with its line."""
    if isinstance(value, date):
        return value.isoformat()
    text = _text(value)
    # A spreadsheet counts days; a plain year or a short number is no such count.
    if re.fullmatch(r"\d{5,6}(\.\d+)?", text) and SERIALS[0] <= float(text) <= SERIALS[1]:
        return serial_day(float(text)).date().isoformat()
    return text


def parse_answer(text: str) -> bool:
    """Whether a cell says yes; raises ``Refusal`` when it says neither yes nor no."""
    if plain(text) not in YES | NO:
        raise Refusal(f"‘{text}’ begrijpen wij niet. Schrijf ‘ja’ of ‘nee’.")
    return plain(text) in YES


MONTHS = {"januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8}
MONTHS |= {"september": 9, "oktober": 10, "november": 11, "december": 12}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"mrt": 3, "sept": 9}
NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})[- ]([a-z]{3,9})\.?[- ](\d{4}|\d{2})")
CLOCK = re.compile(r"[t ]0?0:00(:00(\.0+)?)?$")


def parse_day(text: str) -> date:
    """The day that is meant by 1-3-2024, 01/03/24, 2024-03-01 or 1 mrt 2024; raises ``Refusal`` when none is."""
    written = CLOCK.sub("", " ".join(text.casefold().split()))
    year, month, day = _numbers(written, text)
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Refusal(f"‘{text}’ is geen dag die bestaat.") from error
    if not SANE_DAY[0].limit_value <= found <= SANE_DAY[1].limit_value:
        first, last = (date_format(limit.limit_value) for limit in SANE_DAY)
        raise Refusal(f"‘{text}’ ligt niet tussen {first} en {last}.")
    return found


def _numbers(written: str, text: str) -> tuple[int, int, int]:
    if match := ISO.fullmatch(written):
        year, month, day = match.groups()
        return int(year), int(month), int(day)
    if match := NUMBERS.fullmatch(written):
        day, month, year = match.groups()
        return _year(year), int(month), int(day)
    if (match := WORDS.fullmatch(written)) and (number := MONTHS.get(match[2])):
        return _year(match[3]), number, int(match[1])
    raise Refusal(f"‘{text}’ begrijpen wij niet als dag. Schrijf bijvoorbeeld 1-3-2024.")


def _year(text: str) -> int:
    """Two digits mean the century nearest to a council's life: 69 is 1969, 68 is 2068."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 69 else 2000)
