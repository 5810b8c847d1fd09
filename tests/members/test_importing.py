"""A list of members brought in: all of it or nothing, and history with a warning (docs/rules.md, 1)."""

from datetime import date

import pytest
from django.db.models import QuerySet
from model_bakery import baker

from members.columns import headers_in, read_table
from members.importing import bring_in
from members.models import Committee, CommitteePlace, Council, Member, Office, OfficePlace, SeatNumber, Term
from members.spreadsheet import read

HEADER = "naam;e-mail;telefoon;adres;eerste dag;laatste dag;besluit;kenmerk;functie;commissie;reden vertrek"
KEPT = "Het is al gebeurd. Daarom bewaren wij het."
WOLK = "Wolk Voorbeeld;wolk@voorbeeld.example;06 0000 0000;Weg 1;1-3-2024;29-2-2028;20-2-2024;B24-7;;;"


@pytest.fixture(autouse=True)
def _council(council, time_machine, today):
    time_machine.move_to(today, tick=False)
    Office.objects.get_or_create(name="voorzitter", defaults={"is_chair": True})
    baker.make(Committee, name="commissie Communicatie")


@pytest.fixture
def bring(today):
    """Bring in lines of text below these headers, and keep them unless told otherwise."""

    def bring(*lines: str, header: str = HEADER, keep: bool = True, **others):
        rows = read_table(read("\n".join([header, *lines]).encode(), headers_in)).rows
        return bring_in(rows, today=today, keep=keep, **others)

    return bring


def errors(report):
    return {line.number: line.errors for line in report.lines if line.errors}


def warnings(report):
    return {line.number: line.warnings for line in report.lines if line.warnings}


def terms_of(name):
    return list(Term.objects.filter(member__name=name).values_list("starts_on", "ends_on"))


# What a line becomes -----------------------------------------------------------------------------


def test_a_line_becomes_a_member_with_a_term(bring):
    report = bring(WOLK)
    term = Term.objects.get()
    member = term.member
    assert (member.name, member.email, member.phone) == ("Wolk Voorbeeld", "wolk@voorbeeld.example", "06 0000 0000")
    assert member.address == "Weg 1"
    assert (term.starts_on, term.ends_on) == (date(2024, 3, 1), date(2028, 2, 29))
    assert (term.decided_on, term.decision_reference) == (date(2024, 2, 20), "B24-7")
    assert report.summary == "1 persoon en 1 termijn"
    assert report.lines[0].added == [
        "persoon: Wolk Voorbeeld",
        "termijn van 1 maart 2024 tot en met 29 februari 2028",
    ]


def test_a_preview_says_the_same_and_keeps_nothing(bring):
    preview = bring(WOLK, keep=False)
    assert (Member.objects.count(), Term.objects.count()) == (0, 0)
    kept = bring(WOLK)
    assert (preview.summary, preview.lines[0].added) == (kept.summary, kept.lines[0].added)


def test_several_lines_of_one_person_become_one_member_with_several_terms(bring):
    report = bring(
        "Wolk Voorbeeld;wolk@voorbeeld.example;;;1-3-2024;29-2-2028;;;;;",
        "wolk  voorbeeld;WOLK@voorbeeld.example;06 0000 0000;;1-3-2020;29-2-2024;;;;;",
    )
    assert (report.summary, warnings(report)) == ("1 persoon en 2 termijnen", {})
    assert terms_of("Wolk Voorbeeld") == [
        (date(2020, 3, 1), date(2024, 2, 29)),
        (date(2024, 3, 1), date(2028, 2, 29)),
    ]


def test_a_phone_number_in_another_notation_is_the_same_person(bring):
    report = bring("Wolk;06 0000 0000", "Wolk;+31 6 00000000", "Wolk;0031-600000000", header="naam;telefoon")
    assert (report.summary, warnings(report)) == ("1 persoon", {})


def test_a_name_alone_joins_the_only_one_of_that_name(bring):
    report = bring("Wolk;;1-3-2020;29-2-2024", "Wolk;06 0000 0000;1-3-2024;", header="naam;tel;begin;einde")
    assert (report.summary, Member.objects.get().phone) == ("1 persoon en 2 termijnen", "06 0000 0000")


def test_a_place_without_any_day_is_an_error(bring):
    report = bring("Wolk Voorbeeld;Communicatie", header="naam;commissie")
    assert errors(report) == {2: ["Vul in vanaf welke dag dit geldt: commissie Communicatie."]}


def test_the_same_name_with_other_contacts_is_somebody_else_and_said(bring):
    report = bring("Wolk Voorbeeld;een@voorbeeld.example", "Wolk Voorbeeld;twee@voorbeeld.example", header="naam;mail")
    assert report.summary == "2 personen"
    assert warnings(report) == {3: ["Er is nog iemand met deze naam. Klopt dat? Dan komt er een persoon bij."]}


def test_a_name_alone_that_fits_two_people_is_an_error(bring):
    report = bring(
        "Wolk Voorbeeld;een@voorbeeld.example",
        "Wolk Voorbeeld;twee@voorbeeld.example",
        "Wolk Voorbeeld;",
        header="naam;mail",
    )
    assert errors(report) == {
        4: ["Deze naam past bij meer dan één persoon. Vul overal hetzelfde e-mailadres in."],
    }
    assert Member.objects.count() == 0


def test_other_contacts_on_a_later_line_are_said_and_the_first_kept(bring):
    report = bring(
        "Wolk Voorbeeld;wolk@voorbeeld.example;06 0000 0000",
        "Wolk Voorbeeld;oud@voorbeeld.example;06 0000 0000",
        header="naam;mail;tel",
    )
    assert warnings(report) == {3: ["Op een eerdere regel staat iets anders bij e-mail. Dat nemen wij."]}
    assert Member.objects.get().email == "wolk@voorbeeld.example"


def test_without_a_last_day_the_settings_say_it(bring):
    report = bring("Wolk;1-3-2024", header="naam;eerste dag")
    assert terms_of("Wolk") == [(date(2024, 3, 1), date(2028, 2, 29))]
    assert report.lines[0].added[1] == (
        "termijn van 1 maart 2024 tot en met 29 februari 2028. De laatste dag hebben wij uitgerekend"
    )


def test_without_a_last_day_after_the_maximum_it_is_asked(bring):
    report = bring("Wolk;1-3-2012;29-2-2020", "Wolk;1-3-2020;", header="naam;eerste dag;laatste dag")
    assert errors(report) == {3: ["De langste zittingstijd was dan al om. Vul zelf de laatste dag in."]}


@pytest.mark.parametrize(
    ("said", "reason", "warned"),
    [
        ("Betaald werk", "work", False),
        ("nieuwe baan", "work", False),
        ("Verhuizing", "moved", False),
        ("overleden", "death", False),
        ("Ruzie", "other", True),
    ],
)
def test_a_reason_for_leaving_is_recognised(bring, said, reason, warned):
    report = bring(f"Wolk Voorbeeld;;;;1-3-2020;31-12-2022;;;;;{said}")
    term = Term.objects.get()
    assert (term.left_because, term.planned_ends_on) == (reason, date(2024, 2, 29))
    assert "eerder gestopt: " in report.lines[0].added[1]
    assert warnings(report) == ({2: [f"De reden ‘{said}’ kennen wij niet. Wij noteren ‘anders’."]} if warned else {})


def test_a_reason_at_a_term_that_simply_ended_is_not_kept(bring):
    report = bring("Wolk Voorbeeld;;;;1-3-2020;29-2-2024;;;;;verhuisd")
    assert Term.objects.get().left_because == ""
    assert warnings(report) == {2: ["Deze termijn liep gewoon af. De reden van het vertrek bewaren wij niet."]}


def test_consent_is_kept_with_its_day_but_never_a_day_to_come(bring, today):
    header = "naam;toestemming website;hoe toestemming website;naam op de website;laat zien sinds wanneer"
    bring("Wolk Voorbeeld;1-6-2026;op papier;Wolk V.;nee", header=header)
    member = Member.objects.get()
    assert (member.consent_on, member.consent_how, member.public_name) == (today, "op papier", "Wolk V.")
    assert member.show_since is False
    report = bring("Regen Appel;2-6-2026;op papier;;", header=header)
    assert errors(report) == {2: ["Deze dag moet nog komen. Kies de dag waarop de toestemming is gegeven."]}


# Offices, committees, seats ----------------------------------------------------------------------


def test_an_office_and_a_committee_last_as_long_as_the_term(bring):
    header = "naam;eerste dag;laatste dag;functie;commissie"
    bring(
        "Wolk;1-3-2016;29-2-2020;Voorzitter;communicatie",
        "Regen;1-3-2024;29-2-2028;voorzitter;Commissie Communicatie",
        header=header,
    )
    days = [(date(2016, 3, 1), date(2020, 2, 29)), (date(2024, 3, 1), None)]
    assert list(OfficePlace.objects.order_by("starts_on").values_list("starts_on", "ends_on")) == days
    assert list(CommitteePlace.objects.order_by("starts_on").values_list("starts_on", "ends_on")) == days


def test_an_office_with_days_of_its_own_has_those(bring):
    header = "naam;eerste dag;laatste dag;functie;functie vanaf;functie tot en met"
    bring("Wolk;1-3-2024;29-2-2028;voorzitter;1-1-2025;31-12-2025", header=header)
    assert OfficePlace.objects.values_list("starts_on", "ends_on").get() == (date(2025, 1, 1), date(2025, 12, 31))


def test_somebody_with_only_a_committee_place_gets_no_term(bring):
    report = bring("Regen Appel;Communicatie;1-5-2026", header="naam;commissie;commissie vanaf")
    assert report.summary == "1 persoon en 1 plaats in een commissie"
    assert (Member.objects.count(), Term.objects.count()) == (1, 0)
    assert CommitteePlace.objects.get().starts_on == date(2026, 5, 1)


def test_an_office_of_lid_is_no_office(bring):
    report = bring("Wolk;1-3-2024;Lid", header="naam;eerste dag;functie")
    assert report.summary == "1 persoon en 1 termijn"


def test_several_committees_in_one_cell_are_told_apart(bring):
    baker.make(Committee, name="commissie Geld, schulden")
    report = bring("Wolk;1-3-2024;geld, schulden", header="naam;eerste dag;commissie")
    assert report.summary == "1 persoon, 1 termijn en 1 plaats in een commissie"
    report = bring("Regen;1-3-2024;Communicatie / Geld", header="naam;eerste dag;commissie")
    assert errors(report) == {
        2: ["Er is geen commissie met de naam ‘Communicatie / Geld’. Maak die eerst, of verander de naam."]
    }


def test_an_office_outside_the_count_takes_no_seat_in_an_import(bring):
    Office.objects.update(takes_seat=False)
    SeatNumber.objects.update(seats=1)
    report = bring("Wolk;1-3-2024;voorzitter", "Regen;1-3-2024;", header="naam;eerste dag;functie")
    assert (report.refused, Term.objects.count()) == (False, 2)


def test_a_second_chair_on_one_day_is_refused(bring):
    report = bring("Wolk;1-3-2024;voorzitter", "Regen;1-3-2024;voorzitter", header="naam;eerste dag;functie")
    assert errors(report) == {
        3: ["Wolk is dan al voorzitter. Kies een andere dag, of beëindig dat eerst."],
    }


def test_an_office_outside_membership_is_refused_from_today_on_and_kept_from_the_past(bring):
    header = "naam;eerste dag;functie;functie vanaf;functie tot en met"
    refused = bring("Wolk;1-3-2024;voorzitter;1-1-2024;", header=header)
    text = "Op 1 januari 2024 is Wolk geen lid. Een functie hoort bij een lid."
    assert (errors(refused), OfficePlace.objects.count()) == ({2: [text]}, 0)
    kept = bring("Wolk;1-3-2024;voorzitter;1-1-2024;31-1-2024", header=header)
    assert (warnings(kept), OfficePlace.objects.count()) == ({2: [text]}, 1)


def test_a_number_of_seats_comes_in_once(bring):
    header = "naam;aantal plaatsen;plaatsen vanaf"
    assert bring(";13;1-1-2021", header=header).summary == "1 aantal plaatsen"
    assert bring(";13;1-1-2021", header=header).lines[0].present == ["13 plaatsen vanaf 1 januari 2021"]
    numbers = SeatNumber.objects.values_list("starts_on", "seats")
    assert list(numbers) == [(date(2020, 1, 1), 15), (date(2021, 1, 1), 13)]


def test_a_number_of_seats_that_changes_is_told(bring):
    report = bring(";13;1-1-2020", header="naam;aantal plaatsen;plaatsen vanaf")
    assert warnings(report) == {2: ["Op de website staan vanaf deze dag 15 plaatsen. Dat worden er 13."]}
    assert SeatNumber.objects.get().seats == 13


def test_a_number_of_seats_below_what_is_taken_is_a_problem_of_the_list(bring, fill):
    fill(3, date(2026, 1, 1), date(2029, 12, 31))
    report = bring(";2;1-7-2026", header="naam;aantal plaatsen;plaatsen vanaf")
    assert report.problems[0].startswith("Op 1 juli 2026 zijn alle 2 plaatsen bezet.")
    assert SeatNumber.objects.get().seats == 15


def test_a_number_of_seats_is_refused_from_who_may_not_set_it(bring):
    report = bring(";13;1-1-2021", header="naam;aantal plaatsen;plaatsen vanaf", may_set_seats=False)
    assert errors(report) == {2: ["U mag het aantal plaatsen niet veranderen. Haal deze regel uit de lijst."]}
    assert SeatNumber.objects.get().seats == 15


@pytest.mark.parametrize("cells", ["0;1-1-2021", "201;1-1-2021", "veel;1-1-2021", "13;", ";1-1-2021"])
def test_a_number_of_seats_that_cannot_be_is_refused(bring, cells):
    report = bring(cells, header="aantal plaatsen;plaatsen vanaf;naam")
    assert errors(report) == {2: ["Vul bij het aantal plaatsen een getal van 1 tot en met 200 in, en vanaf welke dag."]}


# Errors by line ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";wolk@voorbeeld.example;;;1-3-2024;29-2-2028;;;;;", "De naam ontbreekt."),
        ("Wolk;geen adres;;;1-3-2024;;;;;;", "E-mail: Voer een geldig e-mailadres in."),
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
            "Naam: Zorg dat deze waarde niet meer dan 200 tekens bevat (het zijn er nu 204).",
        ),
    ],
)
def test_a_bad_last_line_is_named_and_leaves_nothing(bring, line, said):
    for keep in (False, True):
        report = bring(WOLK, line, keep=keep)
        assert errors(report) == {3: [said]}
        assert report.problems == []
    assert (Member.objects.count(), Term.objects.count()) == (0, 0)


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
