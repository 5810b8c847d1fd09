"""Consent to keep a candidate's data longer than the weeks that are usual (docs/rules.md, 16)."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from recruitment.door import locked, note
from recruitment.models import Candidate


@transaction.atomic
def withdraw_keep(candidate: Candidate, *, by: User | None, today: date) -> None:
    """Take the consent back: from now on the usual weeks count; does nothing when there was none."""
    candidate = locked(candidate)
    if not candidate.keep:
        return
    candidate.keep, candidate.keep_given_on, candidate.keep_wording = False, None, ""
    candidate.save(update_fields=["keep", "keep_given_on", "keep_wording"])
    note(candidate, "toestemming om langer te bewaren ingetrokken", by=by)
