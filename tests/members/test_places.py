"""Offices and committee places end with the membership, and one is the chair at a time (docs/rules.md, 9)."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from members import about_you, actions
from members.models import Committee, CommitteePlace, Member, Office, OfficePlace, SeatNumber, Term
from members.refusals import CouncilFull, Refusal
from members.seats import occupancy

FIRST, LAST = date(2026, 1, 1), date(2029, 12, 31)


@pytest.fixture
def sam(council) -> Member:
    member = Member.objects.create(name="Sam Voorbeeld", email="sam@voorbeeld.example")
    Term.objects.create(member=member, starts_on=FIRST, ends_on=LAST)
    return member


@pytest.fixture
def chair(council) -> Office:
    return Office.objects.update_or_create(name="voorzitter", defaults={"is_chair": True, "takes_seat": False})[0]


@pytest.fixture
def place(sam, chair) -> OfficePlace:
    return OfficePlace.objects.create(office=chair, member=sam, starts_on=FIRST)


def away_and_back(member: Member, today: date) -> None:
    """Stops in May and is appointed anew in July."""
    actions.leave(member, last=date(2026, 5, 31), because="work", today=date(2026, 5, 1))
    actions.appoint(member, first=date(2026, 7, 1), today=today)


@pytest.mark.parametrize(
    ("day", "held"), [(date(2026, 5, 31), True), (date(2026, 6, 1), False), (date(2026, 7, 1), False)]
)
def test_an_office_ends_with_the_membership_and_does_not_come_back(place, sam, today, day, held):
    away_and_back(sam, today)
    assert OfficePlace.objects.running_on(day).exists() is held


def test_a_committee_place_of_a_member_does_not_come_back_either(sam, today):
    committee = Committee.objects.create(name="commissie")
    CommitteePlace.objects.create(committee=committee, member=sam, starts_on=FIRST)
    away_and_back(sam, today)
    assert not CommitteePlace.objects.running_on(date(2026, 7, 1)).exists()


def test_somebody_who_never_was_a_member_keeps_a_committee_place(council, today):
    committee = Committee.objects.create(name="commissie")
    other = Member.objects.create(name="Regen")
    CommitteePlace.objects.create(committee=committee, member=other, starts_on=FIRST)
    assert CommitteePlace.objects.running_on(today).exists()


def test_an_office_goes_on_through_a_reappointment(place, sam, today):
    actions.reappoint(sam, decided_on=today, reference="B", today=today)
    assert OfficePlace.objects.running_on(date(2030, 1, 1)).exists()


def test_undoing_it_all_brings_the_office_back_and_takes_no_seat(place, sam, today):
    before = occupancy(today).free
    away_and_back(sam, today)
    assert occupancy(today).free == before - 1
    actions.undo_last(sam, today=today)
    actions.undo_last(sam, today=today)
    assert OfficePlace.objects.running_on(date(2026, 7, 1)).exists()
    assert occupancy(today).free == before


def test_a_chair_outside_the_count_who_returns_to_a_seat_is_refused_in_a_full_council(place, sam, fill, today):
    fill(15, FIRST, LAST)
    with pytest.raises(CouncilFull, match="^Op 1 juli 2026"):
        away_and_back(sam, today)


def test_an_office_with_two_holders_cannot_become_the_chairs(sam, council, fill):
    office = Office.objects.create(name="schrijver")
    for member in [sam, fill(1, FIRST, LAST)[0].member]:
        OfficePlace.objects.create(office=office, member=member, starts_on=FIRST)
    Office.objects.filter(is_chair=True).update(is_chair=False)
    office.is_chair = True
    with pytest.raises(Refusal, match="is dan al schrijver"):
        office.save()
    office.refresh_from_db()
    assert not office.is_chair


@pytest.mark.parametrize(("first", "status"), [("2025-12-31", 200), ("2026-01-01", 302)])
def test_an_office_is_given_to_who_is_a_member_on_its_first_day(client, sam, first, status):
    client.force_login(User.objects.create_superuser("beheer"))
    office = Office.objects.create(name="archivaris")
    typed = {"office": office.pk, "member": sam.pk, "starts_on": first}
    answer = client.post("/beheer/members/officeplace/add/", typed)
    assert answer.status_code == status
    assert ("is op deze dag geen lid" in answer.content.decode()) is (status == 200)


def test_a_second_press_on_undo_does_not_undo_a_second_thing(sam, today):
    actions.reappoint(sam, decided_on=today, reference="B", today=today)
    actions.leave(sam, last=date(2031, 5, 31), because="work", today=today)
    said = actions.what_undo_does(sam, today=today)
    assert said == "Sam Voorbeeld stopt niet op 31 mei 2031, maar blijft tot en met 31 december 2033."
    actions.undo_last(sam, today=today, only=said)
    with pytest.raises(Refusal, match="al ongedaan gemaakt"):
        actions.undo_last(sam, today=today, only=said)
    assert sam.terms.count() == 2


def test_a_planned_number_of_seats_can_be_dropped_until_its_first_day(council, today):
    planned = actions.set_seats(11, starts_on=date(2026, 6, 2), today=today)
    with pytest.raises(Refusal, match="Dit aantal geldt al"):
        actions.drop_seats(planned, today=date(2026, 6, 2))
    actions.drop_seats(planned, today=today)
    assert [number.seats for number in SeatNumber.objects.all()] == [15]


def test_dropping_a_larger_number_is_refused_when_its_seats_are_taken(council, fill, today):
    planned = actions.set_seats(16, starts_on=date(2026, 7, 1), today=today)
    fill(15, FIRST, LAST)
    fill(1, date(2026, 7, 1), LAST)
    with pytest.raises(CouncilFull, match="^Op 1 juli 2026 zijn alle 15 plaatsen bezet"):
        actions.drop_seats(planned, today=today)
    assert SeatNumber.objects.count() == 2


def test_nobody_writes_to_the_dead(sam, today):
    actions.leave(sam, last=today, because="death", today=today)
    assert about_you.write_due(today) == 0
