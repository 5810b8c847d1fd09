"""/leden/: who sits on the council today, and of whom the site may say so (docs/rules.md, 5, 9 and 14)."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import html5lib
import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from members import portraits
from members.models import Committee, CommitteePlace, Council, Member, Office, OfficePlace, Term
from members.people import committees_on, former_on, people_on
from members.pictures import squares

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LONG_AGO, FAR = date(2024, 1, 1), date(2029, 12, 31)
AGREED = {"consent_on": date(2024, 1, 1), "consent_how": "per brief"}


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(date(2026, 6, 1), tick=False)


@pytest.fixture
def seat(council):
    """Make a member with one term; named on the site unless told otherwise."""

    def seat(name: str, first: date = LONG_AGO, last: date = FAR, **more) -> Member:
        member = Member.objects.create(name=name, **{**AGREED, **more})
        Term.objects.create(member=member, starts_on=first, ends_on=last)
        return member

    return seat


def text(client) -> str:
    """What the main part of the page says."""
    page = client.get("/leden/").content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


# Members -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        (datetime(2026, 6, 30, 23, 59, tzinfo=AMSTERDAM), False),
        (datetime(2026, 7, 1, 0, 1, tzinfo=AMSTERDAM), True),
        (datetime(2026, 12, 31, 23, 59, tzinfo=AMSTERDAM), True),
        (datetime(2027, 1, 1, 0, 1, tzinfo=AMSTERDAM), False),
    ],
)
def test_a_member_is_there_from_the_first_to_the_last_dutch_minute(client, seat, time_machine, moment, there):
    seat("Sam Voorbeeld", date(2026, 7, 1), date(2026, 12, 31))
    time_machine.move_to(moment, tick=False)
    assert ("Sam Voorbeeld" in text(client)) == there


def test_without_consent_a_member_is_only_counted(client, seat):
    seat("Sam Voorbeeld", consent_on=None, public_text="Ik hou van fietsen.")
    seat("Noor Bedacht", consent_on=None)
    seat("Roos Verzonnen")
    page = text(client)
    assert "Roos Verzonnen" in page
    assert "Daarnaast zijn er nog 2 leden. Hun naam staat niet op de website." in page
    for hidden in ("Sam", "Noor", "fietsen"):
        assert hidden not in page


def test_nobody_with_a_name_is_said_in_words(client, seat):
    seat("Sam Voorbeeld", consent_on=None)
    assert "Er staan nu geen namen op de website." in text(client)
    assert "Daarnaast is er nog 1 lid. De naam staat niet op de website." in text(client)


def test_the_name_for_the_site_takes_the_place_of_the_name(client, seat):
    seat("Samantha Voorbeeld-Bedacht", public_name="Sam V.")
    assert "Sam V." in text(client)
    assert "Samantha" not in text(client)


def test_contact_data_are_never_on_the_page(client, seat):
    seat("Sam Voorbeeld", email="sam@voorbeeld.example", phone="06 0000 1234", address="Verzinstraat 1")
    page = client.get("/leden/").content.decode()
    for hidden in ("sam@", "06 0000", "Verzinstraat"):
        assert hidden not in page


def test_a_few_lines_are_shown_as_text(client, seat):
    seat("Sam Voorbeeld", public_text="Ik <b>fiets</b> graag.")
    assert "Ik &lt;b&gt;fiets&lt;/b&gt; graag." in client.get("/leden/").content.decode()


@pytest.mark.parametrize(("show", "said"), [(True, True), (False, False)])
def test_since_when_is_shown_to_who_wants_it(client, seat, show, said):
    seat("Sam Voorbeeld", date(2023, 3, 1), show_since=show)
    assert ("Lid sinds maart 2023" in text(client)) == said


@pytest.mark.parametrize(
    ("last", "since"), [(date(2024, 12, 31), date(2021, 1, 1)), (date(2024, 12, 30), date(2025, 1, 1))]
)
def test_since_is_the_first_day_of_the_terms_without_a_day_between(seat, today, last, since):
    sam = seat("Sam Voorbeeld", date(2021, 1, 1), last)
    Term.objects.create(member=sam, starts_on=date(2025, 1, 1), ends_on=FAR)
    assert people_on(today, Term.objects.by_member()).shown[0].since == since


def test_who_holds_an_office_comes_first_with_the_office(client, seat, today):
    seat("Aya Bedacht")
    zoe = seat("Zoë Verzonnen")
    office = Office.objects.create(name="schatbewaarder")
    OfficePlace.objects.create(office=office, member=zoe, starts_on=LONG_AGO, ends_on=today)
    assert "Zoë Verzonnen Schatbewaarder Lid sinds januari 2024 AB Aya Bedacht" in text(client)
    assert [
        (person.name, person.offices) for person in people_on(today + timedelta(days=1), Term.objects.by_member()).shown
    ] == [
        ("Aya Bedacht", []),
        ("Zoë Verzonnen", []),
    ]


def test_a_member_without_a_portrait_has_initials(seat, today):
    seat("Sam van den Voorbeeld")
    seat("Noor")
    assert [person.initials for person in people_on(today, Term.objects.by_member()).shown] == ["N", "SV"]


# Committees --------------------------------------------------------------------------------------


def test_a_committee_shows_what_it_does_who_are_in_it_and_how_to_reach_it(client, seat, today):
    committee = Committee.objects.create(
        name="commissie Communicatie", text="<p>Wij schrijven.</p>", email="schrijvers@voorbeeld.example"
    )
    helper = Member.objects.create(name="Helper Bedacht", **AGREED)
    hidden = Member.objects.create(name="Stille Verzonnen")
    for member in (helper, hidden, seat("Sam Voorbeeld")):
        CommitteePlace.objects.create(committee=committee, member=member, starts_on=LONG_AGO)
    page = text(client)
    assert "Wie doen mee? Helper Bedacht, Sam Voorbeeld en 1 zonder naam op de website." in page
    assert "Wij schrijven." in page
    assert "schrijvers@voorbeeld.example" in page
    assert "Stille" not in page


@pytest.mark.parametrize(
    ("day", "there"),
    [(date(2026, 5, 31), False), (date(2026, 6, 1), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)],
)
def test_a_place_in_a_committee_has_a_first_and_a_last_day(council, day, there):
    place = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30)}
    helper = Member.objects.create(name="Helper Bedacht", **AGREED)
    CommitteePlace.objects.create(committee=Committee.objects.create(name="x"), member=helper, **place)
    assert [committee.names for committee in committees_on(day, Term.objects.by_member())] == [
        ["Helper Bedacht"] if there else []
    ]


def test_a_place_in_a_committee_ends_with_the_membership(client, seat, today):
    committee = Committee.objects.create(name="commissie Communicatie")
    sam = seat("Sam Voorbeeld", last=today)
    CommitteePlace.objects.create(committee=committee, member=sam, starts_on=LONG_AGO)
    assert committees_on(today, Term.objects.by_member())[0].names == ["Sam Voorbeeld"]
    assert committees_on(today + timedelta(days=1), Term.objects.by_member())[0].names == []


def test_two_places_in_one_committee_are_one_person(council, today):
    helper = Member.objects.create(name="Helper Bedacht", **AGREED)
    committee = Committee.objects.create(name="commissie Communicatie")
    for _ in range(2):
        CommitteePlace.objects.create(committee=committee, member=helper, starts_on=LONG_AGO)
    assert committees_on(today, Term.objects.by_member())[0].names == ["Helper Bedacht"]


# Former members ----------------------------------------------------------------------------------


@pytest.fixture
def left(seat) -> Member:
    """Somebody who was a member from 2018 to 2025 and agreed to stay on the site."""
    return seat("Noor Bedacht", date(2018, 1, 1), date(2025, 12, 31), former_consent_on=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("public", "change", "there"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"former_consent_on": None}, False),
        (True, {"consent_on": None}, False),
    ],
)
def test_a_former_member_is_named_only_when_council_and_member_agree(client, left, public, change, there):
    Council.objects.update(former_members_public=public)
    Member.objects.update(**change)
    assert ("Noor Bedacht, lid van 2018 tot en met 2025" in text(client)) == there
    assert ("Noor" in text(client)) == there


def test_the_years_of_a_former_member_are_shown_to_who_wants_it(client, left):
    Council.objects.update(former_members_public=True)
    Member.objects.update(show_since=False)
    assert "Noor Bedacht" in text(client)
    assert "2018" not in text(client)


@pytest.mark.parametrize(("day", "former"), [(date(2025, 12, 31), []), (date(2026, 1, 1), ["Noor Bedacht"])])
def test_a_member_is_a_former_one_from_the_day_after_the_last(left, day, former):
    terms = Term.objects.by_member()
    assert [person.name for person in former_on(day, terms)] == former
    assert [person.name for person in people_on(day, terms).shown] == ([] if former else ["Noor Bedacht"])


def test_who_came_back_is_no_former_member(left, today):
    Term.objects.create(member=left, starts_on=today, ends_on=FAR)
    assert [person.name for person in former_on(today - timedelta(days=1), Term.objects.by_member())] == [
        "Noor Bedacht"
    ]
    assert former_on(today, Term.objects.by_member()) == []


def test_who_will_be_a_member_is_no_former_one(seat, today):
    seat("Sam Voorbeeld", today + timedelta(days=1), former_consent_on=today)
    assert former_on(today, Term.objects.by_member()) == []


def test_who_got_a_term_after_the_terms_were_read_stands_there_without_years(seat, left, today):
    terms = Term.objects.none().by_member()
    seat("Sam Voorbeeld")
    assert [(person.name, person.since) for person in people_on(today, terms).shown] == [("Sam Voorbeeld", None)]
    assert former_on(today, terms) == []


def test_the_last_to_leave_is_named_first(seat, left, today):
    seat("Aya Bedacht", date(2012, 1, 1), date(2016, 12, 31), former_consent_on=today)
    assert [
        (person.name, person.first.year, person.last.year) for person in former_on(today, Term.objects.by_member())
    ] == [
        ("Noor Bedacht", 2018, 2025),
        ("Aya Bedacht", 2012, 2016),
    ]


# The page ----------------------------------------------------------------------------------------


@pytest.fixture
def busy(council, today, media, photo):
    """So many members, and as many former ones, each with all that the page can show."""
    Council.objects.update(former_members_public=True)
    office = Office.objects.create(name="schatbewaarder")
    committee = Committee.objects.create(name="commissie Communicatie")
    pictures = squares(photo())

    def busy(number: int) -> None:
        people = Member.objects.bulk_create(Member(name=f"Lid {n} Voorbeeld", **AGREED) for n in range(number))
        left = Member.objects.bulk_create(
            Member(name=f"Oud {n} Voorbeeld", former_consent_on=today, **AGREED) for n in range(number)
        )
        terms = [Term(member=member, starts_on=LONG_AGO, ends_on=FAR) for member in people]
        terms += [Term(member=member, starts_on=date(2020, 1, 1), ends_on=LONG_AGO) for member in left]
        # Past the guard: no council has 300 seats.
        QuerySet(Term).bulk_create(terms)
        QuerySet(OfficePlace).bulk_create(OfficePlace(office=office, member=m, starts_on=LONG_AGO) for m in people)
        QuerySet(CommitteePlace).bulk_create(
            CommitteePlace(committee=committee, member=member, starts_on=LONG_AGO) for member in people
        )
        portraits.add(people[0], pictures, consent_on=today, how="per mail", today=today)

    return busy


def test_the_full_page_is_sound_html(client, busy):
    busy(3)
    html5lib.HTMLParser(strict=True).parse(client.get("/leden/").content)


def test_the_page_asks_as_much_of_the_database_for_300_as_for_3(client, busy, django_assert_num_queries):
    busy(3)
    with CaptureQueriesContext(connection) as few:
        client.get("/leden/")
    busy(300)
    with django_assert_num_queries(len(few)):
        client.get("/leden/")
