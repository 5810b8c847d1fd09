"""What the lines of a list become: people, terms, offices, committees and seats (docs/rules.md, 1)."""

from datetime import date

import pytest
from model_bakery import baker

from members.models import Committee, CommitteePlace, Member, Office, OfficePlace, SeatNumber, Term
from tests.members.lists import WOLK, errors, ready_to_bring, terms_of, warnings

HOW = "Schrijf in de kolom ‘hoe toestemming website’ hoe de toestemming is gegeven, bijvoorbeeld: per e-mail."


@pytest.fixture
def bring(council, time_machine, today):
    time_machine.move_to(today, tick=False)
    return ready_to_bring(today)


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


# Yes and no, and consent -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "shows"),
    [
        *[(cell, True) for cell in ("", "ja", "Ja ", "X", "1", "true", "WAAR")],
        *[(cell, False) for cell in ("nee", "Neen", "0", "FALSE", "onwaar")],
    ],
)
def test_a_yes_or_a_no_is_understood_and_an_empty_cell_leaves_it_as_it_is_for_all(bring, cell, shows):
    bring(f"Wolk;{cell}", header="naam;laat zien sinds wanneer")
    assert Member.objects.get().show_since is shows


@pytest.mark.parametrize("cell", ["misschien", "2", "liever niet", "-", "janee"])
def test_what_is_neither_yes_nor_no_is_an_error_on_its_line(bring, cell):
    report = bring("Wolk;ja", f"Regen;{cell}", header="naam;laat zien sinds wanneer")
    assert errors(report) == {
        3: [f"Laat zien sinds wanneer: ‘{cell}’ begrijpen wij niet. Schrijf ‘ja’ of ‘nee’."],
    }
    assert Member.objects.count() == 0


@pytest.mark.parametrize("line", ["Regen;1-3-2024", "Regen;1-3-2024; "])
def test_consent_without_how_it_was_given_is_an_error_on_its_line(bring, line):
    report = bring("Wolk;1-3-2024;op papier", line, header="naam;toestemming website;hoe toestemming website")
    assert errors(report) == {3: [HOW]}
    assert Member.objects.count() == 0


def test_how_consent_was_given_may_stand_on_another_line_of_that_person(bring):
    header = "naam;eerste dag;laatste dag;toestemming website;hoe toestemming website"
    bring("Wolk;1-3-2020;29-2-2024;1-3-2020;", "Wolk;1-3-2024;29-2-2028;;per mail", header=header)
    assert Member.objects.values_list("consent_on", "consent_how").get() == (date(2020, 3, 1), "per mail")


def test_old_consent_without_how_stays_with_a_warning_and_other_consent_is_an_error(bring):
    Member.objects.create(name="Wolk", consent_on=date(2024, 3, 1))
    kept = bring("Wolk;1-3-2024", header="naam;toestemming website")
    said = "Op de website staat niet hoe de toestemming is gegeven. Vul dat daar nog in."
    assert (warnings(kept), kept.refused) == ({2: [said]}, False)
    assert errors(bring("Wolk;2-3-2024", header="naam;toestemming website")) == {2: [HOW]}
    Member.objects.update(consent_how="per mail")
    assert warnings(bring("Wolk;1-3-2024", header="naam;toestemming website")) == {}
