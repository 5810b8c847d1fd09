"""The erasing of every night, over all rooms: what is due, whether the clock can be trusted, and doing it (rule 16)."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from clientenraad.models import GoodRun
from members import retention as council_retention
from members.erasing import rewrite_files
from members.retention import Due
from members.work import Part, Task
from recruitment import retention as road_retention
from recruitment.models import Move

log = logging.getLogger(__name__)

AHEAD = timedelta(days=7)  # the secretary sees what will go for so long before
LONGEST_SILENCE = timedelta(days=45)
# Two runs at once, or two servers, may differ by a little; what counts here is days.
TOLERANCE = timedelta(hours=1)


@dataclass(frozen=True)
class Outcome:
    """What one run of erasing did; ``held`` says why nothing was even tried, and is empty otherwise."""

    erased: int = 0
    failed: int = 0
    held: str = ""

    @property
    def went_well(self) -> bool:
        return not self.failed and not self.held


def due_by(day: date, *, candidates: bool = True, members: bool = True) -> list[Due]:
    """What goes on ``day`` or before, the first to go first; only of those whom the reader may see."""
    found = road_retention.due_by(day) if candidates else []
    found += council_retention.due_by(day) if members else []
    return sorted(found, key=lambda due: due.day)


def held(now: datetime) -> str:
    """Why nothing is erased now, as sentences for the secretary; empty when all is well.

    A site that never ran a night and has nothing to erase may be as new as it likes.
    """
    begun = noted(GoodRun.NIGHT) or due_by(timezone.localdate(now))
    return doubt(now) if begun else ""


def doubt(now: datetime) -> str:
    """Why the clock cannot be trusted with erasing, as sentences; empty when it can.

    Before the first good run the last step on the road vouches for the clock: somebody was at work then.
    """
    seen = noted(GoodRun.NIGHT) or Move.objects.aggregate(last=Max("at"))["last"]
    if seen is None:
        return "Wij weten niet of de datum van de server klopt. Het werk van de nacht ging nog niet eerder goed."
    return in_doubt(seen, now)


def letters_held(now: datetime) -> str:
    """Why no letter is written now only because of the date, as sentences; empty when all is well.

    By a clock that runs a year ahead everybody's term ends soon. A site that never ran a night waits for nobody:
    only what was noted before says that something is wrong, and the worklist says the same (``tasks``). A night
    that failed for one person says nothing about the date, so for letters it counts.
    """
    seen = noted(GoodRun.CLOCK) or noted(GoodRun.NIGHT)  # before the clock was noted apart
    return in_doubt(seen, now) if seen else ""


def noted(job: str) -> datetime | None:
    """When this last went well; None before the first time."""
    return GoodRun.objects.filter(job=job).values_list("at", flat=True).first()


def in_doubt(seen: datetime, now: datetime) -> str:
    """The same when somebody or something was last at work at ``seen``."""
    day = date_format(timezone.localtime(seen), "l j F Y")
    if seen > now + TOLERANCE:
        return f"De datum van de server klopt misschien niet. Volgens ons is het al {day} geweest."
    if seen < now - LONGEST_SILENCE:
        return f"De datum van de server klopt misschien niet. Het werk van de nacht ging voor het laatst goed op {day}."
    return ""


def erase_due(now: datetime) -> Outcome:
    """Erase what is due, when the clock can be trusted."""
    why_not = held(now)
    return Outcome(held=why_not) if why_not else _erase(now)


def erase_after_yes(now: datetime) -> Outcome:
    """Erase what is due since the secretary says that the date is right; from now on the clock is trusted again."""
    outcome = _erase(now)
    if outcome.went_well:
        GoodRun.note(GoodRun.NIGHT, now)
    return outcome


def _erase(now: datetime) -> Outcome:
    GoodRun.note(GoodRun.CLOCK, now)
    today = timezone.localdate(now)
    done = [_try(due, today) for due in due_by(today)]
    rewrite_files()
    return Outcome(erased=done.count(True), failed=done.count(None))


def _try(due: Due, today: date) -> bool | None:
    """One person, one transaction: whether something was erased, None when it failed."""
    try:
        with transaction.atomic(durable=True):
            return due.erase(today)
    except Exception as error:
        # The others must go in time; the error's own text may hold a name.
        log.error("erasing failed: %s %s", type(error).__name__, due.page)
        return None


def tasks(night: datetime | None, clock: datetime | None, now: datetime) -> list[Task]:
    """The line of the worklist that nothing goes while the clock is in doubt.

    ``night`` is when the work of the night last went well, ``clock`` when the clock was last trusted. What goes
    by itself asks nothing of anybody. That a new site never ran a night is said elsewhere.
    """
    if night is None or not in_doubt(night, now):
        return []
    waits = "niets en herinneren niemand" if clock and in_doubt(clock, now) else "niets"
    return [Task(f"Wij wissen nu {waits}. Kijk of de datum klopt", reverse("admin:retention"), Part.SITE, urgent=True)]
