"""Reminders that nobody has to think of: a talk tomorrow, half-way the trial, the trial's end.

Each is told once, by the name it bears (``once``). What is over when the nightly job runs again is not told any more.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.dates import DAY
from members.models import Letter
from recruitment import letters
from recruitment.door import locked
from recruitment.models import Candidate
from recruitment.road import Stage
from recruitment.standing import TRIAL_ENDS_SOON, halfway
from recruitment.talks import ABOUT_TALK, reminder_of

HALFWAY_FOR = timedelta(days=7)  # so long after the day itself "u bent halverwege" is still true


def write_due(today: date) -> int:
    """Write the reminders that are due on this day; returns how many are new."""
    # Mail that could not leave yesterday says "morgen" about today.
    Letter.objects.filter(kind="talk_tomorrow", written_at__date__lt=today).not_left().delete()
    talk_tomorrow = Q(talks__outcome="", talks__planned_at__date=today + DAY)
    asked = Candidate.objects.on_the_road().filter(talk_tomorrow | Q(stage=Stage.TRIAL)).order_by("pk").distinct()
    return sum(_remind(candidate, today) for candidate in asked)


@transaction.atomic
def _remind(candidate: Candidate, today: date) -> int:
    candidate = locked(candidate)
    due = [(kind, once) for kind, once in _due(candidate, today) if not Letter.objects.filter(once=once).exists()]
    for kind, once in due:
        letters.write_for(candidate, kind, once=once)
    return len(due)


def _due(candidate: Candidate, today: date) -> Iterator[tuple[str, str]]:
    """The kind of each reminder, and the name under which it is told once."""
    talk = candidate.talk_at(candidate.stage)
    if talk and not talk.outcome and timezone.localdate(talk.planned_at) == today + DAY and _helps(candidate, today):
        yield "talk_tomorrow", reminder_of(talk, talk.moved_times)
    if candidate.stage == Stage.TRIAL and candidate.trial_starts_on and candidate.trial_ends_on:
        yield from _of_trial(candidate, candidate.trial_starts_on, candidate.trial_ends_on, today)


def _helps(candidate: Candidate, today: date) -> bool:
    """Not on paper, which comes too late; not to who heard of the talk today."""
    by_post = candidate.address and not candidate.letter_email
    heard = candidate.letters.filter(kind__in=ABOUT_TALK, written_at__date=today)
    return not by_post and not heard.exists()


def _of_trial(candidate: Candidate, first: date, last: date, today: date) -> Iterator[tuple[str, str]]:
    if timedelta(0) < today - halfway(first, last) <= HALFWAY_FOR and not candidate.halfway_on:
        yield "trial_halfway", f"trial-{candidate.pk}-halfway-{first}"
    if timedelta(0) <= last - today <= TRIAL_ENDS_SOON:
        yield "trial_ends_soon", f"trial-{candidate.pk}-ends-{last}"
