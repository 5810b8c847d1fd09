"""Coming onto the road: by the form on the site, or typed in by the secretary (docs/rules.md, 13)."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from members import post
from members.refusals import Refusal
from members.seats import occupancy
from recruitment import letters
from recruitment.consent import note_day
from recruitment.models import Candidate, Vacancy
from recruitment.road import Stage


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
    note_day(candidate, today=today, by=by)
    candidate.save(force_insert=True)
    candidate.moves.create(to_stage=Stage.RECEIVED, by=by)
    letters.write_for(candidate, "received_full" if waits_for_a_seat(candidate.vacancy, today) else "received")
    if by is None:
        post.tell_secretary(today)
    return candidate


@transaction.atomic
def send_new_link(email: str, *, now: datetime) -> None:
    """Write a letter with a fresh link to whoever applied with this address; at most one an hour each.

    Says nothing to the asker: whether somebody applied is that person's own business.
    """
    for candidate in Candidate.objects.select_for_update().filter(email__iexact=email):
        if not candidate.letters.filter(kind="new_link", written_at__gt=now - timedelta(hours=1)).exists():
            letters.write_for(candidate, "new_link")
