"""Searching everything that visitors may read; what is asked is kept and logged nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clientenraad.published import Published, everything
from members.plain import bare, plain

LONGEST_QUESTION = 100  # characters; what is longer is cut
MOST_SHOWN = 50


@dataclass(frozen=True)
class Found:
    """How many there are, and the best of them to show."""

    number: int
    shown: list[Published]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """/zoeken/?q=: a form, and what it found. The question stands in no title, since anything may be in it."""
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    found = find(question, timezone.now())
    return render(request, "clientenraad/search.html", {"question": question, "found": found, "most": MOST_SHOWN})


def find(question: str, now: datetime) -> Found | None:
    """Where all words of ``question`` stand, also inside longer words; None when nothing is asked.

    A word in the title weighs most, then what is nearest to ``now``. Accents and capitals make no difference.
    """
    words = plain(question).split()
    if not words:
        return None
    today = timezone.localdate(now)
    ranked = sorted(_matches(words, everything(now)), key=lambda one: _rank(words, one, today))
    return Found(len(ranked), ranked[:MOST_SHOWN])


def _matches(words: list[str], among: Iterable[Published]) -> Iterator[Published]:
    for one in among:
        text = " ".join([plain(one.title), plain(one.summary), plain(bare(one.rich))])
        if all(word in text for word in words):
            yield one


def _rank(words: list[str], one: Published, today: date) -> tuple[int, int]:
    """The lower, the better: words that are not in the title, then days from today; what has no day is of today."""
    title = plain(one.title)
    return sum(word not in title for word in words), abs((one.on or today) - today).days
