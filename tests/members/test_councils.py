"""Real councils by settings alone: each is set up and lived for twelve years, a quarter at a time, by the verbs.

Every quarter whoever can go on is reappointed, every free seat is filled, and one person too many is tried and
refused.
"""

from collections.abc import Callable
from datetime import date

import pytest

from members import actions
from members.dates import DAY, end_of_stretch
from members.models import Council, Member, Office, OfficePlace, SeatNumber, Term
from members.refusals import CouncilFull, Refusal
from members.seats import guarded, occupancy
from members.terms import last_possible_day

BEGIN = date(2015, 1, 1)
QUARTERS = [date(year, month, 1) for year in range(2015, 2027) for month in (1, 4, 7, 10)]


def set_up(*, seats: int, chair_takes_seat: bool = True, **settings: object) -> Council:
    """A council as its regulation says, with nobody on it yet."""
    Council.objects.update(**settings)
    SeatNumber.objects.all().delete()
    actions.set_seats(seats, starts_on=BEGIN, today=BEGIN)
    Office.objects.filter(is_chair=True).update(takes_seat=chair_takes_seat)
    return Council.objects.get()


@pytest.fixture
def chair_office(council) -> Office:
    return Office.objects.update_or_create(is_chair=True, defaults={"name": "voorzitter"})[0]


def newcomer() -> Member:
    return Member.objects.create(name=f"Lid {Member.objects.count() + 1:03} Voorbeeld")


def number(member: Member) -> int:
    """The number in the name, so that a story is the same on every database."""
    return int(member.name.split()[1])


def next_quarter(day: date) -> date:
    return end_of_stretch(day, months=3) + DAY


def members_on(day: date) -> set[Member]:
    return set(Member.objects.members_on(day))


def live(
    until: date,
    *,
    since: date = BEGIN,
    exceptional: Callable[[Member], bool] = lambda member: False,
    leaves: Callable[[Member, date], bool] = lambda member, today: False,
) -> list[int]:
    """Live from ``since`` up to and including the quarter of ``until``; gives how many sat each quarter."""
    numbers = []
    for today in (day for day in QUARTERS if since <= day <= until):
        follow_up(today, exceptional, leaves)
        fill_up(today)
        numbers.append(occupancy(today).members_on(today))
    return numbers


def follow_up(today: date, exceptional: Callable, leaves: Callable) -> None:
    """Everybody whose term ends this quarter goes on if the rules allow; some leave before their time."""
    quarter_end = next_quarter(today) - DAY
    for term in Term.objects.running_on(today).filter(left_because="").select_related("member"):
        member = term.member
        if term.ends_on == quarter_end:
            go_on(member, today, exceptional(member))
        elif leaves(member, today):
            actions.leave(member, last=quarter_end, because=Term.Reason.OWN_REQUEST, today=today)


def go_on(member: Member, today: date, exceptional: bool) -> None:
    council, terms = Council.objects.get(), list(member.terms.all())
    first = max(term.ends_on for term in terms) + DAY
    decision = {"decided_on": today, "reference": f"B{today:%y-%m}", "today": today}
    if last_possible_day(council, first, terms) >= first:
        actions.reappoint(member, **decision)
    elif exceptional and last_possible_day(council, first, terms, exceptional=True) >= first:
        actions.extend_exceptionally(member, why="Er is geen opvolger.", **decision)
    else:
        with pytest.raises(Refusal, match="heeft de langste zittingstijd al bereikt"):
            actions.reappoint(member, **decision)


def fill_up(today: date) -> None:
    """Appoint as many as the site says there is room for, and find out that there is no room for one more."""
    for _ in range(occupancy(today).free):
        actions.appoint(newcomer(), first=today, today=today)
    one_too_many = newcomer()
    with pytest.raises(CouncilFull, match="Dan zitten in de raad: .*Lid 0"):
        actions.appoint(one_too_many, first=today, today=today)
    one_too_many.delete()


def years_of(member: Member) -> float:
    """How long somebody was a member in all, in quarters of a year."""
    return sum((term.ends_on.year - term.starts_on.year) * 4 + quarters(term) for term in member.terms.all()) / 4


def quarters(term: Term) -> int:
    return (term.ends_on.month - term.starts_on.month + 1) // 3


def stays() -> set[float]:
    """Every length of a membership, in years, of all whose time is over when the story ends."""
    over = Member.objects.exclude(terms__ends_on__gte=date(2027, 1, 1)).exclude(terms=None)
    return {years_of(member) for member in over}


# Groningen, the older rules: 5 to 15, and a chair without a vote; 3 years, 2, exceptionally 2 more --------


def test_groningen_by_the_older_rules(council, chair_office):
    set_up(
        seats=15,
        chair_takes_seat=False,
        minimum_members=5,
        term_lengths="3, 2",
        exceptional_years=2,
    )
    chair = newcomer()
    actions.appoint(chair, first=BEGIN, office=chair_office, today=BEGIN)
    numbers = live(date(2026, 10, 1), exceptional=lambda member: number(member) % 5 == 0 or member == chair)

    assert numbers == [15] * 48
    assert stays() == {5.0, 7.0}
    assert years_of(chair) == 7.0
    assert [chair in members_on(day) for day in (date(2021, 12, 31), date(2022, 1, 1))] == [True, False]
    assert len(members_on(BEGIN)) == 16
    assert {len(members_on(day)) for day in QUARTERS if day >= date(2022, 1, 1)} == {15}
    assert Term.objects.exclude(exception_why="").filter(member=chair).get().starts_on == date(2020, 1, 1)


def test_in_groningen_a_new_chair_comes_beside_fifteen_members(council, chair_office):
    set_up(seats=15, chair_takes_seat=False, term_lengths="3, 2", exceptional_years=2)
    chair, successor = newcomer(), newcomer()
    actions.appoint(chair, first=BEGIN, office=chair_office, today=BEGIN)
    live(date(2016, 10, 1))
    today = date(2016, 12, 1)
    actions.leave(chair, last=date(2016, 12, 31), because=Term.Reason.ILLNESS, today=today)
    actions.appoint(successor, first=date(2017, 1, 1), office=chair_office, today=today)
    assert live(date(2019, 10, 1), since=date(2017, 1, 1)) == [15] * 12
    assert [len(members_on(day)) for day in (date(2016, 12, 31), date(2017, 1, 1))] == [16, 16]
    assert OfficePlace.objects.running_on(date(2017, 1, 1)).get().member == successor


# Groningen since 2021: 7 to 14 and a chair; the number changed on a day ------------------------------------


def test_groningen_since_2021_with_a_number_that_changed_on_a_day(council, chair_office):
    change = date(2021, 1, 1)
    set_up(seats=15, chair_takes_seat=False, minimum_members=7, term_lengths="3, 2", exceptional_years=2)
    chair = newcomer()
    actions.appoint(chair, first=BEGIN, office=chair_office, today=BEGIN)
    assert live(date(2020, 7, 1), exceptional=lambda member: member == chair) == [15] * 23

    today = date(2020, 10, 1)
    with pytest.raises(CouncilFull, match="^Op 1 januari 2021 zijn meer dan 14 plaatsen bezet"):
        actions.set_seats(14, starts_on=change, today=today)
    leaver = Member.objects.members_on(today).exclude(pk=chair.pk).first()
    actions.leave(leaver, last=date(2020, 12, 31), because=Term.Reason.OWN_REQUEST, today=today)
    actions.set_seats(14, starts_on=change, today=today)
    with pytest.raises(CouncilFull, match="^Op 1 januari 2021 zijn alle 14 plaatsen bezet"):
        actions.undo_last(leaver, today=today)

    assert live(date(2020, 10, 1), since=today, exceptional=lambda member: member == chair) == [15]
    assert live(date(2026, 10, 1), since=change, exceptional=lambda member: member == chair) == [14] * 24
    assert [occupancy(today).seats_on(day) for day in (date(2020, 12, 31), change)] == [15, 14]
    assert max(stays()) == 7.0


def test_a_council_of_fourteen_and_a_chair_may_shrink_to_seven_and_recover(council, chair_office):
    set_up(seats=14, chair_takes_seat=False, minimum_members=7, term_lengths="4, 4")
    live(date(2016, 10, 1))
    today = date(2016, 12, 1)
    seven = list(Member.objects.members_on(today)[:7])
    actions.leave_together(seven, last=date(2016, 12, 31), because=Term.Reason.OTHER, today=today)
    seats = occupancy(today)
    assert [seats.members_on(day) for day in (date(2016, 12, 31), date(2017, 1, 1))] == [14, 7]
    assert live(date(2026, 10, 1), since=date(2017, 1, 1)) == [14] * 40


# Amersfoort: 7 to 13, four years twice; the chair is one of the members -----------------------------------


def test_amersfoort(council, chair_office):
    set_up(seats=13, minimum_members=7, term_lengths="4, 4")
    chair = newcomer()
    actions.appoint(chair, first=BEGIN, office=chair_office, today=BEGIN)
    numbers = live(
        date(2026, 10, 1),
        leaves=lambda member, today: number(member) % 7 == 3 and today.month == 7 and today.year % 3 == 0,
    )
    assert numbers == [13] * 48
    assert max(stays()) == 8.0
    assert years_of(chair) in stays()
    assert {len(members_on(day)) for day in QUARTERS} == {13}


def test_in_amersfoort_nobody_stays_a_day_longer_than_eight_years(council):
    set_up(seats=13, minimum_members=7, term_lengths="4, 4")
    member = newcomer()
    actions.appoint(member, first=BEGIN, today=BEGIN)
    with pytest.raises(Refusal, match="hoogstens tot en met 31 december 2022"):
        actions.reappoint(member, last=date(2023, 1, 1), decided_on=BEGIN, reference="B1", today=date(2018, 10, 1))
    second = actions.reappoint(member, decided_on=BEGIN, reference="B1", today=date(2018, 10, 1))
    assert second.ends_on == date(2022, 12, 31)
    with pytest.raises(Refusal, match="kennen geen uitzonderlijke verlenging"):
        actions.extend_exceptionally(member, decided_on=BEGIN, reference="B2", why="Graag.", today=date(2022, 10, 1))


# Scherpenzeel: 9 to 12, four years once renewed; an independent chair outside the count --------------------


def test_scherpenzeel(council, chair_office):
    set_up(seats=12, chair_takes_seat=False, minimum_members=9, term_lengths="4, 4")
    assert live(date(2014, 10, 1)) == []
    chair = newcomer()
    actions.appoint(chair, first=BEGIN, office=chair_office, today=BEGIN)
    assert live(date(2022, 10, 1)) == [12] * 32
    assert years_of(chair) == 8.0

    second_chair, today = newcomer(), date(2022, 11, 1)
    with pytest.raises(Refusal, match=f"{chair} is dan al voorzitter"):
        actions.appoint(second_chair, first=date(2022, 12, 31), office=chair_office, today=today)
    actions.appoint(second_chair, first=date(2023, 1, 1), office=chair_office, today=today)
    assert live(date(2026, 10, 1), since=date(2023, 1, 1)) == [12] * 16
    assert {len(members_on(day)) for day in QUARTERS} == {13}
    assert max(stays()) == 8.0


def test_in_scherpenzeel_the_chair_does_not_take_a_seat_from_a_full_council(council, chair_office):
    set_up(seats=12, chair_takes_seat=False, minimum_members=9, term_lengths="4, 4")
    chair, today = newcomer(), date(2018, 10, 1)
    actions.appoint(chair, first=BEGIN, office=chair_office, today=BEGIN)
    live(today)
    office = Office.objects.get(is_chair=True)
    with pytest.raises(CouncilFull, match=f"^Op 1 oktober 2018 zijn alle 12 plaatsen bezet.*{chair}"), guarded(today):
        office.takes_seat = True
        office.save()
    office.refresh_from_db()
    assert not office.takes_seat


# Boarnsterhim: 5 to 7, four years once renewed -------------------------------------------------------------


def test_boarnsterhim(council):
    set_up(seats=7, minimum_members=5, term_lengths="4, 4")
    numbers = live(date(2026, 10, 1), leaves=lambda member, today: (number(member) + today.year) % 5 == 0)
    assert numbers == [7] * 48
    assert max(stays()) <= 8.0


def test_in_boarnsterhim_a_whole_council_steps_down_and_a_new_one_comes(council):
    set_up(seats=7, minimum_members=5, term_lengths="4, 4")
    live(date(2019, 10, 1))
    today, last = date(2019, 11, 1), date(2019, 12, 31)
    old = members_on(today)
    with pytest.raises(Refusal):
        # Who was reappointed for the coming year is named, and nobody leaves.
        actions.leave_together([*sorted(old, key=str), newcomer()], last=last, because=Term.Reason.OTHER, today=today)
    assert members_on(date(2020, 1, 1)) == old
    actions.leave_together(sorted(old, key=str), last=last, because=Term.Reason.OTHER, today=today)
    assert [len(members_on(day)) for day in (last, date(2020, 1, 1))] == [7, 0]
    assert live(date(2020, 1, 1), since=date(2020, 1, 1)) == [7]
    assert not old & members_on(date(2020, 1, 1))
