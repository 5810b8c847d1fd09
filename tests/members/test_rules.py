"""The check that lists every row that breaks a rule, say after a restore."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from model_bakery import baker

from members.models import Council, Member, Office, OfficePlace, SeatHold, SeatNumber, Term
from members.rules import broken_rules

LONG_AGO, FAR = date(2024, 1, 1), date(2029, 12, 31)


def seat(name, *stretches, **facts):
    """A member with these terms, without asking any rule, as a restore brings them."""
    member = baker.make(Member, name=name)
    QuerySet(Term).bulk_create(Term(member=member, starts_on=a, ends_on=b, **facts) for a, b in stretches)
    return member


def hold_office(office, member, first, last=None):
    QuerySet(OfficePlace).bulk_create([OfficePlace(office=office, member=member, starts_on=first, ends_on=last)])


@pytest.fixture
def chair(council):
    return Office.objects.get_or_create(name="voorzitter", defaults={"is_chair": True})[0]


def test_a_sound_council_breaks_no_rule(fill, chair, today):
    terms = fill(15, LONG_AGO, FAR)
    hold_office(chair, terms[0].member, LONG_AGO)
    assert broken_rules(today) == []


def test_a_missing_council_is_all_there_is_to_say(council, today):
    QuerySet(Council).all().delete()
    assert broken_rules(today) == ["De instellingen van de raad ontbreken."]


def test_a_missing_number_of_seats_is_listed(council, today):
    QuerySet(SeatNumber).update(starts_on=date(2026, 6, 2))
    assert broken_rules(today) == ["Er staat nergens hoeveel plaatsen de raad nu heeft."]
    QuerySet(SeatNumber).update(starts_on=today)
    assert broken_rules(today) == []


def test_a_day_that_is_too_full_is_listed_from_today_on(council, today):
    QuerySet(SeatNumber).update(seats=1)
    seat("Wolk", (LONG_AGO, FAR))
    seat("Regen", (LONG_AGO, today))
    assert broken_rules(today) == [
        "Te vol, met 2 bezet of vastgehouden. Op 1 juni 2026 zijn alle 1 plaatsen bezet."
        " Dan zitten in de raad: Regen, Wolk."
    ]
    assert broken_rules(date(2026, 6, 2)) == []


def test_a_number_of_seats_below_what_is_taken_is_listed_with_its_first_day(council, today):
    QuerySet(SeatNumber).bulk_create([SeatNumber(seats=1, starts_on=date(2027, 1, 1))])
    seat("Wolk", (LONG_AGO, FAR))
    seat("Regen", (LONG_AGO, FAR))
    assert [text.partition(" zijn")[0] for text in broken_rules(today)] == [
        "Te vol, met 2 bezet of vastgehouden. Op 1 januari 2027"
    ]


def test_a_held_seat_counts_and_a_chair_outside_the_count_does_not(council, chair, today):
    QuerySet(SeatNumber).update(seats=1)
    QuerySet(Office).update(takes_seat=False)
    hold_office(chair, seat("Wolk", (LONG_AGO, FAR)), LONG_AGO)
    seat("Regen", (LONG_AGO, FAR))
    assert broken_rules(today) == []
    QuerySet(SeatHold).bulk_create([SeatHold(starts_on=today, label="kandidaat 1")])
    assert len(broken_rules(today)) == 1


def test_terms_of_one_member_that_overlap_are_listed(council, today):
    seat("Wolk", (date(2020, 1, 1), date(2020, 12, 31)), (date(2020, 6, 1), date(2020, 7, 31)))
    seat("Regen", (date(2020, 1, 1), date(2020, 12, 31)), (date(2020, 12, 31), date(2021, 7, 31)))
    seat("Zon", (date(2020, 1, 1), date(2020, 12, 31)), (date(2021, 1, 1), date(2021, 7, 31)))
    assert broken_rules(today) == [
        "Overlap: Regen heeft twee termijnen op 31 december 2020.",
        "Overlap: Wolk heeft twee termijnen op 1 juni 2020.",
    ]


def test_a_maximum_that_is_passed_is_listed_until_it_is_history(council, today):
    seat("Wolk", (date(2018, 6, 2), today), (date(2026, 6, 2), date(2026, 6, 2)))
    assert broken_rules(today) == [
        "Te lang: Wolk is benoemd tot en met 2 juni 2026. Volgens de regels van de raad mag dat tot en met 1 juni 2026."
    ]
    assert len(broken_rules(date(2026, 6, 2))) == 1
    assert broken_rules(date(2026, 6, 3)) == []


def test_an_exceptional_term_is_allowed_its_years_with_a_reason(council, today):
    Council.objects.update(exceptional_years=2)
    member = seat("Wolk", (date(2018, 6, 1), date(2026, 5, 31)))
    QuerySet(Term).bulk_create(
        [Term(member=member, starts_on=today, ends_on=date(2028, 5, 31), exception_why="Niemand anders")]
    )
    assert broken_rules(today) == []
    QuerySet(Term).filter(starts_on=today).update(ends_on=date(2028, 6, 1))
    assert len(broken_rules(today)) == 1
    QuerySet(Term).filter(starts_on=today).update(ends_on=date(2028, 5, 31), exception_why="")
    assert len(broken_rules(today)) == 1


def test_two_chairs_on_a_day_are_listed(council, chair, today):
    hold_office(chair, seat("Wolk", (LONG_AGO, FAR)), LONG_AGO, today)
    hold_office(chair, seat("Regen", (LONG_AGO, FAR)), today)
    assert broken_rules(today) == ["Twee voorzitters: op 1 juni 2026 zijn dat Wolk en Regen."]


def test_a_chair_whose_membership_ended_is_no_second_chair(council, chair, today):
    hold_office(chair, seat("Wolk", (LONG_AGO, date(2026, 5, 31))), LONG_AGO)
    hold_office(chair, seat("Regen", (LONG_AGO, FAR)), today)
    assert broken_rules(today) == []


def test_two_people_may_hold_an_office_that_is_not_the_chair(council, today):
    office = baker.make(Office, name="schrijver")
    hold_office(office, seat("Wolk", (LONG_AGO, FAR)), LONG_AGO)
    hold_office(office, seat("Regen", (LONG_AGO, FAR)), LONG_AGO)
    assert broken_rules(today) == []


def test_an_office_outside_any_membership_is_listed_until_it_is_over(council, chair, today):
    member = seat("Wolk", (LONG_AGO, FAR))
    hold_office(chair, member, date(2023, 12, 31), today)
    assert broken_rules(today) == ["Functie zonder lid te zijn: voorzitter van Wolk vanaf 31 december 2023."]
    assert broken_rules(date(2026, 6, 2)) == []
    QuerySet(OfficePlace).update(starts_on=LONG_AGO)
    assert broken_rules(today) == []


@pytest.mark.parametrize("number", [3, 300])
def test_the_check_asks_as_much_of_the_database_for_3_as_for_300(fill, today, number, django_assert_num_queries):
    terms = fill(number, LONG_AGO, FAR)
    office = baker.make(Office, name="schrijver")
    QuerySet(OfficePlace).bulk_create(
        OfficePlace(office=office, member=term.member, starts_on=LONG_AGO) for term in terms
    )
    QuerySet(SeatNumber).update(seats=300)
    with django_assert_num_queries(8):
        assert broken_rules(today) == []


def test_the_command_says_that_all_is_well(council, time_machine, today):
    time_machine.move_to(today, tick=False)
    out = StringIO()
    call_command("check_rules", stdout=out)
    assert out.getvalue() == "Alle regels kloppen.\n"


def test_the_command_prints_what_is_wrong_and_stops_with_1(council, time_machine, today):
    time_machine.move_to(today, tick=False)
    seat("Zon", (date(2020, 1, 1), date(2020, 12, 31)), (date(2020, 6, 1), date(2021, 7, 31)))
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("check_rules", stdout=out)
    assert stopped.value.code == 1
    assert out.getvalue() == "Overlap: Zon heeft twee termijnen op 1 juni 2020.\n"
