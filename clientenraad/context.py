"""What every page knows: the council, the menu, and where it is in it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

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
    current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor for all pages."""
    council = Council.objects.get()
    _last_known[:] = [council]
    return {"council": council, "menu": menu(request.path), "is_demo": council.is_demo}


def menu(path: str) -> list[MenuItem]:
    """The menu as seen from ``path``."""
    items = [(title, reverse(name)) for title, name in MENU]
    return [MenuItem(title, url, path.startswith(url)) for title, url in items]


def last_known_council() -> Council | None:
    """The council as this process last saw it; None when it never did."""
    return _last_known[0] if _last_known else None
