"""What every page knows: the council, the menu, and where it is in it."""

from dataclasses import dataclass
from functools import cache
from typing import cast
from urllib.parse import quote

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from clientenraad.known import SiteKnown, known_now
from members.models import Council

# Order, title, and the name of the address. Pages of text come in between by an order of their own.
MENU = [
    (10, "Vacatures", "vacancies"),
    (20, "Leden", "members"),
    (30, "Agenda", "agenda"),
    (40, "Nieuws", "news"),
    (50, "Documenten", "documents"),
    (90, "Contact", "contact"),
    (95, "Zoeken", "search"),
]

# Pages of one person, or for colleagues: in no list, so without an address for lists.
NOT_LISTED = ("/aanmelding/", "/beheer/")

# For the page that must work when the database does not; per process, refreshed by every page.
_last_known: list[Council] = []


@dataclass(frozen=True)
class MenuItem:
    title: str
    url: str
    current: str  # for aria-current: "page" on the page itself, "true" on the pages below it


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor for all pages."""
    # Lazy: the pages of the admin show none of this, and need not ask for it. What broke before the first middleware
    # gets a page too.
    known = cast(SiteKnown, getattr(request, "known", SimpleLazyObject(known_now)))
    council = SimpleLazyObject(lambda: _council(known))
    return {
        "known": known,
        "council": council,
        "menu": SimpleLazyObject(lambda: menu(request.path, known)),
        "canonical": canonical(request.path),
        "is_demo": SimpleLazyObject(lambda: council.is_demo),
        "site_url": settings.SITE_URL,
        "mail_leaves": settings.MAIL_LEAVES,
    }


def canonical(path: str) -> str:
    """The one address under which search engines should know this page; empty for a page that they should not."""
    return "" if path.startswith(NOT_LISTED) else settings.SITE_URL + quote(path)


def _council(known: SiteKnown) -> Council:
    """The council, or as this process last saw it: a page about an error must not fail on the database itself."""
    try:
        _last_known[:] = [known.council]
    except (Error, Council.DoesNotExist):
        return last_known_council() or Council()
    return _last_known[0]


def menu(path: str, known: SiteKnown) -> list[MenuItem]:
    """The menu as seen from ``path``."""
    return [MenuItem(title, url, _current(path, url)) for _, title, url in sorted([*_rooms(), *_pages(known)])]


@cache
def _rooms() -> list[tuple[int, str, str]]:
    return [(order, title, reverse(name)) for order, title, name in MENU]


def _pages(known: SiteKnown) -> list[tuple[int, str, str]]:
    """The pages of text in the menu; none when the database does not answer."""
    try:
        return known.menu_pages
    except Error:
        return []


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""


def last_known_council() -> Council | None:
    """The council as this process last saw it; None when it never did."""
    return _last_known[0] if _last_known else None
