"""Candidates in the report of a year, every number worked out by hand, and nobody told of who could be recognised."""

import pytest

from recruitment.models import DeclineReason
from tests.clientenraad.figures.conftest import past, read, table, text

pytestmark = pytest.mark.usefixtures("council")


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
