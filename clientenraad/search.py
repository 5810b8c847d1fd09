"""Searching everything that visitors may read; what is asked is kept and logged nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

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
    found = find(question, timezone.localdate())
    return render(request, "clientenraad/search.html", {"question": question, "found": found, "most": MOST_SHOWN})


def find(question: str, today: date) -> Found | None:
    """Where all words of ``question`` stand, also inside longer words; None when nothing is asked.

    A word in the title weighs most, then what is newest. Accents and capitals make no difference.
    """
    words = plain(question).split()
    if not words:
        return None
    ranked = sorted(_matches(words, everything(today)), key=lambda match: match[0], reverse=True)
    return Found(len(ranked), [one for _, one in ranked[:MOST_SHOWN]])


def _matches(words: list[str], among: Iterable[Published]) -> Iterator[tuple[tuple[int, date], Published]]:
    for one in among:
        title = plain(one.title)
        text = f"{title} {plain(one.summary)} {plain(bare(one.rich))}"
        if all(word in text for word in words):
            yield (sum(word in title for word in words), one.on or date.max), one
