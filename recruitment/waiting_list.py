"""The waiting list: who applied while the council was full, and who may be called when a place comes free.

Docs/rules.md, 4 and 16. Nobody is left out for having waited long: the list is in order of waiting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import Letter
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import letters
from recruitment.applying import sign_up
from recruitment.door import MoveRefused, locked, note
from recruitment.models import Candidate, Vacancy
from recruitment.road import LEFT, Stage

ASKED = "seat_free"  # the kind of letter that asks


@dataclass(frozen=True)
class Waiting:
    """The list as it stands: how many places are free, and whom to write about them."""

    free: int
    number: int
    to_write: list[Candidate]

    @classmethod
    def of(cls, people: Iterable[Any], free: int) -> "Waiting":
        """Of those who wait longest as many as there are places, less those who were asked already.

        The people come from ``with_question``; who is not on the waiting list is left out.
        """
        listed = in_order(people)
        open_places = free - sum(candidate.is_asked for candidate in listed)
        unasked = [candidate for candidate in listed if not candidate.is_asked]
        return cls(free, len(listed), unasked[: max(0, open_places)])


def waiting() -> QuerySet[Candidate]:
    """Who is on the waiting list, who waits longest first."""
    listed = Candidate.objects.filter(stage=Stage.RECEIVED, waits_since__isnull=False)
    return listed.order_by("waits_since", "received_at", "pk")


def listed_with_question() -> QuerySet[Candidate]:
    """The waiting list, and of each whether the question was written: ``is_asked``."""
    return with_question(waiting())


def with_question(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """The same candidates, and of each whether the question was written since the waiting began: ``is_asked``."""
    return candidates.annotate(is_asked=Exists(_question()))


def in_order(candidates: Iterable[Any]) -> list[Any]:
    """Those of them who are on the waiting list, as ``waiting`` has them."""
    listed = [one for one in candidates if one.stage == Stage.RECEIVED and one.waits_since]
    return sorted(listed, key=lambda one: (one.waits_since, one.received_at, one.pk))


def to_be_called() -> QuerySet[Candidate]:
    """Whose road ended, but who said: call me when a place comes free; the longest ago first."""
    seat = Q(vacancy__kind=Vacancy.Kind.SEAT)
    return Candidate.objects.filter(seat, stage__in=LEFT, keep=True).order_by("stage_since", "pk")


def may_be_asked(candidate: Candidate) -> bool:
    """Whether this person is on one of the two lists."""
    if not candidate.vacancy.needs_seat:
        return False
    listed = candidate.stage == Stage.RECEIVED and candidate.waits_since is not None
    return listed or (candidate.stage in LEFT and candidate.keep)


@transaction.atomic
def write_that_seat_is_free(candidate: Candidate, *, by: User | None, today: date) -> Letter:
    """Write the question as a draft, for the secretary to read and send; raises ``Refusal`` when no seat is free."""
    candidate = locked(candidate)
    if not may_be_asked(candidate):
        raise MoveRefused("Deze kandidaat staat niet op de wachtlijst.")
    if not occupancy(today).free:
        raise Refusal("Er is nu geen plaats vrij. Er is geen brief geschreven.")
    if candidate.letters.filter(kind=ASKED).not_left().exists():
        raise Refusal("De brief hierover is al geschreven. Lees hem en verstuur hem.")
    note(candidate, "een brief geschreven: er is een plaats vrij", by=by)
    return letters.write_for(candidate, ASKED, draft=True)


@transaction.atomic
def wants_the_seat(candidate: Candidate, *, by: User | None) -> None:
    """The candidate says yes: off the waiting list, and on along the road."""
    candidate = locked(candidate)
    if candidate.stage != Stage.RECEIVED or candidate.waits_since is None:
        raise MoveRefused("Deze kandidaat staat niet op de wachtlijst.")
    candidate.waits_since = None
    candidate.save(update_fields=["waits_since"])
    note(candidate, "wil nog meedoen, en is van de wachtlijst af", by=by)


@transaction.atomic
def start_again(candidate: Candidate, *, by: User, today: date) -> Candidate:
    """Who left and is called says yes: a new road begins, and the old one stays as it ended."""
    candidate = locked(candidate)
    if candidate.stage not in LEFT or not candidate.keep:
        raise MoveRefused("Deze kandidaat heeft niet gevraagd om later gebeld te worden.")
    copied = ["vacancy", "name", "email", "phone", "address", "contact_by", "motivation", "way_in"]
    copied += ["keep", "keep_given_on", "keep_wording", "email_confirmed_on"]
    again = sign_up(Candidate(**{name: getattr(candidate, name) for name in copied}), today=today, by=by)
    # From now on the new road decides how long the data stay.
    candidate.keep = False
    candidate.save(update_fields=["keep"])
    note(candidate, f"begint opnieuw, als {again}", by=by)
    return again


def _question() -> QuerySet[Letter]:
    to_candidates = ContentType.objects.get_for_model(Candidate)
    asked = Letter.objects.filter(addressee_type=to_candidates, addressee_id=OuterRef("pk"), kind=ASKED)
    return asked.filter(written_at__date__gte=OuterRef("waits_since"))
