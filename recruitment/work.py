"""What candidates ask of the secretary on a day, and of somebody in a delegation; a line says no name."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from operator import attrgetter
from typing import Any, cast

from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format

from members.models import Council, Member
from members.seats import Occupancy
from members.work import Part, Task
from recruitment.desk import Desk
from recruitment.joining import COMPARED, twins
from recruitment.models import Candidate
from recruitment.road import Stage
from recruitment.standing import TO_REACH, Next, for_the_desk, longest_silent_first, next_of, silent_days
from recruitment.talks import is_recorded_by
from recruitment.waiting_list import Waiting, with_question

row_of = attrgetter(*COMPARED)
LIST = "admin:recruitment_candidate_changelist"
NOMINATE = TO_REACH[Stage.NOMINATED][1]


def tasks(now: datetime, council: Council, seats: Occupancy) -> list[Task]:
    """Everything to do now for candidates, who has waited longest first; two queries, however many there are."""
    everybody = with_question(Candidate.objects.on_the_road())
    road = list(longest_silent_first(everybody))
    desk = Desk(now, seats.today, council, seats)
    ahead = [(candidate, desk.next_of(candidate)) for candidate in road]
    own = [task for candidate, following in ahead for task in _of(candidate, following, desk)]
    can_go = [candidate for candidate, following in ahead if following and following.slug == NOMINATE]
    return [*own, *_to_nominate(can_go, desk), *_seats(road, desk), *_twice(road)]


def delegation_tasks(member: Member, now: datetime, today: date) -> list[Task]:
    """The talks of this member's delegations: when each is, and afterwards that somebody writes down how it went.

    What follows a talk that was written down is up to others.
    """
    asked = Candidate.objects.asked_of(member, today).filter(stage=Stage.DELEGATION_TALK)
    with_talks: Any = for_the_desk(asked).prefetch_related("talks__participants").order_by("pk")
    return [_for_delegation(candidate, member, now, today) for candidate in with_talks if not candidate.talk_outcome]


def _for_delegation(candidate: Any, member: Member, now: datetime, today: date) -> Task:
    was_held = candidate.talk_planned_at and candidate.talk_planned_at <= now
    if was_held and is_recorded_by(candidate, member):
        page = _page(candidate.pk, "leg-gesprek-vast")
        return Task(f"Leg uw gesprek met {candidate} vast", page, Part.TALKS, urgent=True)
    ahead = next_of(candidate, now, today)
    text = ahead.text if ahead else candidate.get_stage_display()
    return Task(f"{str(candidate).capitalize()}: {text}", _page(candidate.pk), Part.TALKS)


def _page(number: int, slug: str = "") -> str:
    """The page of a candidate, or of a step there; found out when it is shown, which of thousands are a few."""
    if slug:
        return cast(str, reverse_lazy("admin:recruitment_candidate_verb", args=[number, slug]))
    return cast(str, reverse_lazy("admin:recruitment_candidate_change", args=[number]))


def _of(candidate: Any, ahead: Next | None, desk: Desk) -> Iterator[Task]:
    if ahead is None or not ahead.is_work or ahead.slug == NOMINATE:
        return
    text = f"{str(candidate).capitalize()}: {ahead.in_full}"
    is_silent = desk.is_silent(candidate, ahead)
    if is_silent:
        text += f". Hoort al {silent_days(candidate, desk.today)} dagen niets van ons"
    page = _page(candidate.pk, ahead.slug)
    yield Task(text, page, _part(candidate, ahead), urgent=ahead.is_late or is_silent)


def _part(candidate: Candidate, ahead: Next) -> Part:
    if ahead.is_up_to_another:
        return Part.ELSEWHERE
    if candidate.stage == Stage.RECEIVED:
        return Part.NEW
    return Part.TALKS if ahead.is_talk else Part.ROAD


def _to_nominate(candidates: list[Any], desk: Desk) -> Iterator[Task]:
    if not candidates:
        return
    who = "1 kandidaat kan" if len(candidates) == 1 else f"{len(candidates)} kandidaten kunnen"
    text = f"{who} worden voorgedragen"
    # Who has waited longest for a word from us comes first.
    is_silent = desk.is_silent(candidates[0], desk.next_of(candidates[0]))
    if is_silent:
        text += f". Hoort al {silent_days(candidates[0], desk.today)} dagen niets van ons: {candidates[0]}"
    yield Task(text, reverse("admin:recruitment_candidate_nominate"), Part.ROAD, urgent=is_silent)


def _seats(road: Iterable[Any], desk: Desk) -> Iterator[Task]:
    if short := desk.seats_fall_short():
        yield Task(f"Let op: {short}", f"{reverse(LIST)}?let_op=plaats", Part.ROAD)
    listed = Waiting.of(road, desk.seats.free)
    if listed.to_write:
        longest = listed.to_write[0]
        since = date_format(longest.waits_since or desk.today)
        places = "is 1 plaats" if listed.free == 1 else f"zijn {listed.free} plaatsen"
        text = f"Er {places} vrij. Schrijf {longest}, die wacht sinds {since}"
        yield Task(text, reverse("admin:recruitment_candidate_waiting"), Part.ROAD)


def _twice(road: Iterable[Candidate]) -> Iterator[Task]:
    rows = [row_of(candidate) for candidate in sorted(road, key=attrgetter("pk"))]
    for number, other in twins(rows).items():
        if other < number:
            text = f"Kandidaat {number} is misschien dezelfde persoon als kandidaat {other}"
            yield Task(text, _page(number), Part.NEW)
