"""Word in good time that a term ends: a letter to the member, one to the secretary, a line in the worklist.

Docs/rules.md, 6 to 8. How many months before is a setting. Each notice is told once; of several that are due at
once, after weeks without the nightly job, only the latest.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format

from members import post
from members.dates import DAY, end_of_stretch
from members.letters import parting
from members.models import Council, Letter, Term
from members.terms import last_possible_day


class After(Enum):
    """What may follow a term that ends."""

    REAPPOINTMENT = "reappointment"
    EXCEPTION = "exception"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Ending:
    """A running term that ends soon and after which nothing was agreed yet.

    ``months`` is the latest notice that is due. ``limit`` is the last day that a next term could have; no such
    day is left, and ``limit`` says nothing, when ``after`` is ``NOTHING``.
    """

    term: Term
    months: int
    after: After
    limit: date


def ending_soon(council: Council, today: date) -> list[Ending]:
    """The terms that end within the longest notice, the first to end first.

    Left out: who was reappointed already, and who leaves early on purpose.
    """
    horizon = end_of_stretch(today, months=max(council.notices))
    running = Term.objects.running_on(today).filter(left_because="", ends_on__lte=horizon)
    # All terms of who has one that ends, in one query: what may follow depends on them together.
    everything = Term.objects.filter(member__in=running.values("member")).select_related("member")
    is_ending = Exists(running.filter(pk=OuterRef("pk")))
    terms: list[Any] = list(everything.annotate(is_ending=is_ending).order_by("ends_on", "pk"))
    of_member = defaultdict(list)
    for term in terms:
        of_member[term.member_id].append(term)
    found = [(term, of_member[term.member_id]) for term in terms if term.is_ending]
    return [_ending(council, term, own, today) for term, own in found if not _has_next(term, own)]


def _has_next(term: Term, own: list[Term]) -> bool:
    return any(other.starts_on > term.ends_on for other in own)


def _ending(council: Council, term: Term, terms: list[Term], today: date) -> Ending:
    months = min(months for months in council.notices if end_of_stretch(today, months=months) >= term.ends_on)
    first = term.ends_on + DAY
    for after, exceptional in [(After.REAPPOINTMENT, False), (After.EXCEPTION, True)]:
        limit = last_possible_day(council, first, terms, exceptional=exceptional)
        if limit >= first:
            return Ending(term, months, after, limit)
    return Ending(term, months, After.NOTHING, limit)


def write_due(today: date) -> int:
    """Write the notices that are due and were not told yet; returns how many terms they are about."""
    council = Council.objects.get()
    endings = ending_soon(council, today)
    keys = [key for ending in endings for key in _keys_up_to_now(ending)]
    told = set(Letter.objects.filter(once__in=keys).values_list("once", flat=True))
    # A notice of fewer months came later; after it an older one would only confuse.
    untold = [ending for ending in endings if told.isdisjoint(_keys_up_to_now(ending))]
    for ending in untold:
        _write(council, ending)
    return len(untold)


def _keys_up_to_now(ending: Ending) -> list[str]:
    return [_key(ending.term, months) for months in range(1, ending.months + 1)]


def _key(term: Term, months: int) -> str:
    """Names a notice; a term that gets another last day is told of anew."""
    return f"term-ends-{term.pk}-{term.ends_on.isoformat()}-{months}"


@transaction.atomic
def _write(council: Council, ending: Ending) -> None:
    key, day = _key(ending.term, ending.months), date_format(ending.term.ends_on, "l j F Y")
    subject = f"Uw zittingstermijn eindigt op {date_format(ending.term.ends_on)}"
    post.write(ending.term.member, "term_ends", subject, _to_member(council, ending, day), once=key)
    if council.secretary_email:
        subject = f"Een zittingstermijn eindigt op {date_format(ending.term.ends_on)}"
        post.write(council, "term_ends", subject, _to_secretary(ending, day), once=f"{key}-council")


def _to_member(council: Council, ending: Ending, day: str) -> str:
    return f"""Beste {ending.term.member.name},

Uw zittingstermijn in de {council.name} eindigt op {day}. U bent lid tot en met die dag.

{_what_the_member_may(ending)}
{parting(council)}"""


def _what_the_member_may(ending: Ending) -> str:
    limit = date_format(ending.limit)
    return {
        After.REAPPOINTMENT: (
            f"Wat kan daarna?\nU kunt opnieuw benoemd worden, hoogstens tot en met {limit}.\n"
            "Wilt u verder? Of wilt u stoppen? Laat het ons op tijd weten. Het college neemt het besluit."
        ),
        After.EXCEPTION: (
            "U hebt dan de langste zittingstijd bereikt.\n"
            f"Alleen in een uitzonderlijk geval kunt u langer blijven, hoogstens tot en met {limit}.\n"
            "Wilt u hierover praten? Laat het ons op tijd weten. Het college neemt het besluit."
        ),
        After.NOTHING: (
            "U hebt dan de langste zittingstijd bereikt. Opnieuw benoemen kan niet.\n"
            "Hebt u een functie of een plaats in een commissie? Die stopt op dezelfde dag."
        ),
    }[ending.after]


def _to_secretary(ending: Ending, day: str) -> str:
    """Without a name, like every mail to the secretary (docs/rules.md, 14)."""
    page = reverse("admin:members_member_change", args=[ending.term.member_id])
    return f"""Goedendag,

De zittingstermijn van een lid eindigt op {day}.
{_what_the_secretary_may(ending)}

Om wie het gaat, ziet u hier:
{settings.SITE_URL}{page}

Het lid krijgt ook een bericht.
"""


def _what_the_secretary_may(ending: Ending) -> str:
    limit = date_format(ending.limit)
    return {
        After.REAPPOINTMENT: (
            f"Het lid kan herbenoemd worden, hoogstens tot en met {limit}. Overleg op tijd met het lid en het college."
        ),
        After.EXCEPTION: (
            "Het lid heeft dan de langste zittingstijd bereikt."
            f" Verlengen kan alleen bij uitzondering, hoogstens tot en met {limit}."
        ),
        After.NOTHING: (
            "Het lid heeft dan de langste zittingstijd bereikt. Herbenoemen kan niet. De plaats komt daarna vrij."
        ),
    }[ending.after]
