"""A list comes in as a whole or not at all, history with a warning, and twice is once (docs/rules.md, 1)."""

import io
from datetime import date

import pytest
from django.db.models import QuerySet
from openpyxl import Workbook

from members.importing import bring_in
from members.models import CommitteePlace, Council, Member, OfficePlace, Term
from tests.members.lists import KEPT, WOLK, errors, ready_to_bring, rows_of, terms_of, warnings


@pytest.fixture
def bring(council, time_machine, today):
    time_machine.move_to(today, tick=False)
    return ready_to_bring(today)


# Errors by line ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";wolk@voorbeeld.example;;;1-3-2024;29-2-2028;;;;;", "De naam ontbreekt."),
        (
            "Wolk;geen adres;;;1-3-2024;;;;;;",
            "E-mail: Dit e-mailadres klopt niet. Een goed voorbeeld is naam@voorbeeld.nl.",
        ),
        ("Wolk;;;;1-3-2024;28-2-2024;;;;;", "De laatste dag ligt vóór de eerste dag."),
        ("Wolk;;;;;29-2-2028;;;;;", "De eerste dag ontbreekt."),
        ("Wolk;;;;29-2-2023;;;;;;", "Eerste dag: ‘29-2-2023’ is geen dag die bestaat."),
        (
            "Wolk;;;;31-12-1899;;;;;;",
            "Eerste dag: ‘31-12-1899’ ligt niet tussen 1 januari 1900 en 31 december 2199.",
        ),
        (
            "Wolk;;;;1-3-2024;1-1-2200;;;;;",
            "Laatste dag: ‘1-1-2200’ ligt niet tussen 1 januari 1900 en 31 december 2199.",
        ),
        (
            "Wolk;;;;1-3-2024;;morgen;;;;",
            "Besluit: ‘morgen’ begrijpen wij niet als dag. Schrijf bijvoorbeeld 1-3-2024.",
        ),
        (
            "Wolk;;;;1-3-2024;;;;schrijver;;",
            "Er is geen functie met de naam ‘schrijver’. Maak die eerst, of verander de naam.",
        ),
        (
            "Wolk;;;;1-3-2024;;;;;Eten;",
            "Er is geen commissie met de naam ‘Eten’. Maak die eerst, of verander de naam.",
        ),
        (
            "Wolk;;;;1-3-2024;1-3-2032;;;;;",
            "Wolk mag volgens de regels van uw raad lid zijn tot en met 29 februari 2032, niet langer.",
        ),
        (
            f"{'Wolk' * 51};;;;1-3-2024;;;;;;",
            "Naam: Dit is te lang: 204 tekens. Gebruik hoogstens 200 tekens.",
        ),
    ],
)
def test_a_bad_last_line_is_named_and_leaves_nothing(bring, line, said):
    for keep in (False, True):
        report = bring(WOLK, line, keep=keep)
        assert errors(report) == {3: [said]}
        assert report.problems == []
    assert (Member.objects.count(), Term.objects.count()) == (0, 0)


@pytest.mark.parametrize("row", [["=A2", "1-3-2024"], ["Regen", "=B2"], ["Regen", "=B2", "=C2"]])
def test_a_formula_without_an_outcome_is_an_error_on_its_line(bring, today, row):
    rows = rows_of(workbook([["naam", "eerste dag", "laatste dag"], ["Wolk", "1-3-2024"], row]))
    report = bring_in(rows, today=today, keep=True)
    again = "Open de lijst in uw rekenprogramma en bewaar hem opnieuw."
    assert errors(report) == {3: [f"Hier staat een formule zonder uitkomst. {again}"]}
    assert Member.objects.count() == 0


def workbook(rows) -> bytes:
    """As another program than a spreadsheet writes it: with formulas, without their outcomes."""
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_all_errors_are_told_at_once(bring):
    report = bring(WOLK, "Zon;;;;29-2-2023;1-1-2200;;;;;", ";;;;1-3-2024;;;;;;", "Regen;;;;x;;;;schrijver;Eten;")
    assert {number: len(texts) for number, texts in errors(report).items()} == {3: 2, 4: 1, 5: 3}
    assert [line.number for line in report.shown] == [3, 4, 5]


def test_terms_of_one_person_that_overlap_are_refused(bring):
    report = bring("Wolk;1-3-2020;29-2-2024", "Wolk;29-2-2024;31-12-2026", header="naam;eerste dag;laatste dag")
    assert errors(report) == {
        3: ["Dit lid is al benoemd van 1 maart 2020 tot en met 29 februari 2024. Kies andere dagen."]
    }
    assert Term.objects.count() == 0


def test_terms_that_touch_are_no_overlap_and_no_gap(bring):
    report = bring("Wolk;1-3-2020;29-2-2024", "Wolk;1-3-2024;31-12-2026", header="naam;eerste dag;laatste dag")
    assert (report.refused, warnings(report)) == (False, {})


def test_older_terms_that_make_a_running_one_too_long_are_refused(bring):
    header = "naam;eerste dag;laatste dag"
    bring("Wolk;1-3-2024;29-2-2028", header=header)
    report = bring("Wolk;1-3-2016;29-2-2024", header=header)
    assert errors(report) == {2: ["Wolk heeft vóór 1 maart 2024 de langste zittingstijd al bereikt."]}
    assert Term.objects.count() == 1


def test_an_exceptional_term_needs_its_reason_and_the_rules(bring):
    header = "naam;eerste dag;laatste dag;reden uitzondering"
    lines = ["Wolk;1-3-2020;29-2-2028;", "Wolk;1-3-2028;28-2-2030;Niemand anders"]
    assert errors(bring(*lines, header=header)) == {
        3: ["Wolk heeft vóór 1 maart 2028 de langste zittingstijd al bereikt."]
    }
    Council.objects.update(exceptional_years=2)
    assert bring(*lines, header=header).summary == "1 persoon en 2 termijnen"
    assert Term.objects.get(starts_on=date(2028, 3, 1)).exception_why == "Niemand anders"


# Seats -------------------------------------------------------------------------------------------


def test_an_import_that_overfills_a_day_is_refused_with_that_day(bring, fill):
    fill(14, date(2026, 1, 1), date(2029, 12, 31))
    report = bring("Wolk;1-7-2026;31-12-2026", "Regen;1-9-2026;31-12-2026", header="naam;eerste dag;laatste dag")
    assert len(report.problems) == 1
    assert report.problems[0].startswith("Op 1 september 2026 zijn alle 15 plaatsen bezet. Dan zitten in de raad: ")
    assert Term.objects.count() == 14


def test_an_import_that_fills_the_last_seat_is_kept(bring, fill):
    fill(14, date(2026, 1, 1), date(2029, 12, 31))
    assert bring("Wolk;1-7-2026;31-12-2026", header="naam;eerste dag;laatste dag").refused is False
    assert Term.objects.count() == 15


def test_a_day_that_was_too_full_before_today_warns_and_is_kept(bring, fill):
    fill(15, date(2025, 1, 1), date(2026, 5, 31))
    report = bring("Wolk;1-3-2025;31-5-2026", header="naam;eerste dag;laatste dag")
    assert warnings(report) == {2: [f"Op 1 maart 2025 waren er 16 leden op 15 plaatsen. {KEPT}"]}
    assert Term.objects.count() == 16


def test_a_day_too_full_today_is_refused_where_yesterday_was_kept(bring, fill):
    fill(15, date(2025, 1, 1), date(2026, 6, 1))
    report = bring("Wolk;1-3-2025;1-6-2026", header="naam;eerste dag;laatste dag")
    assert report.problems[0].startswith("Op 1 juni 2026 zijn alle 15 plaatsen bezet.")
    assert Term.objects.count() == 15


def test_before_the_first_number_of_seats_no_day_is_too_full(bring):
    lines = [f"Wolk {number};1-3-2010;31-12-2012" for number in range(20)]
    report = bring(*lines, header="naam;eerste dag;laatste dag")
    assert (report.summary, warnings(report)) == ("20 personen en 20 termijnen", {})


# History that warns ------------------------------------------------------------------------------


def test_a_maximum_that_was_passed_before_today_warns_and_is_kept(bring):
    report = bring("Wolk;1-3-2010;28-2-2018", "Wolk;1-3-2018;31-5-2026", header="naam;eerste dag;laatste dag")
    assert warnings(report) == {3: [f"Volgens de regels van uw raad mocht dit tot en met 28 februari 2018. {KEPT}"]}
    assert len(terms_of("Wolk")) == 2


def test_a_maximum_that_is_passed_today_is_refused(bring):
    report = bring("Wolk;1-3-2010;28-2-2018", "Wolk;1-3-2018;1-6-2026", header="naam;eerste dag;laatste dag")
    assert errors(report) == {3: ["Wolk heeft vóór 1 maart 2018 de langste zittingstijd al bereikt."]}


def test_a_gap_between_terms_warns_and_is_kept(bring):
    report = bring("Wolk;1-3-2016;29-2-2020", "Wolk;2-3-2020;29-2-2024", header="naam;eerste dag;laatste dag")
    assert warnings(report) == {3: ["Gat: geen lid van 1 maart 2020 tot en met 1 maart 2020."]}
    assert len(terms_of("Wolk")) == 2


# The same file twice -----------------------------------------------------------------------------

WHOLE = [
    WOLK,
    "Wolk Voorbeeld;wolk@voorbeeld.example;;;1-3-2020;29-2-2024;;;;;",
    "Regen Appel;;06 0000 0001;;1-3-2024;;;;voorzitter;Communicatie;",
    "Zon Peer;;;;1-3-2020;31-12-2022;;;;;verhuisd",
]


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Member, Term, OfficePlace, CommitteePlace)]


def test_the_same_file_twice_changes_nothing(bring):
    assert bring(*WHOLE).summary == "3 personen, 4 termijnen, 1 functie en 1 plaats in een commissie"
    before = everything()
    again = bring(*WHOLE)
    assert (again.refused, again.summary) == (False, "")
    assert everything() == before
    assert again.lines[2].present == [
        "persoon: Regen Appel",
        "termijn van 1 maart 2024 tot en met 29 februari 2028",
        "functie: voorzitter vanaf 1 maart 2024",
        "plaats in een commissie: commissie Communicatie vanaf 1 maart 2024",
    ]


def test_the_same_file_after_somebody_left_early_changes_nothing(bring):
    bring(WOLK)
    QuerySet(Term).update(ends_on=date(2026, 12, 31), planned_ends_on=date(2028, 2, 29), left_because="work")
    before = everything()
    assert bring(WOLK).summary == ""
    assert everything() == before


def test_what_the_site_says_of_somebody_wins_and_is_told(bring):
    bring(WOLK)
    Member.objects.update(address="Nieuwe weg 2", email="")
    report = bring(WOLK)
    assert warnings(report) == {
        2: [
            "Bij e-mail staat op de website iets anders. Dat verandert niet.",
            "Bij adres staat op de website iets anders. Dat verandert niet.",
        ]
    }
    assert Member.objects.values_list("address", "email").get() == ("Nieuwe weg 2", "")


def test_a_new_line_is_added_to_what_was_there(bring):
    bring(WHOLE[1])
    report = bring(*WHOLE[:2])
    assert (report.summary, Member.objects.count()) == ("1 termijn", 1)
    assert len(terms_of("Wolk Voorbeeld")) == 2
