"""Who came and went in a year, counted by hand (docs/rules.md, 5 to 9)."""

from datetime import date

import pytest
from django.db.models import QuerySet

from members.figures import Movement, OfficeDays, first_day, movement, offices, taken
from members.models import Member, Office, OfficePlace, SeatHold, SeatNumber, Term

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def sits(*stretches: tuple[date, date], because: str = "") -> Member:
    """A member with these terms; the last one ended early when there is a reason."""
    member = Member.objects.create(name="Wolk Voorbeeld")
    *others, (first, last) = stretches
    QuerySet(Term).bulk_create(Term(member=member, starts_on=a, ends_on=b) for a, b in others)
    early = {"left_because": because, "planned_ends_on": date(2035, 1, 1)} if because else {}
    QuerySet(Term).bulk_create([Term(member=member, starts_on=first, ends_on=last, **early)])
    return member


def moved() -> tuple[int, int, int, dict[str, int], int]:
    """Began, joined, reappointed, left and ended in 2026."""
    year = movement(FIRST, LAST)
    return year.began, year.joined, year.reappointed, dict(year.left), year.ended


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), (0, 0, 0, {}, 0)),  # over before the year began
        (date(2025, 1, 1), date(2026, 1, 1), (1, 0, 0, {"": 1}, 0)),
        (date(2025, 12, 31), date(2029, 12, 30), (1, 0, 0, {}, 1)),
        (date(2026, 1, 1), date(2029, 12, 31), (0, 1, 0, {}, 1)),
        (date(2026, 12, 31), date(2030, 12, 30), (0, 1, 0, {}, 1)),
        (date(2027, 1, 1), date(2030, 12, 31), (0, 0, 0, {}, 0)),
        (date(2025, 1, 1), date(2026, 12, 31), (1, 0, 0, {"": 1}, 0)),
        (date(2025, 1, 1), date(2027, 1, 1), (1, 0, 0, {}, 1)),
        (date(2026, 3, 1), date(2026, 9, 30), (0, 1, 0, {"": 1}, 0)),
        (date(2026, 1, 1), date(2026, 12, 31), (0, 1, 0, {"": 1}, 0)),
    ],
)
def test_one_term_at_the_edges_of_the_year(first, last, expected):
    sits((first, last))
    assert moved() == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day_after", "expected"),
    [
        (date(2026, 1, 1), (1, 0, 1, {}, 1)),  # the old term ended on 31 December
        (date(2026, 7, 1), (1, 0, 1, {}, 1)),
        (date(2027, 1, 1), (1, 0, 0, {}, 1)),  # who goes on after 31 December did not leave
    ],
)
def test_a_term_that_follows_on_another_is_a_reappointment(day_after, expected):
    sits((date(2022, 1, 1), date.fromordinal(day_after.toordinal() - 1)), (day_after, date(2030, 12, 31)))
    assert moved() == expected


@pytest.mark.django_db
def test_who_comes_back_after_one_day_left_and_joined_again():
    sits((date(2022, 1, 1), date(2026, 5, 31)), (date(2026, 6, 2), date(2030, 6, 1)))
    assert moved() == (1, 1, 0, {"": 1}, 1)


@pytest.mark.django_db
def test_reasons_count_only_for_the_term_that_ended():
    sits((date(2024, 1, 1), date(2026, 4, 30)), because="work")
    sits((date(2024, 1, 1), date(2026, 2, 28)), because="work")
    sits((date(2024, 1, 1), date(2027, 1, 31)), because="illness")
    sits((date(2022, 1, 1), date(2026, 6, 30)))
    assert moved() == (4, 0, 0, {"work": 2, "": 1}, 1)


@pytest.mark.django_db
def test_a_year_that_is_not_over_counts_until_today():
    sits((date(2026, 3, 1), date(2029, 2, 28)))
    sits((date(2022, 1, 1), date(2026, 9, 30)))
    assert movement(FIRST, date(2026, 2, 28)) == Movement(1, 0, 0, {})
    assert movement(FIRST, date(2026, 3, 1)).joined == 1
    assert movement(FIRST, date(2026, 9, 30)).left == {"": 1}


@pytest.mark.django_db
def test_a_term_that_ends_on_a_leap_day_ends_in_that_year():
    sits((date(2024, 3, 1), date(2028, 2, 29)))
    assert movement(date(2028, 1, 1), date(2028, 12, 31)).left == {"": 1}


def test_the_seats_of_each_day_without_those_held_for_a_trial(council):
    sits((date(2025, 1, 1), date(2026, 6, 30)))
    sits((date(2026, 3, 1), date(2029, 2, 28)))
    QuerySet(SeatHold).bulk_create([SeatHold(starts_on=date(2026, 2, 1), label="kandidaat 1")])
    QuerySet(SeatNumber).bulk_create([SeatNumber(seats=13, starts_on=date(2026, 10, 1))])
    assert [(step.first, step.last, step.members, step.held, step.seats) for step in taken(FIRST, LAST)] == [
        (date(2026, 1, 1), date(2026, 2, 28), 1, 0, 15),
        (date(2026, 3, 1), date(2026, 6, 30), 2, 0, 15),
        (date(2026, 7, 1), date(2026, 9, 30), 1, 0, 15),
        (date(2026, 10, 1), date(2026, 12, 31), 1, 0, 13),
    ]


def hold(office: Office, member: Member, first: date, last: date | None = None) -> None:
    QuerySet(OfficePlace).bulk_create([OfficePlace(office=office, member=member, starts_on=first, ends_on=last)])


def test_an_office_is_held_until_the_membership_ends(council):
    office = Office.objects.create(name="penningmeester van de post")
    hold(office, sits((date(2025, 1, 1), date(2026, 1, 31))), date(2025, 1, 1))
    hold(office, sits((date(2025, 1, 1), date(2030, 12, 31))), date(2026, 12, 31))
    assert offices(FIRST, LAST) == [OfficeDays("penningmeester van de post", 32, 2)]


def test_days_on_which_two_hold_an_office_count_once(council):
    office = Office.objects.create(name="kok")
    for _ in range(2):
        hold(office, sits((date(2020, 1, 1), date(2030, 12, 31))), date(2026, 1, 1), date(2026, 1, 10))
    assert offices(FIRST, LAST) == [OfficeDays("kok", 10, 2)]


def test_an_office_of_another_year_is_named_with_no_days_and_one_to_come_is_not(council):
    member = sits((date(2020, 1, 1), date(2030, 12, 31)))
    hold(Office.objects.create(name="kok"), member, date(2025, 1, 1), date(2025, 12, 31))
    hold(Office.objects.create(name="gids"), member, date(2027, 1, 1))
    assert offices(FIRST, LAST) == [OfficeDays("kok", 0, 0)]


@pytest.mark.django_db
def test_the_first_day_is_that_of_the_first_term():
    assert first_day() is None
    sits((date(2021, 4, 1), date(2025, 3, 31)))
    assert first_day() == date(2021, 4, 1)
