"""The last verb of a membership is taken back until its day comes, if the seat is still free (rules 5 to 9)."""

from datetime import date

import pytest
from model_bakery import baker

from members.actions import appoint, revoke, undo_last
from members.models import Member, Office, OfficePlace, Term
from members.refusals import CouncilFull, Refusal
from tests.members.membership.conftest import FAR, FIRST, LAST, LONG_AGO, days_of, gone


def test_undoing_an_early_end_gives_the_term_its_planned_last_day(member, term, today):
    gone(member, date(2026, 6, 15), today)
    assert undo_last(member, today=today) == "Sam Voorbeeld blijft toch, tot en met 30 juni 2026."
    term.refresh_from_db()
    assert (term.ends_on, term.left_because, term.planned_ends_on) == (LAST, "", None)


def test_undoing_an_early_end_is_refused_when_the_seat_has_gone(fill, member, today):
    fill(14, LONG_AGO, FAR)
    Term.objects.create(member=member, starts_on=LONG_AGO, ends_on=FAR)
    gone(member, date(2026, 6, 15), today)
    appoint(baker.make(Member, name="Wolk Appel"), first=date(2026, 7, 1), today=today)
    with pytest.raises(CouncilFull, match="^Op 1 juli 2026 zijn alle 15 plaatsen bezet. .*Wolk Appel") as full:
        undo_last(member, today=today)
    assert full.value.day == date(2026, 7, 1)
    assert days_of(member) == [(LONG_AGO, date(2026, 6, 15))]


def test_undoing_an_early_end_does_not_pass_the_maximum(member, today):
    appoint(member, first=date(2020, 1, 1), last=date(2027, 12, 31), today=today)
    gone(member, date(2023, 12, 31), today)
    # Typed in afterwards: four years from long ago.
    appoint(member, first=date(2010, 1, 1), last=date(2013, 12, 31), today=today)
    with pytest.raises(Refusal, match="mag hoogstens tot en met 31 december 2023 lid zijn"):
        undo_last(member, today=today)
    assert days_of(member)[1] == (date(2020, 1, 1), date(2023, 12, 31))


def test_an_appointment_is_undone_until_the_day_before_its_first_day(member, today):
    appoint(member, first=date(2026, 6, 2), today=today)
    assert undo_last(member, today=today) == "De benoeming van Sam Voorbeeld vanaf 2 juni 2026 is ongedaan gemaakt."
    assert not Term.objects.exists()


def test_an_appointment_is_not_undone_on_its_first_day(member, today):
    appoint(member, first=today, today=today)
    with pytest.raises(Refusal, match="Er is niets om ongedaan te maken"):
        undo_last(member, today=today)
    assert Term.objects.count() == 1


def test_undoing_twice_takes_back_two_verbs_the_last_one_first(member, term, today):
    gone(member, date(2026, 6, 15), today)
    appoint(member, first=date(2026, 9, 1), today=today)
    undo_last(member, today=today)
    assert days_of(member) == [(FIRST, date(2026, 6, 15))]
    undo_last(member, today=today)
    assert days_of(member) == [(FIRST, LAST)]
    with pytest.raises(Refusal, match="Er is niets om ongedaan te maken"):
        undo_last(member, today=today)


def test_for_who_was_never_appointed_there_is_nothing_to_undo(member, today):
    with pytest.raises(Refusal, match="Er is niets om ongedaan te maken"):
        undo_last(member, today=today)


def test_undoing_the_appointment_of_a_chair_outside_the_count_takes_the_office_back(member, today):
    office = baker.make(Office, takes_seat=False)
    term = appoint(member, first=date(2026, 7, 1), today=today, office=office)
    revoke(term, today=today)
    assert not OfficePlace.objects.exists()
