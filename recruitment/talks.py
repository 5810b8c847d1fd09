"""The talks on the road: planned, moved, and written down afterwards (docs/rules.md, 12).

A candidate's rows, log and letter change together, or nothing does and there is a ``Refusal`` in Dutch.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from members.models import Member
from members.refusals import Refusal
from recruitment import invitations, letters
from recruitment.door import locked, move, note
from recruitment.models import Candidate, Talk
from recruitment.road import Stage

# The kinds of letters to the candidate about a talk.
ABOUT_TALK = ["talk_planned", "talk_moved", "talk_tomorrow"]
# Of so many talks the places are looked at, and so many different ones are offered.
LOOKED_AT, OFFERED = 50, 8


@transaction.atomic
def plan_talk(
    candidate: Candidate,
    kind: str,
    *,
    at: datetime,
    participants: Iterable[Member],
    by: User | None,
    today: date,
    way: str = Talk.Way.VISIT,
    place: str = "",
    others: str = "",
    bring: str = "",
    invite: bool = True,
    again: bool = True,
) -> Talk:
    """Plan a talk and invite everybody; the first plan for a station moves the candidate there.

    Without ``invite`` nobody is written to: the talk was held already, and is only to be written down.
    A talk of this station that was not held yet is moved; after one that was held comes another. Not ``again``:
    then a candidate who is at this station already, since somebody else was first, is refused.
    Raises ``MoveRefused`` when this talk is not the next station, and ``Refusal`` when too few people come.
    """
    participants = list(participants)
    candidate = locked(candidate)
    _refuse_lonely_talk(kind, participants, others)
    _refuse_far_day(at, today)
    if candidate.stage == kind and not again:
        raise Refusal(f"Het {Talk.Kind(kind).label} is al gepland. Verzet de afspraak als die niet klopt.")
    if candidate.stage != kind:
        move(candidate, Stage(kind), by=by, today=today)
    talk = _not_held(candidate) or Talk(candidate=candidate, kind=kind)
    before = _let_lapse(talk, candidate, by=by) if talk.pk else []
    talk.planned_at, talk.way, talk.place, talk.others, talk.bring = at, way, place, others, bring
    talk.save()
    talk.participants.set(participants)
    _forget_unsent(candidate, talk)
    if invite:
        _invite(candidate, talk)
        invitations.invite(talk, dropped=[member for member in before if member not in participants])
    else:
        invitations.forget_unsent(talk)
    return talk


def _let_lapse(talk: Talk, candidate: Candidate, *, by: User | None) -> list[Member]:
    """Note that what was agreed for this talk no longer holds, and return who would have come."""
    note(candidate, f"afspraak van {_old_time(talk)} vervalt", by=by)
    talk.moved_times += 1
    return list(talk.participants.all())


def last_places() -> list[str]:
    """The places of the newest talks that people came to, each once; no phone numbers, which are a person's."""
    newest = Talk.objects.filter(way=Talk.Way.VISIT).exclude(place="").order_by("-pk")
    return list(dict.fromkeys(newest.values_list("place", flat=True)[:LOOKED_AT]))[:OFFERED]


def _not_held(candidate: Candidate) -> Talk | None:
    """The talk of the candidate's station that was planned and not written down yet."""
    talk = candidate.talk_at(candidate.stage)
    return talk if talk and not talk.outcome else None


def _old_time(talk: Talk) -> str:
    return date_format(timezone.localtime(talk.planned_at), "j F Y, H.i") + " uur"


def _invite(candidate: Candidate, talk: Talk) -> None:
    # To who never read of the old time, the new one is just the time.
    kind = "talk_moved" if _was_invited(candidate, talk) else "talk_planned"
    letters.write_for(candidate, kind, calendar=invitations.request(talk, candidate.letter_email))


def _was_invited(candidate: Candidate, talk: Talk) -> bool:
    """Whether an invitation to this talk has left; the unsent ones were forgotten before."""
    return candidate.letters.filter(calendar__contains=str(talk.calendar_number)).exists()


def _forget_unsent(candidate: Candidate, talk: Talk) -> None:
    """Letters about this talk that did not leave yet say what is no longer true."""
    about = Q(calendar__contains=str(talk.calendar_number)) | Q(once__startswith=reminder_of(talk, ""))
    candidate.letters.filter(about).not_left().delete()


def reminder_of(talk: Talk, plan: object) -> str:
    """The name under which a reminder is told once; ``plan`` is how often the talk had moved by then."""
    return f"talk-{talk.pk}-{plan}"


def lapse(candidate: Candidate, *, by: User | None) -> Talk | None:
    """Drop the talk that the candidate, the locked row, was still to have: the road does not lead there any more.

    Who was invited to it is told; the candidate is by the letter of that moment, to which the talk is returned
    when an invitation has left. A talk whose time has come stays, to be written down.
    """
    talk = _not_held(candidate)
    # The clock, not the day: a talk of this afternoon lapses, one of this morning was held.
    if talk is None or talk.planned_at <= timezone.now():
        return None
    _forget_unsent(candidate, talk)
    invited = _was_invited(candidate, talk)
    invitations.call_off(talk)
    note(candidate, f"afspraak van {_old_time(talk)} vervalt", by=by)
    talk.delete()
    return talk if invited else None


def _refuse_far_day(at: datetime, today: date) -> None:
    if abs((timezone.localtime(at).date() - today).days) > 366:
        raise Refusal("Deze dag is meer dan een jaar weg. Kies een andere dag.")


def _refuse_lonely_talk(kind: str, participants: list[Member], others: str) -> None:
    if kind == Talk.Kind.DELEGATION and len(participants) < 2:
        raise Refusal("Een delegatie bestaat uit twee of meer leden. Kies er nog een lid bij.")
    if not participants and not others:
        raise Refusal("Kies wie er bij het gesprek zijn.")


def is_recorded_by(candidate: Candidate, member: Member) -> bool:
    """Whether the candidate's talk is now that of a delegation with this member in it (docs/rules.md, 14)."""
    talk = candidate.talk_at(Stage.DELEGATION_TALK)
    return candidate.stage == Stage.DELEGATION_TALK and talk is not None and member in talk.participants.all()


@transaction.atomic
def record_talk(
    candidate: Candidate,
    *,
    outcome: str,
    notes: str,
    participants: Iterable[Member],
    now: datetime,
    shown: Talk | None = None,
) -> Talk:
    """Write down who came to the talk of this station, what was said and what came out of it.

    Raises ``Refusal`` when there is none or it is still to come, and when it is not the talk that was ``shown``.
    """
    candidate = locked(candidate)
    talk = candidate.talk_at(candidate.stage)
    if talk is None:
        raise Refusal("Er is nog geen gesprek gepland. Plan het eerst.")
    if shown and talk != shown:
        raise Refusal("Intussen is er een ander gesprek gepland. Kijk eerst op de pagina van de kandidaat.")
    if talk.planned_at > now:
        raise Refusal("Dit gesprek is nog niet geweest. Leg het vast als het voorbij is.")
    participants = list(participants)
    _refuse_lonely_talk(talk.kind, participants, talk.others)
    talk.outcome, talk.notes = outcome, notes
    talk.save(update_fields=["outcome", "notes"])
    talk.participants.set(participants)
    return talk
