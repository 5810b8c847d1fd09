"""What candidates ask of the secretary on a day."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from members.models import Member
from members.work import Task
from recruitment.desk import Desk
from recruitment.models import Candidate
from recruitment.nominating import ready
from recruitment.standing import longest_silent_first, silent_days
from recruitment.talks import is_recorded_by
from recruitment.waiting_list import Waiting

LIST = "admin:recruitment_candidate_changelist"


def tasks(now: datetime, today: date) -> list[Task]:
    """Everything to do now for candidates, who has waited longest first; says no name."""
    desk, can_go = Desk.read(now, today), set(ready().values_list("pk", flat=True))
    road = list(longest_silent_first(Candidate.objects.on_the_road()))
    own = [task for candidate in road if candidate.pk not in can_go for task in _of(candidate, desk)]
    to_nominate = [candidate for candidate in road if candidate.pk in can_go]
    return [*own, *_to_nominate(to_nominate, desk), *_seats(desk), *_twice(desk)]


def tasks_of_delegation(member: Member, now: datetime, today: date) -> list[Task]:
    """The talks that this member held in a delegation and that nobody wrote down yet; says no name."""
    asked = Candidate.objects.asked_of(member, today).distinct().prefetch_related("talks__participants")
    to_record = (one for one in asked.order_by("pk") if is_recorded_by(one, member) and _was_held(one, now))
    return [Task(f"Leg uw gesprek met {one} vast", _recording(one), urgent=True) for one in to_record]


def _was_held(candidate: Candidate, now: datetime) -> bool:
    talk = candidate.talk_at(candidate.stage)
    return talk is not None and not talk.outcome and talk.planned_at <= now


def _recording(candidate: Candidate) -> str:
    return reverse("admin:recruitment_candidate_verb", args=[candidate.pk, "leg-gesprek-vast"])


def _page(number: int) -> str:
    return reverse("admin:recruitment_candidate_change", args=[number])


def _of(candidate: Any, desk: Desk) -> Iterator[Task]:
    ahead = desk.next_of(candidate)
    if ahead is None or not ahead.is_work:
        return
    text = f"{str(candidate).capitalize()}: {ahead.in_full}"
    is_silent = desk.is_silent(candidate)
    if is_silent:
        text += f". Hoort al {silent_days(candidate, desk.today)} dagen niets van ons"
    yield Task(text, _page(candidate.pk), urgent=ahead.is_late or is_silent)


def _to_nominate(candidates: list[Any], desk: Desk) -> Iterator[Task]:
    if not candidates:
        return
    who = "1 kandidaat kan" if len(candidates) == 1 else f"{len(candidates)} kandidaten kunnen"
    text = f"{who} worden voorgedragen"
    # Who has waited longest for a word from us comes first.
    is_silent = desk.is_silent(candidates[0])
    if is_silent:
        text += f". Hoort al {silent_days(candidates[0], desk.today)} dagen niets van ons: {candidates[0]}"
    yield Task(text, reverse("admin:recruitment_candidate_nominate"), urgent=is_silent)


def _seats(desk: Desk) -> Iterator[Task]:
    if short := desk.seats_fall_short():
        yield Task(f"Let op: {short}", f"{reverse(LIST)}?let_op=plaats")
    listed = Waiting.read(desk.seats.free)
    if listed.to_write:
        longest = listed.to_write[0]
        since = date_format(longest.waits_since or desk.today)
        places = "is 1 plaats" if listed.free == 1 else f"zijn {listed.free} plaatsen"
        text = f"Er {places} vrij. Schrijf {longest}, die wacht sinds {since}"
        yield Task(text, reverse("admin:recruitment_candidate_waiting"))


def _twice(desk: Desk) -> Iterator[Task]:
    for number, other in desk.twice.items():
        if other < number:
            yield Task(f"Kandidaat {number} is misschien dezelfde persoon als kandidaat {other}", _page(number))
