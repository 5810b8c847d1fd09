"""Searching everything that visitors may read; what is asked is kept and logged nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clientenraad import search_index
from clientenraad.published import Published, always
from members.plain import plain

LONGEST_QUESTION = 100  # characters; what is longer is cut
MOST_SHOWN = 50


@dataclass(frozen=True)
class Found:
    """How many there are, and the best of them to show; ``again`` are the addresses of those that come more often."""

    number: int
    shown: list[Published]
    again: set[str]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """/zoeken/?q=: a form, and what it found. The question stands in no title, since anything may be in it."""
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    found = find(question, timezone.now())
    return render(request, "clientenraad/search.html", {"question": question, "found": found, "most": MOST_SHOWN})


def find(question: str, now: datetime) -> Found | None:
    """Where all words of ``question`` stand, also inside longer words; None when nothing is asked.

    A word in the title weighs most, then what is nearest to ``now``. Accents and capitals make no difference. What
    is held every month is found once: the first time to come, or else the last that was.
    """
    words = plain(question).split()
    if not words:
        return None
    today = timezone.localdate(now)
    times = _by_title([*_matches(words, always()), *search_index.published_with(words, now)])
    found = [min(group, key=lambda one: _away(one, today)) for group in times]
    ranked = sorted(found, key=lambda one: _rank(words, one, today))
    again = {one.url for one, group in zip(found, times, strict=True) if len(group) > 1}
    return Found(len(ranked), ranked[:MOST_SHOWN], again)


def _matches(words: list[str], among: Iterable[Published]) -> Iterator[Published]:
    for one in among:
        text = search_index.words_of(one)
        if all(word in text for word in words):
            yield one


def _by_title(matches: Iterable[Published]) -> list[list[Published]]:
    """What comes again together with its other times; each of the rest alone."""
    groups: dict[object, list[Published]] = defaultdict(list)
    for number, one in enumerate(matches):
        groups[one.title if one.comes_again else number].append(one)
    return list(groups.values())


def _away(one: Published, today: date) -> tuple[bool, int]:
    """The lower, the sooner to come; what was comes after that, the last one in front."""
    day = one.on or today
    return day < today, abs(day - today).days


def _rank(words: list[str], one: Published, today: date) -> tuple[int, int]:
    """The lower, the better: words that are not in the title, then days from today; what has no day is of today."""
    title = plain(one.title)
    return sum(word not in title for word in words), abs((one.on or today) - today).days
