"""The talks on the road: planned, moved, and written down afterwards (docs/rules.md, 12).

A candidate's rows, log and letter change together, or nothing does and there is a ``Refusal`` in Dutch.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from members.models import Member
from members.refusals import Refusal
from recruitment import letters
from recruitment.door import locked, move, note
from recruitment.models import Candidate, Talk
from recruitment.road import Stage


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
) -> Talk:
    """Plan a talk and invite the candidate; the first plan for a station moves the candidate there.

    Raises ``MoveRefused`` when this talk is not the next station, and ``Refusal`` when too few people come.
    """
    participants = list(participants)
    candidate = locked(candidate)
    _refuse_lonely_talk(kind, participants, others)
    _refuse_far_day(at, today)
    again = candidate.stage == kind
    if again:
        _drop_plan(candidate, by)
    else:
        move(candidate, Stage(kind), by=by, today=today)
    talk = candidate.talks.create(kind=kind, planned_at=at, way=way, place=place, others=others)
    talk.participants.set(participants)
    letters.write_for(candidate, "talk_moved" if again else "talk_planned")
    return talk


def _drop_plan(candidate: Candidate, by: User | None) -> None:
    """A talk that was not held makes room for a new plan; an invitation that did not leave yet never does."""
    for talk in candidate.talks.filter(kind=candidate.stage, outcome=""):
        note(
            candidate,
            f"afspraak van {date_format(timezone.localtime(talk.planned_at), 'j F Y, H.i')} uur vervalt",
            by=by,
        )
        talk.delete()
    candidate.letters.filter(kind__in=["talk_planned", "talk_moved"]).not_left().delete()


def _refuse_far_day(at: datetime, today: date) -> None:
    if abs((timezone.localtime(at).date() - today).days) > 366:
        raise Refusal("Deze dag is meer dan een jaar weg. Kies een andere dag.")


def _refuse_lonely_talk(kind: str, participants: list[Member], others: str) -> None:
    if kind == Talk.Kind.DELEGATION and len(participants) < 2:
        raise Refusal("Een delegatie bestaat uit twee of meer leden. Kies er nog een lid bij.")
    if not participants and not others:
        raise Refusal("Kies wie er bij het gesprek zijn.")


@transaction.atomic
def record_talk(
    candidate: Candidate, *, outcome: str, notes: str, participants: Iterable[Member], now: datetime
) -> Talk:
    """Write down who came to the talk of this station, what was said and what came out of it."""
    candidate = locked(candidate)
    talk = candidate.talk_at(candidate.stage)
    if talk is None:
        raise Refusal("Er is nog geen gesprek gepland. Plan het eerst.")
    if talk.planned_at > now:
        raise Refusal("Dit gesprek is nog niet geweest. Leg het vast als het voorbij is.")
    participants = list(participants)
    _refuse_lonely_talk(talk.kind, participants, talk.others)
    talk.outcome, talk.notes = outcome, notes
    talk.save(update_fields=["outcome", "notes"])
    talk.participants.set(participants)
    return talk
