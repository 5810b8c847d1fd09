"""What of former members goes, and when; what stays for the figures (docs/rules.md, 7 and 16)."""

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import User
from model_bakery import baker

from members import pictures, portraits, retention, trail
from members.erasing import erase_again, erase_contact, erase_name, erase_on_request
from members.former import NAMELESS, contact_kept_until, last_day_of, name_kept_until
from members.models import Committee, CommitteePlace, Council, Letter, Member, Office, OfficePlace, Term
from members.occupancy_plot import steps
from members.people import former_on
from members.refusals import Refusal
from members.seats import occupancy

FIRST, LAST = date(2022, 7, 1), date(2026, 6, 30)
CONTACT_GONE, NAME_GONE = date(2027, 6, 30), date(2029, 6, 30)


@pytest.fixture
def member(council) -> Member:
    """A member until 30 June 2026."""
    member = Member.objects.create(
        name="Sam Voorbeeld",
        email="sam@voorbeeld.example",
        phone="06 0000 0000",
        address="Straat 1",
        public_text="Houdt van post.",
    )
    Term.objects.create(
        member=member,
        starts_on=FIRST,
        ends_on=LAST,
        planned_ends_on=date(2026, 12, 31),
        left_because=Term.Reason.MOVED,
        decided_on=FIRST,
        decision_reference="B22-Sam",
        exception_why="Sam kan niet weg",
    )
    return member


def after_years(council: Council, years: int | None) -> None:
    council.former_name_years = years
    council.save()


def what(day: date) -> list[tuple[str, str, date]]:
    return [(due.who, due.what, due.day) for due in retention.due_by(day)]


# When --------------------------------------------------------------------------------------------


def test_a_membership_ends_with_the_last_term(member):
    assert last_day_of(member) == LAST
    Term.objects.create(member=member, starts_on=date(2027, 1, 1), ends_on=date(2028, 12, 31))
    assert last_day_of(member) == date(2028, 12, 31)


def test_a_committee_place_of_its_own_goes_on_after_the_membership(member):
    committee = Committee.objects.create(name="commissie Post")
    place = CommitteePlace.objects.create(committee=committee, member=member, starts_on=date(2026, 8, 1))
    assert last_day_of(member) is None
    place.ends_on = date(2026, 9, 30)
    place.save()
    assert last_day_of(member) == date(2026, 9, 30)


def test_a_committee_place_that_came_with_the_membership_ends_with_it(member):
    CommitteePlace.objects.create(committee=Committee.objects.create(name="c"), member=member, starts_on=FIRST)
    assert last_day_of(member) == LAST


def test_who_never_had_a_term_or_place_has_no_last_day(council):
    member = baker.make(Member, email="x@voorbeeld.example")
    assert last_day_of(member) is None
    assert what(date(2199, 1, 1)) == []


def test_contact_data_are_gone_twelve_months_after_the_last_day(council, member):
    assert contact_kept_until(member, council) == CONTACT_GONE - timedelta(days=1)
    assert what(CONTACT_GONE - timedelta(days=1)) == []
    assert what(CONTACT_GONE) == [("Sam Voorbeeld", "adressen, brieven en portret", CONTACT_GONE)]


def test_names_stay_unless_the_council_says_otherwise(council, member):
    assert name_kept_until(member, council) is None
    after_years(council, 3)
    assert name_kept_until(member, council) == NAME_GONE - timedelta(days=1)
    erase_contact(member, today=CONTACT_GONE)
    assert what(NAME_GONE - timedelta(days=1)) == []
    assert what(NAME_GONE) == [("Sam Voorbeeld", "naam en gegevens over de termijnen", NAME_GONE)]


def test_a_former_member_who_agreed_stays_named_while_the_council_shows_former_members(council, member):
    after_years(council, 3)
    member.consent_on = member.former_consent_on = date(2026, 1, 1)
    member.save()
    assert name_kept_until(member, council) is not None
    council.former_members_public = True
    assert name_kept_until(member, council) is None
    member.former_consent_on = None
    assert name_kept_until(member, council) is not None


@pytest.mark.parametrize(
    "left",
    [{"email": "x@voorbeeld.example"}, {"phone": "06 0000 0000"}, {"address": "Straat 1"}, {"public_text": "Iets."}],
)
def test_any_way_to_reach_somebody_is_contact_data(member, left):
    Member.objects.update(**{"email": "", "phone": "", "address": "", "public_text": "", **left})
    assert len(what(CONTACT_GONE)) == 1


def test_a_letter_or_an_account_alone_is_listed_too(member):
    Member.objects.update(email="", phone="", address="", public_text="")
    assert what(CONTACT_GONE) == []
    letter = baker.make(Letter, addressee=member, once=None)
    assert len(what(CONTACT_GONE)) == 1
    letter.delete()
    Member.objects.update(user=User.objects.create_user("sam"))
    assert len(what(CONTACT_GONE)) == 1


@pytest.mark.parametrize("members", [3, 60])
def test_knowing_what_goes_takes_as_many_queries_for_many_members(fill, django_assert_num_queries, members):
    fill(members, FIRST, LAST)
    Member.objects.update(email="x@voorbeeld.example")
    with django_assert_num_queries(5):
        assert len(retention.due_by(CONTACT_GONE)) == members


# What --------------------------------------------------------------------------------------------


def test_contact_data_letters_portrait_and_account_go_and_the_name_stays(member, media, photo):
    member.consent_on = LAST
    member.user = User.objects.create_user("sam")
    member.save()
    portraits.add(member, pictures.squares(photo()), consent_on=LAST, how="mail", today=LAST)
    baker.make(Letter, addressee=member, once=None)

    erase_contact(member, today=CONTACT_GONE)
    member.refresh_from_db()
    assert (member.name, member.version) == ("Sam Voorbeeld", 1)
    assert not any([member.email, member.phone, member.address, member.public_text, member.portrait, member.user])
    assert not Letter.objects.exists()
    assert [(line.action, line.object_id) for line in LogEntry.objects.exclude(content_type__model="user")] == [
        (trail.Kind.ERASED, member.pk)
    ]
    assert Term.objects.get().decision_reference == "B22-Sam"


def test_the_name_goes_and_the_figures_stay(council, member, fill):
    after_years(council, 3)
    chair = Office.objects.create(name="voorzitter van buiten", takes_seat=False)
    OfficePlace.objects.create(office=chair, member=member, starts_on=date(2024, 1, 1))
    CommitteePlace.objects.create(committee=Committee.objects.create(name="c"), member=member, starts_on=FIRST)
    trail.note(trail.Kind.SEEN, member)
    member.public_name, member.consent_on, member.consent_how = "Sam", LAST, "Sam belde"
    member.save()
    picture = steps(occupancy(FIRST), FIRST, NAME_GONE)

    erase_name(member, today=NAME_GONE)
    member.refresh_from_db()
    term = member.terms.get()
    assert (member.name, member.public_name, member.consent_on, member.consent_how) == (NAMELESS, "", None, "")
    assert (member.email, member.phone, member.address) == ("", "", "")
    assert (term.starts_on, term.ends_on, term.left_because) == (FIRST, LAST, "moved")
    assert (term.decided_on, term.decision_reference, term.exception_why) == (None, "", "")
    assert not member.committee_places.exists()
    lines = LogEntry.objects.exclude(content_type__model="user").order_by("pk").values_list("action", "object_id")
    assert list(lines) == [(trail.Kind.SEEN, None), (trail.Kind.ERASED, member.pk)]
    assert steps(occupancy(FIRST), FIRST, NAME_GONE) == picture
    assert what(date(2199, 1, 1)) == []


def test_a_nameless_member_is_on_no_page(council, member):
    after_years(council, 3)
    council.former_members_public = True
    council.save()
    erase_name(member, today=NAME_GONE)
    assert former_on(NAME_GONE, Term.objects.by_member()) == []


# When it is refused, and again -------------------------------------------------------------------


def test_nothing_goes_a_day_too_early(council, member):
    after_years(council, 3)
    with pytest.raises(Refusal, match="mag deze gegevens nog bewaren"):
        erase_contact(member, today=CONTACT_GONE - timedelta(days=1))
    with pytest.raises(Refusal, match="mag deze gegevens nog bewaren"):
        erase_name(member, today=NAME_GONE - timedelta(days=1))
    member.refresh_from_db()
    assert (member.name, member.email) == ("Sam Voorbeeld", "sam@voorbeeld.example")


def test_who_was_appointed_again_since_the_list_was_made_stays(member):
    [due] = retention.due_by(CONTACT_GONE)
    Term.objects.create(member=member, starts_on=date(2027, 7, 1), ends_on=date(2030, 6, 30))
    assert due.erase(CONTACT_GONE) is False
    member.refresh_from_db()
    assert member.email == "sam@voorbeeld.example"


def test_what_is_done_is_not_done_again(council, member):
    after_years(council, 3)
    for due in retention.due_by(NAME_GONE):
        assert due.erase(NAME_GONE) is True
    assert what(NAME_GONE) == []


def test_an_old_list_finds_who_has_gone_gone(council, member):
    after_years(council, 3)
    contact, name = retention.due_by(NAME_GONE)
    assert name.erase(NAME_GONE) is True
    assert contact.erase(NAME_GONE) is False
    assert name.erase(NAME_GONE) is False


# On request --------------------------------------------------------------------------------------


def test_a_former_member_who_asks_is_erased_at_once(council, member):
    with pytest.raises(Refusal, match="is nog lid"):
        erase_on_request(member, today=LAST)
    erase_on_request(member, today=LAST + timedelta(days=1))
    member.refresh_from_db()
    assert (member.name, member.email, member.terms.count()) == (NAMELESS, "", 1)


def test_who_came_back_with_a_backup_is_erased_also_when_still_a_member_by_it(member):
    erase_again(member, today=LAST)
    member.refresh_from_db()
    assert (member.name, member.email, member.terms.count()) == (NAMELESS, "", 1)


def test_who_sits_in_a_committee_is_not_erased(member):
    committee = Committee.objects.create(name="commissie Post")
    CommitteePlace.objects.create(committee=committee, member=member, starts_on=date(2026, 7, 1))
    with pytest.raises(Refusal, match="zit nog in een commissie"):
        erase_on_request(member, today=CONTACT_GONE)


def test_the_button_is_there_for_a_former_member_only(desk, member, time_machine):
    page, address = (f"/beheer/members/member/{member.pk}/{end}/" for end in ("change", "doe/wis-oud-lid"))
    time_machine.move_to(LAST)
    assert "wis-oud-lid" not in desk.get(page).content.decode()
    time_machine.move_to(LAST + timedelta(days=1))
    assert "wis-oud-lid" in desk.get(page).content.decode()
    assert "Dit kan niemand terugdraaien." in desk.get(address).content.decode()
    response = desk.post(address, follow=True)
    assert "Alle gegevens van dit oud-lid zijn gewist." in response.content.decode()
    assert "wis-oud-lid" not in desk.get(page).content.decode()
    assert "Sam Voorbeeld" not in response.content.decode()
