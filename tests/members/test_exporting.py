"""Everything about the members as one list, which an empty site takes in again."""

from datetime import date

import pytest
from django.db.models import QuerySet
from model_bakery import baker

from members import exporting
from members.columns import headers_in, read_table
from members.importing import bring_in
from members.models import Committee, CommitteePlace, Council, Member, Office, OfficePlace, SeatNumber, Term
from members.spreadsheet import as_csv, as_xlsx, read


@pytest.fixture(autouse=True)
def _first_of_june(council, time_machine, today):
    time_machine.move_to(today, tick=False)


@pytest.fixture
def chair():
    return Office.objects.get_or_create(name="voorzitter", defaults={"is_chair": True})[0]


@pytest.fixture
def full_council(council, chair):
    """A council with history, an early end, an exception, a gap, offices, a committee and a changed number of seats."""
    Council.objects.update(exceptional_years=2)
    SeatNumber.objects.create(seats=14, starts_on=date(2025, 1, 1))
    committee = baker.make(Committee, name="commissie Communicatie")
    wolk = baker.make(
        Member,
        name="=Wolk Voorbeeld",
        email="wolk@voorbeeld.example",
        phone="+31 6 0000 0000",
        address="Weg 1\n0000 XX Wolkstad",
        public_name="Wolk V.",
        public_text='Zegt: "ja; nee", en lacht.',
        consent_on=date(2024, 3, 1),
        consent_how="op papier",
        show_since=False,
    )
    regen, zon = baker.make(Member, name="Regen Appel"), baker.make(Member, name="Zon Peer", phone="06 0000 0001")
    QuerySet(Term).bulk_create(
        [
            Term(member=wolk, starts_on=date(2016, 3, 1), ends_on=date(2020, 2, 29), decided_on=date(2016, 2, 2)),
            Term(member=wolk, starts_on=date(2020, 3, 1), ends_on=date(2024, 2, 29), decision_reference="-B20"),
            Term(member=wolk, starts_on=date(2024, 3, 1), ends_on=date(2026, 2, 28), exception_why="Niemand anders"),
            Term(
                member=regen,
                starts_on=date(2024, 3, 1),
                ends_on=date(2026, 12, 31),
                planned_ends_on=date(2028, 2, 29),
                left_because="illness",
            ),
            Term(member=regen, starts_on=date(2027, 6, 1), ends_on=date(2029, 5, 31)),
        ]
    )
    QuerySet(OfficePlace).bulk_create(
        [
            OfficePlace(office=chair, member=wolk, starts_on=date(2018, 1, 1), ends_on=date(2024, 2, 29)),
            OfficePlace(office=chair, member=regen, starts_on=date(2024, 3, 1)),
        ]
    )
    CommitteePlace.objects.create(committee=committee, member=zon, starts_on=date(2026, 5, 1))


FACTS = {
    Member: "name email phone address public_name public_text consent_on consent_how show_since",
    Term: "member__name starts_on ends_on decided_on decision_reference exception_why left_because planned_ends_on",
    OfficePlace: "member__name office__name starts_on ends_on",
    CommitteePlace: "member__name committee__name starts_on ends_on",
    SeatNumber: "starts_on seats",
}


def everything():
    """All rows by what they say, without their numbers in the database."""
    facts = {model: names.split() for model, names in FACTS.items()}
    return {model: list(model.objects.order_by(*names[:2]).values_list(*names)) for model, names in facts.items()}


def empty_the_site():
    for model in (OfficePlace, CommitteePlace, Term, SeatNumber):
        QuerySet(model).all().delete()
    Member.objects.all().delete()


@pytest.mark.parametrize("written", [as_csv, lambda rows: as_xlsx(rows, "Leden")], ids=["csv", "xlsx"])
def test_what_is_exported_gives_the_same_on_an_empty_site(full_council, today, written):
    before, data = everything(), written(exporting.rows())
    empty_the_site()
    report = bring_in(read_table(read(data, headers_in)).rows, today=today, keep=True)
    assert [line.errors for line in report.lines if line.errors] == []
    assert report.problems == []
    assert everything() == before


@pytest.mark.parametrize("written", [as_csv, lambda rows: as_xlsx(rows, "Leden")], ids=["csv", "xlsx"])
def test_what_is_exported_changes_nothing_on_the_same_site(full_council, today, written):
    before = everything()
    report = bring_in(read_table(read(written(exporting.rows()), headers_in)).rows, today=today, keep=True)
    assert (report.refused, report.summary) == (False, "")
    assert everything() == before


# Two people with one name ------------------------------------------------------------------------


@pytest.fixture
def namesakes(council):
    """Two people whom only their addresses tell apart, each with a past."""
    one, two = (Member.objects.create(name="Wolk Voorbeeld", address=f"Weg {number}") for number in (1, 2))
    for member, year in ((one, 2016), (two, 2016), (one, 2020), (two, 2024)):
        QuerySet(Term).create(member=member, starts_on=date(year, 3, 1), ends_on=date(year + 4, 2, 28))
    return one, two


def brought(rows, today):
    return bring_in(read_table(read(as_csv(rows), headers_in)).rows, today=today, keep=True)


def years():
    return [
        (member.address, [term.starts_on.year for term in member.terms.order_by("starts_on")])
        for member in Member.objects.order_by("address")
    ]


def test_two_people_with_one_name_and_no_contacts_stay_two_on_an_empty_site(namesakes, today):
    rows = exporting.rows()
    empty_the_site()
    report = brought(rows, today)
    assert (report.refused, report.summary) == (False, "2 personen, 4 termijnen en 1 aantal plaatsen")
    assert years() == [("Weg 1", [2016, 2020]), ("Weg 2", [2016, 2024])]


def test_two_people_with_one_name_and_no_contacts_are_known_again_on_the_same_site(namesakes, today):
    report = brought(exporting.rows(), today)
    assert (report.refused, report.summary) == (False, "")
    assert [line.warnings for line in report.lines if line.warnings] == []


def test_somebody_who_was_deleted_comes_back_beside_a_namesake(namesakes, today):
    rows = exporting.rows()
    namesakes[0].terms.all().delete()
    namesakes[0].delete()
    report = brought(rows, today)
    assert (report.refused, report.summary) == (False, "1 persoon en 2 termijnen")
    assert years() == [("Weg 1", [2016, 2020]), ("Weg 2", [2016, 2024])]


def test_a_number_of_somebody_with_another_name_on_the_site_says_nothing(council, today):
    there = Member.objects.create(name="Regen Appel")
    report = brought([["naam", "nummer in deze export"], ["Wolk Voorbeeld", there.pk]], today)
    assert report.summary == "1 persoon"
    assert list(Member.objects.order_by("name").values_list("name", flat=True)) == ["Regen Appel", "Wolk Voorbeeld"]


def test_a_number_does_not_win_from_the_email_of_a_namesake(council, today):
    other = Member.objects.create(name="Wolk", email="een@voorbeeld.example")
    meant = Member.objects.create(name="Wolk", email="twee@voorbeeld.example")
    header = ["naam", "e-mail", "eerste dag", "nummer in deze export"]
    brought([header, ["Wolk", meant.email, "1-3-2024", other.pk]], today)
    assert Term.objects.get().member == meant


def test_a_number_finds_a_member_whose_email_changed_since(council, today):
    member = Member.objects.create(name="Wolk", email="nieuw@voorbeeld.example")
    header = ["naam", "e-mail", "nummer in deze export"]
    report = brought([header, ["Wolk", "oud@voorbeeld.example", member.pk]], today)
    assert (report.summary, Member.objects.get()) == ("", member)


def test_one_number_with_two_names_is_an_error_on_the_second_line(council, today):
    report = brought([["naam", "nummer in deze export"], ["Wolk", 7], ["wolk", 7], ["Regen", 7]], today)
    assert [line.errors for line in report.lines] == [
        [],
        [],
        ["Dit nummer hoort al bij Wolk. Haal het nummer op deze regel weg."],
    ]
    assert Member.objects.count() == 0


def test_a_line_that_was_added_without_a_number_is_known_by_its_name(council, today):
    member = Member.objects.create(name="Wolk")
    header = ["naam", "eerste dag", "nummer in deze export"]
    report = brought([header, ["Wolk", "", member.pk], ["Wolk", "1-3-2024", ""]], today)
    assert (report.summary, Term.objects.get().member) == ("1 termijn", member)


# What stands where -------------------------------------------------------------------------------


def test_all_about_a_person_stands_on_the_first_line_only(full_council):
    header, *lines = exporting.rows()
    address, name = header.index("adres"), header.index("naam")
    assert [(line[name], bool(line[address])) for line in lines if line[name] == "=Wolk Voorbeeld"] == [
        ("=Wolk Voorbeeld", True),
        ("=Wolk Voorbeeld", False),
        ("=Wolk Voorbeeld", False),
        ("=Wolk Voorbeeld", False),
    ]


def test_an_empty_council_exports_its_headers_and_its_seats(council):
    header, *lines = exporting.rows()
    assert [header[0], len(lines)] == ["naam", 1]
    assert [cell for cell in lines[0] if cell is not None] == [15, date(2020, 1, 1)]


@pytest.mark.parametrize("number", [3, 300])
def test_the_export_asks_as_much_of_the_database_for_3_as_for_300(fill, chair, number, django_assert_num_queries):
    terms = fill(number, date(2020, 1, 1), date(2029, 12, 31))
    QuerySet(OfficePlace).bulk_create(
        OfficePlace(office=chair, member=term.member, starts_on=date(2020, 1, 1)) for term in terms
    )
    baker.make(CommitteePlace, member=terms[0].member, starts_on=date(2020, 1, 1))
    with django_assert_num_queries(7):
        exporting.rows()
