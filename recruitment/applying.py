"""Coming onto the road: by the form on the site, or typed in by the secretary (docs/rules.md, 13).

And coming back to the own page, by a new personal link.
"""

import logging
from datetime import date, datetime, timedelta
from functools import partial
from time import sleep

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from members import post
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import letters
from recruitment.consent import note_day
from recruitment.door import locked, note
from recruitment.models import Candidate, LinkRequest, Vacancy
from recruitment.road import Stage

log = logging.getLogger(__name__)


class FormUsed(Refusal):
    """This form's number was used before, for other answers; nothing was stored."""


def sign_up(candidate: Candidate, *, today: date, by: User | None = None) -> Candidate:
    """Put a new candidate on the road and confirm it by letter.

    The same form sent twice is one application: the second time the first candidate is returned. Raises
    ``FormUsed`` when the answers are others than the first time.
    """
    try:
        with transaction.atomic():
            return _first_time(candidate, today=today, by=by)
    except IntegrityError:
        known = sent_before(candidate)
        if known is None:
            raise
        return known


def sent_before(candidate: Candidate) -> Candidate | None:
    """Who this form made when it was sent before; raises ``FormUsed`` when the answers were others then."""
    if candidate.form_number is None:
        return None
    known = Candidate.objects.filter(form_number=candidate.form_number).first()
    if known and any(getattr(known, field) != getattr(candidate, field) for field in TYPED):
        raise FormUsed(f"Deze pagina is al bewaard, als {known}. Open die kandidaat, of begin met een nieuwe pagina.")
    return known


# What a visitor fills in; with the same number and other answers it is not the same form sent twice.
TYPED = ["vacancy_id", "name", "email", "phone", "address", "contact_by", "motivation", "keep"]


def waits_for_a_seat(vacancy: Vacancy, today: date) -> bool:
    """Whether who applies for this vacancy is on the waiting list: it needs a seat and none is free (rule 4)."""
    return vacancy.needs_seat and not occupancy(today).free


def _first_time(candidate: Candidate, *, today: date, by: User | None) -> Candidate:
    candidate.stage, candidate.stage_since = Stage.RECEIVED, today
    candidate.waits_since = today if waits_for_a_seat(candidate.vacancy, today) else None
    note_day(candidate, today=today, by=by)
    candidate.save(force_insert=True)
    candidate.moves.create(to_stage=Stage.RECEIVED, by=by)
    letters.write_for(candidate, "received_full" if candidate.waits_since else "received")
    if by is None:
        post.tell_secretary(today)
    return candidate


@transaction.atomic
def ask_new_link(email: str) -> None:
    """Note that somebody asked for a new link at this address.

    Does the same for a known and an unknown address, so that neither the answer nor its time tells whether
    somebody applied: that is this person's own business. The next sender answers.
    """
    LinkRequest.objects.create(email=email)
    transaction.on_commit(partial(post.soon, _answer_when_asker_is_gone))


def _answer_when_asker_is_gone(now: datetime) -> None:
    # Work at the same moment would make the page of a known address a little slower.
    sleep(1)
    answer_link_requests(now)
    post.deliver_due(timezone.now())


def answer_link_requests(now: datetime) -> int:
    """Write a letter with a fresh link to whoever asked for one, at most one an hour each; returns how many.

    What fails is tried again by the next run, until the request is a day old.
    """
    written = 0
    for request in LinkRequest.objects.order_by("pk"):
        try:
            written += _answer(request, now)
        except Exception as error:
            # One letter that cannot be written must not hold up the others.
            log.error("link request %s: %s", request.pk, type(error).__name__)
    LinkRequest.objects.filter(asked_at__lt=now - timedelta(days=1)).delete()
    return written


@transaction.atomic
def _answer(request: LinkRequest, now: datetime) -> int:
    if LinkRequest.objects.filter(pk=request.pk).delete()[0] == 0:
        return 0  # another sender was faster
    asked = Candidate.objects.select_for_update().filter(email__iexact=request.email)
    lately = now - timedelta(hours=1)
    waiting = [one for one in asked if not one.letters.filter(kind="new_link", written_at__gt=lately).exists()]
    for candidate in waiting:
        letters.write_for(candidate, "new_link")
    return len(waiting)


@transaction.atomic
def write_new_link(candidate: Candidate, *, by: User | None) -> None:
    """Write a letter with a fresh link, for who asked the secretary."""
    candidate = locked(candidate)
    note(candidate, "een nieuwe link gestuurd", by=by)
    letters.write_for(candidate, "new_link")


@transaction.atomic
def revoke_links(candidate: Candidate, *, by: User | None) -> int:
    """Make every personal link of this candidate dead at once, open pages too; returns how many there were."""
    candidate = locked(candidate)
    number = candidate.links.all().delete()[0]
    note(candidate, "alle links naar de eigen pagina ongeldig gemaakt", by=by)
    return number
