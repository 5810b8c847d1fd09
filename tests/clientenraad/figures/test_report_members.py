"""Members, seats and offices in the report of a year, every number worked out by hand."""

from datetime import date

import pytest
from django.db.models import QuerySet

from clientenraad.figures import report
from clientenraad.figures.year import Year
from members.models import Office, OfficePlace
from tests.clientenraad.figures.conftest import NOW, sits, table, text

pytestmark = pytest.mark.usefixtures("council")


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
