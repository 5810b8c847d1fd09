"""Invitations for the calendar (iCalendar), and the letters to those who talk with a candidate.

METHOD is REQUEST, not PUBLISH: only a calendar that got a request lets a later file move or cancel the same
appointment by itself (RFC 5546). No answer is asked (RSVP=FALSE): people answer by calling. The file to download is
PUBLISH, since it is nobody's invitation. No file and no letter here holds the candidate's name or phone number.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from members import post
from members.letters import parting
from members.models import Council, Letter, Member
from recruitment.models import Candidate, Talk

LENGTH = timedelta(hours=1)
# By its rule, which is short; the library would write down every change of the clock since 1970.
AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
# What a participant or the secretary gets: the subject, and the first words of the letter.
INVITED = ("U bent bij een gesprek: {who}", "U bent bij een {talk}: {who}.")
MOVED = ("Noteer de nieuwe tijd: gesprek met {who}", "Het {talk} met {who} is op een andere tijd of plek.")
CALLED_OFF = ("U hoeft niet te komen: gesprek met {who}", "U hoeft niet te komen bij het {talk} met {who}.")

Guest = Member | Council


def calendar_file(talk: Talk) -> str:
    """The talk as a calendar file to download; says no name."""
    return _file(talk, "PUBLISH", talk.moved_times)


def request(talk: Talk, email: str) -> str:
    """The invitation for who has this address; with a talk that moved, the file that moves it."""
    return _file(talk, "REQUEST", talk.moved_times, email)


def cancellation(talk: Talk, email: str) -> str:
    """The file that takes the talk out of the calendar of who has this address; where it was matters no more."""
    return _file(talk, "CANCEL", talk.moved_times + 1, email)


def _file(talk: Talk, method: str, sequence: int, email: str = "") -> str:
    result = Calendar()
    result.add("prodid", "-//clientenraad//gesprek//NL")
    result.add("version", "2.0")
    result.add("method", method)
    result.add_component(Timezone.from_ical(AMSTERDAM))
    result.add_component(_event(talk, method, sequence, email))
    return result.to_ical().decode()


def _event(talk: Talk, method: str, sequence: int, email: str) -> Event:
    event, start = Event(), timezone.localtime(talk.planned_at)
    event.add("uid", str(talk.calendar_number))
    event.add("sequence", sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", start + LENGTH)
    event.add("summary", f"{talk.get_kind_display().capitalize()} {Council.objects.get().name}")
    if method != "CANCEL":
        event.add("location", place(talk))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    for part, value in _people(email):
        event.add(part, value)
    return event


def _people(email: str) -> Iterator[tuple[str, vCalAddress]]:
    """Who invites and who is invited; the site's own address invites, so that nobody invites herself."""
    if not email:
        return
    organizer = vCalAddress(f"mailto:{post.own_address()}")
    organizer.params["CN"] = vText(Council.objects.get().name)
    yield "organizer", organizer
    invited = vCalAddress(f"mailto:{email}")
    invited.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    yield "attendee", invited


def place(talk: Talk) -> str:
    """Where the talk is; of a talk by phone only that, since the number is the candidate's."""
    return str(talk.get_way_display()) if talk.way == Talk.Way.PHONE else talk.where


def invite(talk: Talk, *, dropped: Iterable[Member] = ()) -> None:
    """Write to everybody who talks with the candidate, and to the secretary; and to who was dropped from the talk."""
    for guest in _guests(talk.participants.all()):
        words = MOVED if _was_told(talk, guest) else INVITED
        _write(talk, guest, words, f"\nWaar: {place(talk)}\nMet wie: {talk.who}", request(talk, guest.letter_email))
    _call_off(talk, dropped)


def call_off(talk: Talk) -> None:
    """Tell everybody who was invited to talk with the candidate that the talk will not be held."""
    _call_off(talk, _guests(talk.participants.all()))


def forget_unsent(talk: Talk) -> None:
    """Drop what was written to the guests about this talk and did not leave yet: the talk was held already."""
    told = Letter.objects.filter(about=about(talk.candidate), calendar__contains=str(talk.calendar_number))
    told.not_left().delete()


def _call_off(talk: Talk, guests: Iterable[Guest]) -> None:
    for guest in guests:
        if _was_told(talk, guest):
            # It may outlive the candidate, so it repeats nothing that was typed.
            _write(talk, guest, CALLED_OFF, "", cancellation(talk, guest.letter_email))


def _guests(participants: Iterable[Member]) -> list[Guest]:
    """Who can be written to: a member by mail or on paper, the secretary by mail."""
    council = Council.objects.get()
    members = [member for member in participants if member.letter_email or member.address]
    return [*members, council] if council.secretary_email else [*members]


def _was_told(talk: Talk, guest: Guest) -> bool:
    """Whether a letter about this talk has left; one that has not is overtaken, and never will."""
    told = Letter.objects.filter(
        addressee_type=ContentType.objects.get_for_model(guest),
        addressee_id=guest.pk,
        about=about(talk.candidate),
        calendar__contains=str(talk.calendar_number),
    )
    told.not_left().delete()
    return told.exists()


def about(candidate: Candidate) -> str:
    """How a letter to somebody else says that it is about this candidate; erasing finds it by that."""
    return f"candidate-{candidate.pk}"


def _write(talk: Talk, guest: Guest, words: tuple[str, str], details: str, calendar: str) -> None:
    subject, opening = (text.format(who=talk.candidate, talk=talk.get_kind_display()) for text in words)
    post.write(
        guest,
        "talk_with",
        subject,
        _body(talk, guest, opening, details),
        calendar=calendar,
        about=about(talk.candidate),
    )


def _body(talk: Talk, guest: Guest, opening: str, details: str) -> str:
    page = reverse("admin:recruitment_candidate_change", args=[talk.candidate_id])
    return f"""Beste {guest.letter_name},

{opening}

Wanneer: {day_and_time(talk.planned_at)}{details}

Mag u inloggen? Dan leest u meer in het beheer:
{settings.SITE_URL}{page}

Kunt u niet? Of klopt er iets niet? Laat het de secretaris weten.
{parting(Council.objects.get())}"""


def day_and_time(moment: datetime) -> str:
    """A moment in the words of a letter: "donderdag 3 december 2026, 20.00 uur"."""
    return date_format(timezone.localtime(moment), "l j F Y, H.i") + " uur"
