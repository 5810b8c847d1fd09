"""The report of a year with a fixed history, every number worked out by hand."""

import csv
import io
import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import QuerySet
from model_bakery import baker

from clientenraad import messages
from clientenraad.figures import report
from clientenraad.figures.year import Year
from clientenraad.models import Document, Message, PastMessage
from events.models import Award, GetTogether, NewsItem
from members.models import Member, Office, OfficePlace, Term
from recruitment import actions, applying
from recruitment.erasing import erase
from recruitment.models import Candidate, DeclineReason, PastRoad, Vacancy

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 12, tzinfo=AMSTERDAM)
STAGES = ["received", "intake_talk", "delegation_talk", "agreement", "trial", "appointment_talk", "nominated"]
pytestmark = pytest.mark.usefixtures("council")


def read(number: int = 2026, today: date = TODAY) -> report.Report:
    return report.read(Year(number, today), NOW)


def text(title: str, number: int = 2026) -> str:
    return " ".join(next(section for section in read(number).sections if section.title == title).text)


def table(caption: str, number: int = 2026) -> dict[str, list]:
    """The rows of a table, by their first cell; empty when there is no such table."""
    tables = [table for section in read(number).sections for table in section.tables if table.caption == caption]
    return {row[0]: list(row[1:]) for table in tables for row in table.rows}


def sits(number: int, first: date, last: date, because: str = "") -> list[Member]:
    early = {"left_because": because, "planned_ends_on": date(2035, 1, 1)} if because else {}
    members = Member.objects.bulk_create(Member(name="Wolk Voorbeeld") for _ in range(number))
    QuerySet(Term).bulk_create(Term(member=m, starts_on=first, ends_on=last, **early) for m in members)
    return members


def past(number: int, outcome: str, *days: int, way: str = "web", kind: str = "seat", **values) -> None:
    """So many people who applied in May 2026 and were erased, with these days at the first stages."""
    months = {"received_in": date(2026, 5, 1), "ended_in": date(2026, 9, 1)}
    spent = dict(zip(STAGES, days, strict=False))
    PastRoad.objects.bulk_create(
        PastRoad(kind=kind, way_in=way, outcome=outcome, days=spent, **months, **values) for _ in range(number)
    )


# members and seats


def test_the_members_of_a_year_add_up():
    sits(5, date(2024, 1, 1), date(2027, 12, 31))
    sits(2, date(2026, 3, 1), date(2030, 2, 28))
    sits(1, date(2022, 1, 1), date(2026, 12, 31))
    sits(1, date(2022, 1, 1), date(2026, 6, 30), "work")
    assert text("Leden") == (
        "Het jaar begon met 7 leden. Er kwamen 2 nieuwe leden bij. Er stopten 2 leden."
        " Zo waren er aan het einde 7 leden. Het college herbenoemde geen leden."
        " Waarom iemand eerder stopte, staat hier niet. Het zijn er zo weinig dat u iemand kunt herkennen."
    )
    assert table("Leden erbij en eraf") == {
        "Leden aan het begin": [7],
        "Nieuwe leden": [2],
        "Gestopt omdat de tijd om was": [1],
        "Eerder gestopt": [1],
        "Leden aan het einde": [7],
        "Herbenoemd": [0],
    }


@pytest.mark.parametrize(
    ("reasons", "shown"),
    [
        ({"work": 3, "illness": 3}, {"betaald werk": [3], "ziekte": [3]}),
        ({"work": 4, "illness": 2, "death": 1}, {"betaald werk": [4], "een andere reden": [3]}),
        ({"work": 5, "illness": 2}, {}),
        ({"illness": 6}, {}),
    ],
)
def test_reasons_to_leave_are_told_only_where_nobody_is_recognised(reasons, shown):
    for because, number in reasons.items():
        sits(number, date(2024, 1, 1), date(2026, 6, 30), because)
    assert table("Waarom leden eerder stopten") == shown
    assert ("Waarom iemand eerder stopte" in text("Leden")) is not bool(shown)


def test_who_is_a_member_without_a_seat_is_told_where_the_two_numbers_differ():
    [chair, *_] = sits(3, date(2024, 1, 1), date(2027, 12, 31))
    office = Office.objects.get(is_chair=True)
    OfficePlace.objects.create(member=chair, office=office, starts_on=date(2024, 1, 1))
    assert "neemt geen plaats in" not in text("Plaatsen")
    Office.objects.filter(is_chair=True).update(takes_seat=False)
    assert "Elke dag waren 2 plaatsen bezet." in text("Plaatsen")
    assert text("Plaatsen").endswith("Wie voorzitter is, is wel lid en neemt geen plaats in.")
    assert "neemt geen plaats in" not in text("Plaatsen", 2023)


def test_the_fullest_and_the_emptiest_day_are_the_first_of_their_kind():
    sits(14, date(2024, 1, 1), date(2027, 12, 31))
    sits(1, date(2026, 2, 1), date(2026, 2, 28))
    assert text("Plaatsen") == (
        "De raad had 15 plaatsen. De volste dag was zondag 1 februari 2026: toen waren 15 plaatsen bezet."
        " De leegste dag was donderdag 1 januari 2026: toen waren 14 plaatsen bezet."
        " Op 337 van de 365 dagen was er een plaats vrij. Een plaats voor iemand op proef telt als vrij."
    )
    assert table("Bezette plaatsen, dag voor dag") == {
        "donderdag 1 januari 2026": [14, 15],
        "zondag 1 februari 2026": [15, 15],
        "zondag 1 maart 2026": [14, 15],
    }


@pytest.mark.parametrize(
    ("members", "free"), [(15, "Er was geen dag een plaats vrij."), (14, "Er was elke dag een plaats vrij.")]
)
def test_a_year_in_which_nothing_changed(members, free):
    sits(members, date(2024, 1, 1), date(2027, 12, 31))
    assert text("Plaatsen").startswith(f"De raad had 15 plaatsen. Elke dag waren {members} plaatsen bezet. {free}")


def test_a_leap_year_has_a_day_more():
    sits(14, date(2024, 1, 1), date(2031, 12, 31))
    sits(1, date(2028, 2, 29), date(2028, 2, 29))
    assert "Op 365 van de 366 dagen" in " ".join(report.read(Year(2028, date(2029, 1, 1)), NOW).sections[1].text)


def test_before_the_first_number_of_seats_it_is_not_known():
    sits(2, date(2015, 1, 1), date(2018, 12, 31))
    assert "Hoeveel plaatsen de raad had, is niet bekend." in text("Plaatsen", 2016)
    assert table("Bezette plaatsen, dag voor dag", 2016) == {"vrijdag 1 januari 2016": [2, "niet bekend"]}


def test_offices_are_told_in_days():
    (member,) = sits(1, date(2024, 1, 1), date(2027, 12, 31))
    chair = Office.objects.get_or_create(name="voorzitter", defaults={"is_chair": True})[0]
    QuerySet(OfficePlace).bulk_create([OfficePlace(office=chair, member=member, starts_on=date(2026, 12, 1))])
    assert text("Functies") == "Op 31 van de 365 dagen was er een voorzitter."
    assert table("Functies") == {"Voorzitter": [31, 1]}


# candidates


def test_who_applied_by_way_in_outcome_and_station():
    past(4, "appointed", 5, 10, 10, 10, 92, 10, 20)
    past(3, "declined", 7, 14)
    past(3, "withdrawn", 9, way="phone")
    past(1, "withdrawn", 9, way="mail")
    past(2, "committee_member", 4, 8, kind="committee")
    assert text("Aanmeldingen") == (
        "Voor een plaats in de raad meldden zich 11 mensen aan. Voor een commissie meldden zich 2 mensen aan."
        " De helft van de nieuwe leden was binnen 157 dagen benoemd."
        " De raad volgt iedereen die zich in 2026 aanmeldde. Dit is de stand op maandag 1 maart 2027."
    )
    assert table("Hoe mensen zich aanmeldden") == {"Formulier op de website": [7], "Op een andere manier": [4]}
    assert table("Hoe het verder ging") == {
        "Benoemd tot lid": [4],
        "Afgewezen door de raad": [3],
        "Zelf gestopt": [4],
    }
    assert [cells[0] for cells in table("Hoe ver mensen kwamen").values()] == [11, 7, 4, 4, 4, 4, 4, 4]
    assert table("Hoe lang het duurde") == {
        "Aangemeld": [11, "7 dagen", "9 dagen"],
        "Kennismakingsgesprek": [7, "10 dagen", "te weinig mensen"],
        "Gesprek met een delegatie": [4, "10 dagen", "te weinig mensen"],
        "Over en weer akkoord": [4, "10 dagen", "te weinig mensen"],
        "Proefperiode": [4, "92 dagen", "te weinig mensen"],
        "Aanstellingsgesprek": [4, "10 dagen", "te weinig mensen"],
        "Voorgedragen aan het college": [4, "20 dagen", "te weinig mensen"],
        "Van aanmelding tot benoeming": [4, "157 dagen", "te weinig mensen"],
    }


def test_who_said_no_is_not_told_of_small_groups():
    past(3, "appointed", 5, 10, 10, 10, 92, 10, 20)
    past(2, "declined", 7, 14)
    past(4, "withdrawn", 9)
    assert table("Hoe het verder ging") == {"Benoemd tot lid": [3], "Gestopt of afgewezen": [6]}
    assert "Zei de raad nee, of stopte iemand zelf? Dat staat hier niet." in text("Aanmeldingen")
    assert table("Waarom de raad nee zei") == {}


def test_when_the_council_said_no_to_all_that_is_not_told():
    past(4, "declined", 7, 14)
    assert table("Hoe het verder ging") == {"Benoemd tot lid": [0], "Gestopt of afgewezen": [4]}


def test_reasons_to_decline_are_told_of_groups():
    because = DeclineReason.objects.create(text="Geen tijd")
    past(3, "declined", 7, declined_because=because)
    past(3, "declined", 7)
    past(3, "withdrawn", 9)
    assert table("Waarom de raad nee zei") == {"Geen tijd": [3], "zonder reden uit de lijst": [3]}


def test_of_two_people_nothing_more_is_told():
    past(2, "declined", 7, 14)
    assert text("Aanmeldingen") == (
        "Voor een plaats in de raad meldden zich 2 mensen aan."
        " Dat zijn er te weinig om meer te vertellen. U zou iemand kunnen herkennen."
    )
    assert table("Hoe ver mensen kwamen") == {}


def test_a_station_that_one_or_two_reached_is_drawn_as_it_is_told():
    past(3, "withdrawn", 9)
    past(1, "withdrawn", 9, 4)
    drawing = next(part for part in read().sections[3].parts if getattr(part, "bars", None))
    assert table("Hoe ver mensen kwamen")["Kennismakingsgesprek"] == ["1 of 2"]
    assert [(bar.words, bar.width, bar.is_veiled) for bar in drawing.bars[:3]] == [
        ("4", 250.0, False),
        ("1 of 2", 125.0, True),
        ("0", 0.0, False),
    ]
    assert drawing.description.startswith("Aangemeld: 4. Kennismakingsgesprek: 1 of 2. Gesprek met een delegatie: 0.")


def test_what_is_told_of_candidates_never_is_a_small_number_but_of_who_became_a_member():
    past(2, "appointed", 5, 10, 10, 10, 92, 10, 20)
    past(1, "declined", 7, 14, way="mail")
    past(1, "withdrawn", 9, way="phone")
    for caption in [
        "Hoe mensen zich aanmeldden",
        "Hoe het verder ging",
        "Hoe ver mensen kwamen",
        "Hoe lang het duurde",
    ]:
        rows = table(caption)
        small = [name for name, cells in rows.items() if cells[0] in (1, 2)]
        assert set(small) <= {"Benoemd tot lid", "Benoemd"}, caption


# before and after erasing


def test_erasing_changes_nothing_in_the_report(today):
    vacancy = Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")
    people = [
        applying.sign_up(
            Candidate(vacancy=vacancy, name=f"Wolk {number}", email=f"w{number}@voorbeeld.example"), today=today
        )
        for number in range(7)
    ]
    Candidate.objects.update(received_at=datetime(2026, 5, 20, 12, tzinfo=AMSTERDAM))
    for candidate in people[:3]:
        actions.decline(candidate, by=None, today=today)
    for candidate in people[3:6]:
        actions.withdraw(candidate, by=None, today=today)
    for days in range(4):
        answered(date(2026, 6, 1) + timedelta(days=days), date(2026, 6, 1))
    before = report.sheet(read())
    assert b"Afgewezen door de raad;Mensen;3" in before
    assert b"Beantwoord;Hoeveel;4" in before
    for candidate in people[:6]:
        candidate.refresh_from_db()
        erase(candidate)
    assert messages.erase_due(TODAY) == 4
    assert (Candidate.objects.count(), Message.objects.count()) == (1, 0)
    assert report.sheet(read()) == before


# what belongs to no room


def answered(on: date | None, received: date, kind: str = "question") -> Message:
    moment = datetime(received.year, received.month, received.day, 12, tzinfo=AMSTERDAM)
    return baker.make(
        Message, kind=kind, answer_by="none", received_at=moment, answered_on=on, form_number=uuid.uuid4()
    )


def test_messages_are_counted_in_the_year_of_their_answer():
    answered(date(2025, 12, 31), date(2025, 12, 30))
    answered(date(2026, 1, 1), date(2025, 12, 31))
    answered(date(2026, 12, 31), date(2026, 12, 26))
    answered(date(2026, 3, 1), date(2026, 2, 27))
    answered(date(2027, 1, 1), date(2026, 12, 30))
    answered(None, date(2026, 6, 1))
    assert text("Berichten") == (
        "De raad beantwoordde 3 berichten van de website. De helft kreeg antwoord binnen 2 dagen."
    )
    assert table("Berichten") == {"Beantwoord": [3], "De helft binnen": ["2 dagen"]}


def test_an_answered_message_leaves_a_row_without_its_words():
    message = answered(date(2026, 2, 10), date(2026, 1, 30))
    message.text, message.email = "Mijn verhaal", "wolk@voorbeeld.example"
    message.save()
    assert messages.erase_due(date(2026, 3, 9)) == 0
    assert messages.erase_due(date(2026, 3, 10)) == 1
    (left,) = PastMessage.objects.values()
    left.pop("id")
    assert left == {"kind": "question", "answered_in": date(2026, 2, 1), "days": 11}


@pytest.mark.parametrize(("on", "rows"), [(None, 0), (date(2026, 2, 10), 1)])
def test_rubbish_that_nobody_answered_leaves_nothing(secretary, on, rows):
    messages.erase(answered(on, date(2026, 2, 1)), by=secretary)
    assert (Message.objects.count(), PastMessage.objects.count()) == (0, rows)


@pytest.fixture
def secretary(django_user_model):
    return django_user_model.objects.create_user("secretaris")


def test_advices_with_an_answer_and_other_documents():
    values = {"file": "documenten/x.pdf", "is_published": True}
    baker.make(Document, kind="advice", dated_on=date(2026, 1, 1), answer="documenten/y.pdf", **values)
    baker.make(Document, kind="advice", dated_on=date(2026, 12, 31), answer="", **values)
    baker.make(Document, kind="minutes", dated_on=date(2026, 5, 5), answer="", **values)
    baker.make(Document, kind="advice", dated_on=date(2025, 12, 31), answer="", **values)
    baker.make(Document, kind="advice", dated_on=date(2026, 5, 5), answer="", **values | {"is_published": False})
    assert text("Adviezen en documenten") == (
        "De raad gaf 2 adviezen aan het college. Op 1 daarvan gaf het college antwoord."
    )
    assert table("Documenten") == {"Advies": [2, 1], "Verslag": [1, 0]}


def test_being_together_news_and_prizes():
    for month in (1, 2, 3, 4, 5, 6, 9, 10, 11, 12):
        baker.make(GetTogether, kind="drinks", starts_at=datetime(2026, month, 5, 17, tzinfo=AMSTERDAM))
    baker.make(NewsItem, published_at=datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM))
    baker.make(Award, prize="Cliënt in Beeld", giver="de raad van raden", received_on=date(2026, 6, 1))
    assert text("Samen") == (
        "Er was geen borrel in juli en augustus. Op de website kwam 1 nieuwsbericht."
        " Er was een prijs: ‘Cliënt in Beeld’ van de raad van raden."
    )
    assert table("Bijeenkomsten") == {"Borrel": [10, 0]}


# the sheet and the years


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
