"""What candidates ask of the secretary on a day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format

from members.work import Task
from recruitment.door import missing_before
from recruitment.models import Candidate, Talk
from recruitment.road import Stage

TRIAL_ENDS_SOON = timedelta(days=14)


def tasks(now: datetime, today: date) -> list[Task]:
    """Everything to do now for candidates, who has waited longest first; says no name."""
    road = Candidate.objects.on_the_road().select_related("vacancy").prefetch_related("talks", "answers")
    waiting = road.order_by("stage_since", "pk")
    return [
        Task(text, _page(candidate), urgent) for candidate in waiting for text, urgent in _of(candidate, now, today)
    ]


def _page(candidate: Candidate) -> str:
    return reverse("admin:recruitment_candidate_change", args=[candidate.pk])


def _of(candidate: Candidate, now: datetime, today: date) -> Iterator[tuple[str, bool]]:
    who = str(candidate).capitalize()
    talk = candidate.talk_at(candidate.stage)
    if candidate.stage == Stage.RECEIVED:
        yield f"{who}: plan het kennismakingsgesprek", False
    elif talk and not talk.outcome and talk.planned_at <= now:
        yield f"{who}: leg het {Talk.Kind(talk.kind).label} vast", True
    elif candidate.stage == Stage.TRIAL and candidate.trial_ends_on:
        yield from _of_trial(who, candidate.trial_ends_on, today)
    elif candidate.stage == Stage.NOMINATED:
        yield f"{who}: noteer het besluit van het college", False
    elif candidate.stage == Stage.AGREEMENT and (missing := missing_before(candidate, candidate.next_stages[0])):
        yield f"{who}: {missing[0].lower()}{missing[1:]}", False
    elif talk is None or talk.outcome:
        yield f"{who}: de volgende stap is ‘{candidate.next_stages[0].label}’", False


def _of_trial(who: str, last: date, today: date) -> Iterator[tuple[str, bool]]:
    if last < today:
        yield f"{who}: de proefperiode is voorbij. Plan het aanstellingsgesprek", True
    elif last - today <= TRIAL_ENDS_SOON:
        yield f"{who}: de proefperiode eindigt op {date_format(last)}. Plan het aanstellingsgesprek", False
