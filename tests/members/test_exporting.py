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
