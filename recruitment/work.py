"""What asks for the secretary's attention on a day: one line a task, one click from doing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from members.models import Letter
from recruitment.actions import missing_before
from recruitment.models import Candidate, Talk
from recruitment.road import Stage

TRIAL_ENDS_SOON = timedelta(days=14)


@dataclass(frozen=True)
class Task:
    """One line of the worklist; says no name, so that it can stand on any screen."""

    text: str
    url: str
    urgent: bool = False


def tasks(now: datetime, today: date) -> list[Task]:
    """Everything to do now, the urgent first, then who has waited longest."""
    road = Candidate.objects.on_the_road().select_related("vacancy").prefetch_related("talks", "answers")
    waiting = road.order_by("stage_since", "pk")
    found = [
        Task(text, _page(candidate), urgent) for candidate in waiting for text, urgent in _of(candidate, now, today)
    ]
    return sorted([*found, *_letters()], key=lambda task: not task.urgent)


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
        yield f"{who}: de proefperiode eindigt op {last:%d-%m-%Y}. Plan het aanstellingsgesprek", False


def _letters() -> Iterator[Task]:
    for status, one, more in [
        (Letter.Status.REFUSED, "brief is geweigerd door de mailserver", "brieven zijn geweigerd door de mailserver"),
        (Letter.Status.DRAFT, "brief wacht op uw ja", "brieven wachten op uw ja"),
        (Letter.Status.TO_PRINT, "brief moet nog op de post", "brieven moeten nog op de post"),
    ]:
        number = Letter.objects.filter(status=status).count()
        if number:
            page = f"{reverse('admin:members_letter_changelist')}?status__exact={status}"
            yield Task(f"{number} {one if number == 1 else more}", page, urgent=status == Letter.Status.REFUSED)
