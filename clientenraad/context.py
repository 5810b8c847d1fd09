"""What every page knows: the council, the menu, and where it is in it."""

from dataclasses import dataclass

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from members.models import Council

MENU = [
    ("Vacatures", "vacancies"),
    ("Leden", "members"),
    ("Agenda", "agenda"),
    ("Nieuws", "news"),
    ("Over ons", "about"),
    ("Contact", "contact"),
]

# For the page that must work when the database does not; per process, refreshed by every page.
_last_known: list[Council] = []


@dataclass(frozen=True)
class MenuItem:
    title: str
    url: str
    current: str  # for aria-current: "page" on the page itself, "true" on the pages below it


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor for all pages."""
    # Lazy: the pages of the admin show none of this, and need not ask for it.
    council = SimpleLazyObject(_council)
    return {
        "council": council,
        "menu": SimpleLazyObject(lambda: menu(request.path)),
        "is_demo": SimpleLazyObject(lambda: council.is_demo),
        "site_url": settings.SITE_URL,
        "mail_leaves": settings.MAIL_LEAVES,
    }


def _council() -> Council:
    """The council, or as this process last saw it: a page about an error must not fail on the database itself."""
    try:
        _last_known[:] = [Council.objects.get()]
    except (Error, Council.DoesNotExist):
        return last_known_council() or Council()
    return _last_known[0]


def menu(path: str) -> list[MenuItem]:
    """The menu as seen from ``path``."""
    items = [(title, reverse(name)) for title, name in MENU]
    return [MenuItem(title, url, _current(path, url)) for title, url in items]


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""


def last_known_council() -> Council | None:
    """The council as this process last saw it; None when it never did."""
    return _last_known[0] if _last_known else None
