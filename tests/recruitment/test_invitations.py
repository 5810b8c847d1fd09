"""Invitations: an appointment in the calendar that moves and goes when the talk does, and letters without a name."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from members.models import Council, Letter, Member
from recruitment import actions, invitations, talks
from recruitment.models import Candidate, Talk
from recruitment.road import Stage
from recruitment.undo import take_back
from tests.recruitment.conftest import AMSTERDAM

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=AMSTERDAM)
AT = datetime(2026, 6, 4, 14, 0, tzinfo=AMSTERDAM)
Status = Letter.Status


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def plan(candidate, delegation, secretary, today):
    def plan(at=AT, people=None, **values) -> Talk:
        people = delegation[:1] if people is None else people
        given = {"place": "Stadhuis, kamer 3", "by": secretary, "today": today, **values}
        return talks.plan_talk(candidate, Talk.Kind.INTAKE, at=at, participants=people, **given)

    return plan


@pytest.fixture
def guests(council, delegation) -> list[Member]:
    """Two members: one with mail, one on paper."""
    Council.objects.update(name="Cliëntenraad Voorbeeldstad")
    Member.objects.filter(pk=delegation[0].pk).update(email="lid@voorbeeld.example")
    Member.objects.filter(pk=delegation[1].pk).update(address="Straat 1")
    return [Member.objects.get(pk=member.pk) for member in delegation]


def event_of(file: str):
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    return event


def leave() -> None:
    """All letters so far have left."""
    Letter.objects.update(status=Status.SENT)


# The file -------------------------------------------------------------------------------------------


def test_the_invitation_says_when_where_and_no_name(candidate, council, plan):
    Council.objects.update(name="Cliëntenraad Voorbeeldstad")
    talk = plan()
    calendar = Calendar.from_ical(candidate.letters.get(kind="talk_planned").calendar)
    event = event_of(candidate.letters.get(kind="talk_planned").calendar)
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"]) == ("REQUEST", str(talk.calendar_number), 0)
    assert (event.start, event.end) == (AT, AT + timedelta(hours=1))
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTSTAMP"].dt == datetime(2026, 6, 1, 7, 0, tzinfo=UTC)
    assert event["SUMMARY"] == "Kennismakingsgesprek Cliëntenraad Voorbeeldstad"
    assert event["LOCATION"] == "Stadhuis, kamer 3"
    assert event["ATTENDEE"] == "mailto:wolk@voorbeeld.example"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert event["ORGANIZER"] == "mailto:raad@testserver"
    assert "Wolk" not in candidate.letters.get(kind="talk_planned").calendar


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 1), (date(2026, 3, 29), 2), (date(2026, 10, 24), 2), (date(2026, 10, 25), 1)]
)
def test_the_clock_in_the_file_is_that_of_the_netherlands(plan, day, hours):
    at = datetime(day.year, day.month, day.day, 20, 0, tzinfo=AMSTERDAM)
    calendar = Calendar.from_ical(invitations.calendar_file(plan(at)))
    (zone,) = calendar.walk("VTIMEZONE")
    clock = zone.to_tz()
    assert at.replace(tzinfo=clock).utcoffset() == timedelta(hours=hours)


def test_the_file_to_download_invites_nobody(plan):
    file = invitations.calendar_file(plan())
    assert Calendar.from_ical(file)["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in file
    assert "ORGANIZER" not in file


def test_a_talk_by_phone_gives_no_number_away(candidate, guests, plan):
    plan(way=Talk.Way.PHONE, place="06 0000 0000", people=guests)
    assert event_of(candidate.letters.get(kind="talk_planned").calendar)["LOCATION"] == "telefonisch"
    about = Letter.objects.filter(about=f"candidate-{candidate.pk}")
    assert about.count() == 2
    assert all("06 0000 0000" not in letter.body + letter.calendar for letter in about)


def test_a_file_holds_what_was_typed_as_text(plan):
    talk = plan(place="Zaal; 1, boven\nDESCRIPTION:kwaad " + "x" * 100)
    event = event_of(invitations.calendar_file(talk))
    assert event["LOCATION"] == talk.place
    assert "DESCRIPTION" not in event


# Moving, and a second talk ----------------------------------------------------------------------------


def test_a_moved_talk_is_the_same_appointment_at_another_time(candidate, plan):
    first = plan()
    leave()
    second = plan(AT + timedelta(days=1), bring="een paspoort")
    assert (second.pk, second.calendar_number, second.moved_times) == (first.pk, first.calendar_number, 1)
    letter = candidate.letters.get(kind="talk_moved")
    event = event_of(letter.calendar)
    assert (event["UID"], event["SEQUENCE"], event.start) == (str(first.calendar_number), 1, AT + timedelta(days=1))
    assert "Neem mee: een paspoort" in letter.body
    assert candidate.talks.count() == 1


def test_a_talk_that_only_gets_another_place_is_not_called_another_time(candidate, plan):
    plan()
    leave()
    plan(place="Buurthuis")
    letter = candidate.letters.get(kind="talk_moved")
    assert letter.subject == "Noteer de nieuwe afspraak: kennismakingsgesprek op 4 juni"
    assert "Er is iets veranderd aan uw kennismakingsgesprek. De oude afspraak vervalt." in letter.body


def test_a_second_talk_after_a_doubt_is_another_appointment(candidate, plan, time_machine):
    first = plan(NOW)
    talks.record_talk(candidate, outcome=Talk.Outcome.DOUBT, notes="", participants=first.participants.all(), now=NOW)
    second = plan()
    assert (second.moved_times, candidate.talks.count()) == (0, 2)
    assert second.calendar_number != first.calendar_number
    assert candidate.letters.first().kind == "talk_planned"


def test_what_to_bring_is_asked_in_the_form_and_kept_when_the_talk_moves(client, candidate, secretary, delegation):
    client.force_login(secretary)
    page = f"/beheer/recruitment/candidate/{candidate.pk}/doe/"
    typed = {"planned_at": "2026-06-04T14:00", "way": "visit", "place": "Stadhuis", "others": "Regen Appel"}
    client.post(f"{page}plan-kennismaking/", {**typed, "bring": "een paspoort"})
    assert "Neem mee: een paspoort" in candidate.letters.get(kind="talk_planned").body
    assert 'value="een paspoort"' in client.get(f"{page}plan-opnieuw/").content.decode()


@pytest.mark.parametrize(("time", "told"), [("08:59", 0), ("09:00", 0), ("09:01", 1)])
def test_only_a_talk_that_is_still_to_come_sends_invitations(client, candidate, secretary, guests, time, told):
    client.force_login(secretary)
    form = {"planned_at": f"2026-06-01T{time}", "way": "visit", "place": "Stadhuis"}
    address = f"/beheer/recruitment/candidate/{candidate.pk}/doe/plan-kennismaking/"
    said = client.post(address, {**form, "participants": [guests[0].pk]}, follow=True).content.decode()
    assert ("Er gaat geen uitnodiging weg." in said) is not bool(told)
    assert Letter.objects.filter(kind="talk_planned").count() == told
    assert Letter.objects.filter(kind="talk_with").count() == told


def test_a_talk_that_was_held_earlier_than_planned_drops_what_had_not_left(candidate, guests, plan):
    talk = plan(people=guests)
    plan(at=NOW - timedelta(hours=1), people=guests, invite=False)
    assert not Letter.objects.filter(calendar__contains=str(talk.calendar_number)).exists()


def test_without_anything_to_bring_the_letter_says_so(candidate, plan):
    plan()
    assert "U hoeft niets mee te nemen." in candidate.letters.get(kind="talk_planned").body


def test_planning_the_next_talk_leaves_an_older_invitation_that_still_waits(candidate, bring):
    bring(candidate, Stage.DELEGATION_TALK)
    assert candidate.letters.filter(kind="talk_planned").count() == 2


# Those who talk with the candidate ---------------------------------------------------------------------


def test_who_talks_with_the_candidate_is_told_by_number(candidate, guests, plan):
    Council.objects.update(secretary_email="secretaris@voorbeeld.example", secretary_name="Regen Appel")
    Candidate.objects.filter(pk=candidate.pk).update(motivation="Mijn geheim")
    talk = plan(people=guests)
    told = Letter.objects.filter(kind="talk_with").order_by("pk")
    assert [(letter.addressee, letter.status) for letter in told] == [
        (guests[0], Status.WAITING),
        (guests[1], Status.TO_PRINT),
        (Council.objects.get(), Status.WAITING),
    ]
    for letter in told:
        assert letter.subject == f"U bent bij een gesprek: kandidaat {candidate.pk}"
        assert letter.about == f"candidate-{candidate.pk}"
        assert "donderdag 4 juni 2026, 14.00 uur" in letter.body
        assert f"http://testserver/beheer/recruitment/candidate/{candidate.pk}/change/" in letter.body
        assert not re.search("Wolk|wolk|geheim", letter.subject + letter.body + letter.calendar)
        assert event_of(letter.calendar)["UID"] == str(talk.calendar_number)


def test_a_member_without_any_address_and_an_unknown_secretary_get_no_letter(delegation, plan):
    plan(people=delegation)
    assert not Letter.objects.filter(kind="talk_with").exists()


def test_who_was_told_hears_of_the_move_who_was_not_is_invited_and_who_was_dropped_stays_home(guests, plan):
    plan(people=guests[:1])
    leave()
    plan(AT + timedelta(days=1), people=guests[1:])
    dropped, invited = (member.letters.first() for member in guests)
    assert dropped.subject.startswith("U hoeft niet te komen: gesprek met kandidaat")
    assert Calendar.from_ical(dropped.calendar)["METHOD"] == "CANCEL"
    assert invited.subject.startswith("U bent bij een gesprek")

    leave()
    plan(AT + timedelta(days=2), people=guests[1:])
    moved = guests[1].letters.first()
    assert moved.subject.startswith("Noteer de nieuwe tijd")
    assert event_of(moved.calendar)["SEQUENCE"] == 2


def test_a_letter_that_has_not_left_yet_makes_room_for_the_newest(guests, plan):
    plan(people=guests[:1])
    plan(AT + timedelta(days=1), people=guests[:1])
    letter = guests[0].letters.get()
    assert letter.subject.startswith("U bent bij een gesprek")
    assert "vrijdag 5 juni 2026" in letter.body


# A talk that lapses --------------------------------------------------------------------------------------


def end(way, candidate, secretary, today):
    if way == "take_back":
        take_back(candidate, why="Vergissing", by=secretary, today=today)
    else:
        getattr(actions, way)(candidate, why="Anders", by=secretary, today=today)
    return candidate.letters.first()


@pytest.mark.parametrize("way", ["decline", "withdraw", "take_back"])
def test_a_talk_that_lapses_is_taken_out_of_every_calendar(candidate, guests, secretary, plan, today, way):
    talk = plan(people=guests)
    leave()
    letter = end(way, candidate, secretary, today)
    files = [letter.calendar, *(member.letters.first().calendar for member in guests)]
    for file in files:
        event = event_of(file)
        assert (Calendar.from_ical(file)["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
        assert (event["UID"], event["SEQUENCE"]) == (str(talk.calendar_number), 1)
    assert "Uw afspraak van donderdag 4 juni 2026, 14.00 uur gaat niet door." in letter.body
    assert not candidate.talks.exists()
    assert candidate.moves.filter(why="afspraak van 4 juni 2026, 14.00 uur vervalt").exists()


@pytest.mark.parametrize("way", ["decline", "withdraw", "take_back"])
def test_who_was_not_invited_yet_hears_nothing_of_a_talk_that_lapses(candidate, guests, secretary, plan, today, way):
    plan(people=guests)
    letter = end(way, candidate, secretary, today)
    assert letter.calendar == ""
    assert "gaat niet door" not in letter.body
    assert not Letter.objects.filter(kind__in=["talk_with", "talk_planned"]).exists()


@pytest.mark.parametrize(("hours", "lapses"), [(-1, False), (0, False), (1, True)])
def test_a_talk_whose_time_has_come_does_not_lapse(candidate, secretary, plan, today, hours, lapses):
    plan(NOW + timedelta(hours=hours))
    leave()
    letter = end("decline", candidate, secretary, today)
    assert (candidate.talks.count() == 0, letter.calendar != "") == (lapses, lapses)


def test_a_candidate_on_paper_reads_that_the_talk_is_off(candidate, secretary, plan, today):
    Candidate.objects.filter(pk=candidate.pk).update(email="", address="Straat 1")
    candidate.refresh_from_db()
    plan()
    Letter.objects.update(status=Status.POSTED)
    assert "gaat niet door" in end("withdraw", candidate, secretary, today).body
