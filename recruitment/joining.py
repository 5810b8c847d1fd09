"""The same person twice on the road: found, shown to the secretary, and joined when she says so.

Never told to the visitor: whether somebody applied is that person's own business (docs/rules.md, 14).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from textwrap import wrap

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from members import trail
from members.models import Letter
from members.plain import plain
from members.refusals import Refusal
from recruitment.door import locked, note
from recruitment.keeping import last_heard
from recruitment.marks import MARKS
from recruitment.models import Candidate
from recruitment.road import Stage

# The columns that two rows are compared by.
COMPARED = ["pk", "stage", "not_the_same_as", "vacancy_id", *MARKS]
WAYS = ["email", "phone", "address"]
SAID = {
    "name": "naam",
    "email": "e-mailadres",
    "phone": "telefoonnummer",
    "address": "postadres",
    "motivation": "motivatie",
}


def twins(rows: Iterable[tuple]) -> dict[int, int]:
    """For each number that can perhaps be joined with another: the first such other.

    The rows are of ``COMPARED``, in the order of the numbers.
    """
    groups: dict[tuple, list[tuple[int, str, list[int]]]] = defaultdict(list)
    for pk, stage, apart, vacancy_id, *marks in rows:
        for mark, text in zip(MARKS, marks, strict=True):
            if text:
                groups[vacancy_id, mark, text].append((pk, stage, apart))
    found: dict[int, int] = {}
    for group in groups.values():
        # Nearly everybody is alone with a mark.
        for pk, other in _pairs(group) if len(group) > 1 else ():
            found.setdefault(pk, other)
    return found


def _pairs(group: list[tuple[int, str, list[int]]]) -> Iterator[tuple[int, int]]:
    """Each of a group with the first other: of two who were both spoken with already, neither can go.

    Left out is whom the secretary called somebody else.
    """
    everybody = [pk for pk, *_ in group]
    applied = [pk for pk, stage, _ in group if stage == Stage.RECEIVED]
    for pk, stage, apart in group:
        others = everybody if stage == Stage.RECEIVED else applied
        # The first is enough: a hundred who share a number make a hundred pairs, not ten thousand.
        if other := next((number for number in others if number != pk and number not in apart), None):
            yield pk, other


def alike(people: Iterable[Candidate]) -> QuerySet[Candidate]:
    """Everybody on the road who has a mark in common with one of these people, they themselves too; by number."""
    in_common = Q(pk__in=[])
    for mark in MARKS:
        in_common |= Q(**{f"{mark}__in": {text for one in people if (text := getattr(one, mark))}})
    return Candidate.objects.on_the_road().filter(in_common).order_by("pk")


def sharing() -> QuerySet[Candidate]:
    """Everybody on the road who has a mark in common with somebody else there; by number."""
    road = Candidate.objects.on_the_road()
    in_common = Q(pk__in=[])
    for mark in MARKS:
        known = road.exclude(**{mark: ""}).order_by().values(mark)
        in_common |= Q(**{f"{mark}__in": known.annotate(people=Count("pk")).filter(people__gt=1).values(mark)})
    return road.filter(in_common).order_by("pk")


def same_person(candidate: Candidate) -> list[Candidate]:
    """Others on the road who may be the same person: same e-mail, phone, address, or name and vacancy."""
    if not candidate.on_the_road:
        return []
    known = [candidate.pk, *candidate.not_the_same_as]
    return [other for other in alike([candidate]).exclude(pk__in=known) if _have_more_than_a_name(candidate, other)]


def _have_more_than_a_name(one: Candidate, other: Candidate) -> bool:
    """Whether what these two have in common is more than a name for two vacancies."""
    shared = {mark for mark in MARKS if getattr(one, mark) and getattr(one, mark) == getattr(other, mark)}
    return one.vacancy_id == other.vacancy_id or bool(shared - {"name_mark"})


def can_join(one: Candidate, other: Candidate) -> bool:
    """Whether ``join`` makes one of these two: one vacancy, and with at least one nobody has spoken yet."""
    return one.vacancy_id == other.vacancy_id and Stage.RECEIVED in (one.stage, other.stage)


@transaction.atomic
def tell_apart(one: Candidate, other: Candidate, *, by: User | None) -> None:
    """Remember that these two are two people, so that nobody is asked about it again; noted with both."""
    if one.pk == other.pk:
        raise Refusal("Dit is dezelfde kandidaat.")
    first, second = (locked(who) for who in sorted([one, other], key=lambda who: who.pk))
    for who, somebody_else in [(first, second), (second, first)]:
        if somebody_else.pk not in who.not_the_same_as:
            who.not_the_same_as = [*who.not_the_same_as, somebody_else.pk]
            who.save(update_fields=["not_the_same_as"])
            note(who, f"is iemand anders dan {somebody_else}", by=by)


@transaction.atomic
def join(one: Candidate, other: Candidate, *, by: User | None) -> Candidate:
    """Make one road of two and return the candidate that goes on: who is furthest, else who came first.

    The other's letters, log and links go along, and so does every detail that was missing; what differs is noted.
    Raises ``Refusal`` when both are past the application, for then there are two stories.
    """
    # In one order, so that two people who press at once wait for each other instead of for ever.
    first, second = (locked(who) for who in sorted([one, other], key=lambda who: who.pk))
    kept, lost = (second, first) if first.stage == Stage.RECEIVED != second.stage else (first, second)
    _refuse_two_stories(kept, lost)
    _note_differences(kept, lost, by)
    _fill(kept, lost)
    _hand_over(kept, lost)
    note(kept, f"samengevoegd met {lost}", by=by)
    lost.delete()
    kept.save()
    return kept


def _refuse_two_stories(kept: Candidate, lost: Candidate) -> None:
    if kept.pk == lost.pk:
        raise Refusal("Dit is dezelfde kandidaat.")
    if not (kept.on_the_road and lost.on_the_road):
        raise Refusal("Van een van deze twee is de weg al voorbij. Samenvoegen kan niet meer.")
    if lost.stage != Stage.RECEIVED or lost.hold_id or lost.member_id or lost.talks.exists():
        raise Refusal("Met allebei is al gesproken. Laat een van de twee stoppen.")
    if kept.vacancy_id != lost.vacancy_id:
        raise Refusal("Dit zijn twee verschillende vacatures. Iemand mag zich voor allebei aanmelden.")


def _note_differences(kept: Candidate, lost: Candidate, by: User | None) -> None:
    for field in SAID:
        mine, theirs = getattr(kept, field), getattr(lost, field)
        if mine and theirs and plain(mine) != plain(theirs):
            label = SAID[field]
            for part in wrap(theirs, 400):
                note(kept, f"gaf ook op als {label}: {part}", by=by)


def _fill(kept: Candidate, lost: Candidate) -> None:
    for field in [*WAYS, "motivation"]:
        setattr(kept, field, getattr(kept, field) or getattr(lost, field))
    if kept.email == lost.email:
        kept.email_confirmed_on = kept.email_confirmed_on or lost.email_confirmed_on
    if lost.keep and not kept.keep:
        kept.keep, kept.keep_given_on, kept.keep_wording = True, lost.keep_given_on, lost.keep_wording
    if kept.waits_since and lost.waits_since:
        # Applying again says as much as a yes to the question whether waiting is still wanted.
        kept.still_waits_on = max(day for day in map(last_heard, (kept, lost)) if day)
        kept.waits_since = min(kept.waits_since, lost.waits_since)
    kept.received_at = min(kept.received_at, lost.received_at)


def _hand_over(kept: Candidate, lost: Candidate) -> None:
    lost.moves.update(candidate=kept)
    lost.links.update(candidate=kept)
    lost.letters.update(addressee_id=kept.pk)
    Letter.objects.filter(about=f"candidate-{lost.pk}").update(about=f"candidate-{kept.pk}")
    trail.hand_over(lost, kept)
    kept.count_days()
