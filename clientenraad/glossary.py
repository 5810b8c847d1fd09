"""Hard words: the page that explains them, and a link to it where each first stands on another page."""

import re
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from clientenraad.models import Word

# Titles, what is a link or a button itself, what says the same as a text beside it, and a form: who follows a link
# there loses what she typed.
NO_TEXT = {
    "a",
    "address",
    "button",
    "caption",
    "dt",
    "figure",
    "form",
    "nav",
    "script",
    "style",
    "summary",
    "svg",
    "th",
}
NO_TEXT |= {f"h{level}" for level in range(1, 7)}
# What leads to another page with the text itself, what stands as somebody wrote it, and what a screen does not show.
NOT_OURS = {"card", "check", "glossary", "letter", "own-letter", "people", "print-only", "results", "said"}
# A comment, a whole drawing (of maybe thousands of tags), or a tag: whether it closes something, and its name.
_TAG = re.compile(r"(<!--.*?-->|<svg\b.*?</svg>|<(/?)(\w*)[^>]*>)", re.DOTALL)
_CLASSES = re.compile(r'\sclass="([^"]*)"')


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All hard words in the order of the alphabet."""
    return render(request, "clientenraad/glossary.html", {"words": Word.objects.all()})


def explained(html: str, words: Iterable[Word], council: str) -> SafeString:
    """``html`` with a link at the first place of each of these words that stands in running text.

    A word counts as it is written in the list, also in the plural: with another capital it is part of a name. So is a
    word in the name of the ``council``, and one in an address: raad.example/vacatures/, advies@raad.example.
    """
    unseen: dict[str, Word] = {escape(word.word): word for word in words}
    longest_first = sorted([*unseen, escape(council)], key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w@./-])({'|'.join(map(_on_any_line, longest_first))})(?:s|en)?(?![\w@/-]|\.\w)")

    def link(found: re.Match[str]) -> str:
        word = unseen.pop(" ".join(found[1].split()), None)
        return format_html('<a href="{}">{}</a>', word.get_absolute_url(), SafeString(found[0])) if word else found[0]

    return SafeString("".join(pattern.sub(link, piece) if ours else piece for ours, piece in _pieces(html)))


def _on_any_line(word: str) -> str:
    return r"\s+".join(map(re.escape, word.split()))


def _pieces(html: str) -> list[tuple[bool, str]]:
    """The tags and the texts between them, each with whether it is running text of ours."""
    pieces: list[tuple[bool, str]] = []
    within: list[str] = []  # the element to leave alone, and those in it that are called the same
    end = 0
    for tag in _TAG.finditer(html):
        pieces.append((not within, html[end : tag.start()]))
        pieces.append((False, tag[0]))
        if tag[3]:
            _follow(within, tag)
        end = tag.end()
    return [*pieces, (not within, html[end:])]


def _follow(within: list[str], tag: re.Match[str]) -> None:
    piece, closing, name = tag.groups()
    if within and name == within[0]:
        within.pop() if closing else within.append(name)
    elif not within and not closing and (name in NO_TEXT or _has_a_class_of(NOT_OURS, piece)):
        within.append(name)


def _has_a_class_of(classes: set[str], piece: str) -> bool:
    found = _CLASSES.search(piece)
    return found is not None and not classes.isdisjoint(found[1].split())
