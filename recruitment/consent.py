"""Consent to keep a candidate's data for longer: recorded with its day and its words, and withdrawable (rule 16)."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from members.models import Council
from recruitment.door import locked, note
from recruitment.models import Candidate

TYPED_IN = "De kandidaat vindt langer bewaren goed"  # what the secretary ticks for somebody who said so


def wording(council: Council) -> str:
    """What a visitor agrees to, word for word as the form asks it."""
    months = "1 maand" if council.keep_months == 1 else f"{council.keep_months} maanden"
    return f"Ja, bewaar mijn gegevens tot {months} na mijn aanmelding"


def note_day(candidate: Candidate, *, today: date, by: User | None) -> None:
    """Put the proof beside a tick that is being saved, or take it away with the tick; saves nothing itself.

    A proof that is there already stays: who begins a new road agreed on an earlier day, to other words.
    """
    if candidate.keep and candidate.keep_given_on:
        return
    candidate.keep_given_on = today if candidate.keep else None
    candidate.keep_wording = (TYPED_IN if by else wording(Council.objects.get())) if candidate.keep else ""


@transaction.atomic
def give_keep(candidate: Candidate, *, by: User | None, today: date) -> None:
    """The candidate agrees, later than with the form; does nothing when that was said already."""
    _change(candidate, keep=True, by=by, today=today)


@transaction.atomic
def withdraw_keep(candidate: Candidate, *, by: User | None, today: date) -> None:
    """The candidate takes the consent back: from now on the usual weeks count; does nothing when there was none."""
    _change(candidate, keep=False, by=by, today=today)


def _change(candidate: Candidate, *, keep: bool, by: User | None, today: date) -> None:
    candidate = locked(candidate)
    if candidate.keep == keep:
        return
    candidate.keep = keep
    note_day(candidate, today=today, by=by)
    candidate.save(update_fields=["keep", "keep_given_on", "keep_wording"])
    note(candidate, f"toestemming om langer te bewaren {'gegeven' if keep else 'ingetrokken'}", by=by)
