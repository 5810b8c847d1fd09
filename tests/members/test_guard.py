"""Rule 1, on every way in: refused with the first day that would be too full and who sits then; nothing is written."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from model_bakery import baker

from members import actions
from members.models import Council, Member, Office, OfficePlace, SeatHold, SeatNumber, Term
from members.refusals import CouncilFull
from members.seats import guarded

LONG_AGO, FAR = date(2024, 1, 1), date(2029, 12, 31)
TODAY = date(2026, 6, 1)
GUARDED = [Council, SeatNumber, Office, OfficePlace, SeatHold, Term]
Refused = Callable[..., CouncilFull]


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    """Rows read the day themselves when nobody passes it in."""
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def full(fill) -> list[Term]:
    """Fifteen members on fifteen seats."""
    return fill(15, LONG_AGO, FAR)


@pytest.fixture
def somebody(council) -> Member:
    return baker.make(Member, name="Wolk Appel")


def everything() -> list:
    """All rows that count for the seats, with all their values."""
    return [list(model.objects.order_by("pk").values()) for model in GUARDED]


@pytest.fixture
def refused() -> Refused:
    """Do it, and check that it is refused with the day and who sits then, and that not a value has changed."""

    def refused(do: Callable[[], object], *, day: str = "1 juni 2026", sits: str = "Lid 0 Voorbeeld") -> CouncilFull:
        before = everything()
        with pytest.raises(CouncilFull) as full:
            do()
        assert re.match(rf"Op {day} zijn alle \d+ plaatsen bezet\. Dan zitten in de raad: .*{sits}", str(full.value))
        assert everything() == before
        return full.value

    return refused


def a_term(member: Member, first: date = TODAY, last: date = FAR) -> Term:
    return Term(member=member, starts_on=first, ends_on=last)


def kept(*rows):
    """Rows that nobody asked any rule about, as a restore may bring."""
    return [QuerySet(type(row)).bulk_create([row])[0] for row in rows][-1]


# Terms -------------------------------------------------------------------------------------------


def test_save(full, somebody, refused):
    refused(lambda: a_term(somebody).save(), sits="Wolk Appel")


def test_save_of_a_term_that_starts_later_names_its_first_day(full, somebody, refused):
    refused(lambda: a_term(somebody, date(2027, 3, 1)).save(), day="1 maart 2027")


def test_save_the_day_after_the_last_is_no_matter(full, somebody):
    a_term(somebody, date(2030, 1, 1), date(2030, 12, 31)).save()
    assert Term.objects.count() == 16


def test_create_and_get_or_create(full, somebody, refused):
    days = {"starts_on": TODAY, "ends_on": FAR}
    refused(lambda: Term.objects.create(member=somebody, **days))
    refused(lambda: Term.objects.get_or_create(member=somebody, defaults=days))
    refused(lambda: Term.objects.update_or_create(member=somebody, defaults=days))
    refused(lambda: somebody.terms.create(**days))


def test_bulk_create_as_an_import_does(full, somebody, refused):
    refused(lambda: Term.objects.bulk_create([a_term(somebody), a_term(somebody, LONG_AGO, date(2024, 12, 31))]))


def test_bulk_create_of_history_is_kept_however_full(full, somebody):
    Term.objects.bulk_create([a_term(somebody, LONG_AGO, date(2026, 5, 31))])
    assert Term.objects.count() == 16


def test_a_moved_last_day(full, somebody, refused):
    over = kept(a_term(somebody, LONG_AGO, date(2026, 5, 31)))
    refused(lambda: Term.objects.filter(pk=over.pk).update(ends_on=FAR))
    over.ends_on = TODAY
    refused(over.save)
    refused(lambda: Term.objects.bulk_update([over], ["ends_on"]))


def test_a_moved_first_day(full, somebody, refused):
    later = kept(a_term(somebody, date(2030, 1, 1), date(2031, 12, 31)))
    later.starts_on = FAR
    refused(later.save, day="31 december 2029")
    refused(lambda: Term.objects.bulk_update([later], ["starts_on"]), day="31 december 2029")
    refused(lambda: Term.objects.filter(pk=later.pk).update(starts_on=FAR), day="31 december 2029")


def test_a_term_that_is_given_to_another_member(full, somebody, refused):
    chair = kept(Member(name="Regen Voorzit"))
    outside = kept(Office(name="onafhankelijk", takes_seat=False))
    kept(OfficePlace(office=outside, member=chair, starts_on=LONG_AGO))
    term = kept(a_term(chair))
    refused(lambda: Term.objects.filter(pk=term.pk).update(member=somebody))
    refused(lambda: somebody.terms.add(term))


def test_removing_an_early_end_by_any_way(full, somebody, refused):
    early = {"left_because": Term.Reason.WORK, "planned_ends_on": FAR}
    left = kept(Term(member=somebody, starts_on=LONG_AGO, ends_on=date(2026, 8, 31), **early))
    Term.objects.filter(pk=full[0].pk).update(starts_on=date(2026, 9, 1))
    refused(lambda: actions.undo_last(somebody, today=TODAY), day="1 september 2026", sits="Wolk Appel")
    back = {"ends_on": FAR, "left_because": "", "planned_ends_on": None}
    refused(lambda: Term.objects.filter(pk=left.pk).update(**back), day="1 september 2026")


def test_an_overfull_day_names_everybody_who_sits_then(full, somebody, refused):
    full_day = refused(lambda: a_term(somebody).save())
    assert all(f"Lid {number} Voorbeeld" in str(full_day) for number in range(15))
    assert full_day.day == TODAY


# The chair, and others outside the count ---------------------------------------------------------


@pytest.fixture
def outside(full) -> OfficePlace:
    """A chair beside the fifteen, until the term ends."""
    office = kept(Office(name="voorzitter buiten de telling", takes_seat=False))
    chair = kept(Member(name="Regen Voorzit"))
    kept(a_term(chair, LONG_AGO, FAR))
    return kept(OfficePlace(office=office, member=chair, starts_on=LONG_AGO))


def test_deleting_the_office_of_a_chair_outside_the_count(outside, refused):
    refused(OfficePlace.objects.filter(pk=outside.pk).delete, sits="Regen Voorzit")
    refused(lambda: outside.member.office_places.all().delete(), sits="Regen Voorzit")
    refused(outside.delete, sits="Regen Voorzit")


def test_a_chair_outside_the_count_who_returns_to_a_seat(outside, refused):
    outside.ends_on = date(2026, 12, 31)
    refused(outside.save, day="1 januari 2027", sits="Regen Voorzit")
    refused(lambda: OfficePlace.objects.update(ends_on=date(2026, 12, 31)), day="1 januari 2027")


def test_a_chair_whose_office_ends_with_the_term_returns_to_no_seat(outside):
    outside.ends_on = FAR
    outside.save()
    assert OfficePlace.objects.get().ends_on == FAR


def test_an_office_outside_the_count_that_begins_later(outside, refused):
    outside.starts_on = date(2026, 6, 2)
    refused(outside.save, sits="Regen Voorzit")


def test_another_holder_or_another_office(outside, somebody, refused):
    inside = kept(Office(name="archivaris"))
    outside.office = inside
    refused(outside.save, sits="Regen Voorzit")
    outside.refresh_from_db()
    refused(lambda: inside.places.add(outside), sits="Regen Voorzit")
    outside.member = somebody
    refused(outside.save, sits="Regen Voorzit")


def test_an_office_that_takes_a_seat_after_all(outside, refused):
    office = outside.office
    office.takes_seat = True
    refused(office.save, sits="Regen Voorzit")
    refused(lambda: Office.objects.update(takes_seat=True), sits="Regen Voorzit")
    refused(lambda: Office.objects.bulk_update([office], ["takes_seat"]), sits="Regen Voorzit")


def test_an_office_that_takes_a_seat_is_no_matter_when_one_is_free(outside):
    Term.objects.filter(member__name="Lid 0 Voorbeeld").update(ends_on=date(2026, 5, 31))
    assert Office.objects.update(takes_seat=True)


# Holds -------------------------------------------------------------------------------------------


def test_a_hold_by_save_or_in_bulk(full, refused):
    hold = SeatHold(starts_on=date(2026, 9, 1), label="kandidaat 7")
    refused(hold.save, day="1 september 2026")
    refused(lambda: SeatHold.objects.bulk_create([hold]), day="1 september 2026")


def test_a_hold_that_begins_earlier(full, refused):
    Term.objects.filter(pk=full[0].pk).update(ends_on=date(2026, 8, 31))
    hold = kept(SeatHold(starts_on=date(2026, 9, 1), label="kandidaat 7"))
    refused(lambda: SeatHold.objects.update(starts_on=date(2026, 8, 31)), day="31 augustus 2026")
    hold.starts_on = TODAY
    refused(hold.save)


def test_trials_hold_seats_after_all(full, council, refused):
    Council.objects.update(trial_holds_seat=False)
    kept(SeatHold(starts_on=TODAY, label="kandidaat 7"))
    council.trial_holds_seat = True
    message = str(refused(council.save))
    assert message.endswith("Vastgehouden voor de proefperiode: kandidaat 7.")
    refused(lambda: Council.objects.update(trial_holds_seat=True))


# The number of seats -----------------------------------------------------------------------------


def test_a_lower_number_now_and_later(full, refused):
    number = SeatNumber.objects.get()
    number.seats = 14
    refused(number.save)
    refused(lambda: SeatNumber.objects.update(seats=14))
    refused(lambda: SeatNumber.objects.bulk_update([number], ["seats"]))
    later = SeatNumber(seats=14, starts_on=date(2027, 1, 1))
    refused(later.save, day="1 januari 2027")
    refused(lambda: SeatNumber.objects.bulk_create([later]), day="1 januari 2027")


def test_a_lower_number_from_the_day_after_the_last_is_no_matter(full):
    SeatNumber.objects.create(seats=1, starts_on=date(2030, 1, 1))
    assert SeatNumber.objects.count() == 2


def test_a_number_that_goes_or_begins_later(full, refused):
    more = kept(SeatNumber(seats=15, starts_on=date(2025, 1, 1)))
    SeatNumber.objects.exclude(pk=more.pk).update(seats=14)
    refused(lambda: SeatNumber.objects.filter(pk=more.pk).update(starts_on=date(2026, 6, 2)))
    refused(SeatNumber.objects.filter(pk=more.pk).delete)
    refused(more.delete)


def test_the_verb_names_the_day_and_changes_nothing(full):
    before = everything()
    with pytest.raises(CouncilFull, match="^Op 1 juni 2026 zijn meer dan 14 plaatsen bezet") as too_few:
        actions.set_seats(14, starts_on=date(2020, 1, 1), today=TODAY)
    assert "Dan zitten in de raad: Lid 0 Voorbeeld" in str(too_few.value)
    assert everything() == before


# The admin's own forms ---------------------------------------------------------------------------


@pytest.fixture
def desk(client, db):
    """The secretary, logged in."""
    user = User.objects.create_user("secretaris", is_staff=True)
    user.groups.add(Group.objects.get(name="Secretaris"))
    client.force_login(user)
    return client


def form_values(desk, page: str) -> dict[str, object]:
    """What the form of this page would send when nothing is touched."""
    form = desk.get(page).context["adminform"].form
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def refused_on_page(desk, page: str, **changes: object) -> str:
    """The message on the page; nothing was written and what was typed is still there."""
    before = everything()
    response = desk.post(page, {**form_values(desk, page), **changes})
    assert response.status_code == 200
    assert everything() == before
    form = response.context["adminform"].form
    assert list(form.errors) == ["__all__"]
    assert {name: str(form[name].value()) for name in changes} == {
        name: "True" if typed == "on" else typed for name, typed in changes.items()
    }
    return " ".join(form.non_field_errors())


def test_the_council_form_refuses_to_let_trials_hold_seats(full, desk):
    Council.objects.update(trial_holds_seat=False)
    kept(SeatHold(starts_on=TODAY, label="kandidaat 7"))
    said = refused_on_page(desk, "/beheer/members/council/1/change/", trial_holds_seat="on")
    assert said.startswith("Op 1 juni 2026 zijn alle 15 plaatsen bezet. Dan zitten in de raad: Lid 0 Voorbeeld")


def test_the_office_form_refuses_a_seat_for_the_chair(outside, desk):
    said = refused_on_page(desk, f"/beheer/members/office/{outside.office_id}/change/", takes_seat="on")
    assert "Op 1 juni 2026" in said
    assert "Regen Voorzit" in said


def test_the_form_of_an_office_place_refuses_a_return_to_a_seat(outside, desk):
    said = refused_on_page(desk, f"/beheer/members/officeplace/{outside.pk}/change/", ends_on="2026-12-31")
    assert "Op 1 januari 2027" in said
    assert "Regen Voorzit" in said


def test_nothing_that_counts_can_be_deleted_in_the_admin(outside, desk):
    for model, row in [("officeplace", outside), ("office", outside.office), ("member", outside.member)]:
        assert desk.post(f"/beheer/members/{model}/{row.pk}/delete/", {"post": "yes"}).status_code == 403
        action = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        desk.post(f"/beheer/members/{model}/", action)
    assert (OfficePlace.objects.count(), Term.objects.count()) == (1, 16)


def test_two_refusals_in_a_row_leave_the_guard_as_it_was(full, somebody, refused):
    refused(lambda: a_term(somebody).save())
    with guarded(TODAY):
        pass
    refused(lambda: a_term(somebody).save())
