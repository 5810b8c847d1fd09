"""What of candidates goes, and when: by the calendar (docs/rules.md, 16)."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import cast

from django.db import transaction
from django.db.models import Prefetch, Q
from django.urls import reverse_lazy
from django.utils.formats import date_format

from members.dates import DAY
from members.models import Council, Letter
from members.retention import Due
from recruitment import erasing
from recruitment.keeping import QUESTION, last_day_kept, last_day_of_notes, last_end_due_by
from recruitment.marks import MARKS
from recruitment.models import Candidate, Move, Talk
from recruitment.road import ARRIVED, LEFT

Kept = Callable[[Candidate, Council], date | None]


def due_by(day: date) -> list[Due]:
    """What of candidates goes on ``day`` or before; the number of queries does not grow with the candidates."""
    council = Council.objects.get()
    with_notes = _with_notes()
    found = [due for one in _ended_or_asked(day, council) for due in _of(one, council, has_notes=one.pk in with_notes)]
    return [due for due in found if due.day <= day]


def _ended_or_asked(day: date, council: Council) -> Iterator[Candidate]:
    # Most of who left did so lately: the database leaves them out.
    left = Q(stage__in=LEFT, stage_since__lte=last_end_due_by(day, council))
    rows = Candidate.objects.filter(left | Q(stage__in=ARRIVED) | Q(asked_to_wait_on__isnull=False))
    # A list asks for days; what was typed is long, and nobody reads it here.
    rows = rows.defer("motivation", "halfway_notes", "search_text", *MARKS)
    question = Prefetch("letters", Letter.objects.filter(kind=QUESTION).defer("body", "calendar"))
    yield from rows.select_related("member").prefetch_related("member__terms", "member__committee_places", question)


def _with_notes() -> set[int]:
    arrived = Candidate.objects.filter(stage__in=ARRIVED)
    typed = arrived.exclude(motivation="", halfway_notes="", trial_extended_why="").values_list("pk", flat=True)
    said = Talk.objects.filter(candidate__in=arrived).exclude(notes="").values_list("candidate_id", flat=True)
    reasons = Move.objects.filter(candidate__in=arrived).exclude(why="").values_list("candidate_id", flat=True)
    return {*typed, *said, *reasons}


def _of(candidate: Candidate, council: Council, *, has_notes: bool) -> Iterator[Due]:
    who, page = str(candidate), cast(str, reverse_lazy("admin:recruitment_candidate_change", args=[candidate.pk]))
    kept = last_day_kept(candidate, council)
    if kept:
        erase = partial(_carry_out, last_day_kept, _erase, candidate.pk)
        yield Due(who, page, kept + DAY, "alle gegevens", _why(candidate), erase)
    kept = last_day_of_notes(candidate, council)
    if kept and has_notes:
        erase = partial(_carry_out, last_day_of_notes, _forget_notes, candidate.pk)
        yield Due(who, page, kept + DAY, "motivatie, notities en redenen", _why(candidate), erase)


def _why(candidate: Candidate) -> str:
    if candidate.on_the_road and candidate.asked_to_wait_on:
        return f"Op {date_format(candidate.asked_to_wait_on)} gevraagd of wachten nog mag. Er kwam geen antwoord."
    return f"{candidate.get_stage_display()} op {date_format(candidate.stage_since)}."


def _carry_out(kept: Kept, erase: Callable[[Candidate, date], object], pk: int, today: date) -> bool:
    with transaction.atomic():
        candidate = Candidate.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        last = kept(candidate, Council.objects.get()) if candidate else None
        if candidate is None or last is None or last >= today:
            return False
        erase(candidate, today)
        return True


def _erase(candidate: Candidate, today: date) -> None:
    if candidate.on_the_road:
        erasing.stop_waiting(candidate, today=today)
    else:
        erasing.erase(candidate)


def _forget_notes(candidate: Candidate, today: date) -> None:
    erasing.forget_notes(candidate)
