"""Erasing a candidate: everything goes but a row without a person, for the yearly figures (docs/rules.md, 16).

The trail says that somebody was erased, when, and by which colleague; not who it was.
"""

from datetime import date

from auditlog.context import disable_auditlog
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from members import journal, post, trail
from members.erasing import forget_in_files, forget_letters
from members.models import Letter
from members.refusals import Refusal
from members.safety import TYPED
from recruitment import actions, letters
from recruitment.desk import SEARCHED
from recruitment.door import locked, move
from recruitment.invitations import about
from recruitment.models import Candidate, LinkRequest, PastRoad
from recruitment.own_page import KEY
from recruitment.road import Stage


@transaction.atomic
def erase(candidate: Candidate) -> PastRoad:
    """Erase a candidate whose road has ended; raises ``Refusal`` on the road, and when it was done already."""
    candidate = locked(candidate)
    if candidate.on_the_road:
        raise Refusal("Deze kandidaat is nog op weg. Wissen kan pas als de weg is gestopt.")
    return _erase(candidate)


@transaction.atomic
def withdraw_and_erase(candidate: Candidate, *, by: User | None, today: date) -> PastRoad:
    """Erase somebody who asks for it: on the road the candidate withdraws and is erased in one step.

    ``by`` is None for the candidate, through the site. Raises ``Refusal`` for who became a member, whose data are
    the council's, and when it was done already.
    """
    candidate = locked(candidate)
    if candidate.member:
        raise Refusal("Deze kandidaat is benoemd. De gegevens van een lid blijven zolang de raad ze nodig heeft.")
    if candidate.on_the_road:
        _withdraw(candidate, by, today)
        candidate = locked(candidate)
    return _erase(candidate)


@transaction.atomic
def stop_waiting(candidate: Candidate, *, today: date) -> PastRoad:
    """Erase somebody who did not say whether waiting for a seat is still wanted, as withdrawn."""
    candidate = locked(candidate)
    move(candidate, Stage.WITHDRAWN, by=None, today=today)
    return _erase(candidate)


@transaction.atomic
def forget_notes(candidate: Candidate) -> None:
    """Erase why somebody who was appointed wanted to join, what was said in talks, and every typed reason."""
    candidate = locked(candidate)
    candidate.motivation, candidate.halfway_notes, candidate.trial_extended_why = "", "", ""
    candidate.save(update_fields=["motivation", "halfway_notes", "trial_extended_why"])
    candidate.talks.update(notes="")
    candidate.moves.update(why="")
    forget_in_files()


def _withdraw(candidate: Candidate, by: User | None, today: date) -> None:
    known = set(_letters_about(candidate).values_list("pk", flat=True))
    actions.withdraw(candidate, by=by, today=today)
    # Who was invited must still read that a talk is off; such a letter holds no name and is about nobody from now on.
    _letters_about(candidate).exclude(pk__in=known).update(about="")


def _letters_about(candidate: Candidate) -> QuerySet[Letter]:
    return Letter.objects.filter(about=about(candidate))


@transaction.atomic
def erase_again(candidate: Candidate, *, today: date) -> PastRoad:
    """Erase somebody who came back with a backup, though erased since; the farewell was said the first time."""
    candidate = locked(candidate)
    if candidate.on_the_road:
        move(candidate, Stage.WITHDRAWN, by=None, today=today)
    return _erase(candidate, farewell=False)


@disable_auditlog()
def _erase(candidate: Candidate, *, farewell: bool = True) -> PastRoad:
    """Delete the locked row with all that belongs to it, and write the farewell mail."""
    journal.remember(candidate.key)
    past = PastRoad.objects.create(**_without_person(candidate))
    email, lapsed = candidate.letter_email, _cancellation(candidate)
    _close_pages(candidate)
    LinkRequest.objects.filter(email__iexact=candidate.email).delete()
    forget_letters(candidate.letters.all())
    forget_letters(_letters_about(candidate))
    trail.forget([candidate])
    # Without its number: that would tie the person to the row for the figures, which stand in the same order.
    trail.note(trail.Kind.ERASED, Candidate)
    candidate.delete()
    if email and farewell:
        post.write_last(email, *letters.farewell(), calendar=lapsed)
    forget_in_files()
    return past


def _cancellation(candidate: Candidate) -> str:
    """The file that takes a talk out of the candidate's calendar, of a letter that goes before it left; else empty."""
    waiting = candidate.letters.not_left().filter(calendar__contains="METHOD:CANCEL")
    return waiting.order_by("pk").values_list("calendar", flat=True).last() or ""


def _without_person(candidate: Candidate) -> dict[str, object]:
    return {
        "kind": candidate.vacancy.kind,
        "way_in": candidate.way_in,
        "received_in": timezone.localdate(candidate.received_at).replace(day=1),
        "ended_in": candidate.stage_since.replace(day=1),
        "outcome": candidate.stage,
        "declined_because": candidate.declined_because,
        "days": candidate.days,
    }


def _close_pages(candidate: Candidate) -> None:
    """End what is open in a browser by one of the candidate's links; a colleague stays logged in.

    What colleagues searched for or typed too late goes too, whoever it was about: it may be half of this name.
    """
    links = set(candidate.links.values_list("pk", flat=True))
    for row in Session.objects.all():
        data = row.get_decoded()
        gone = {SEARCHED, TYPED, *([KEY] if data.get(KEY, {}).get("link") in links else [])}.intersection(data)
        if KEY in gone and SESSION_KEY not in data:
            row.delete()
        elif gone:
            row.session_data = Session.objects.encode({key: value for key, value in data.items() if key not in gone})
            row.save(update_fields=["session_data"])
