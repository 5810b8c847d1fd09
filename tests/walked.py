"""Every page of the site in every state, walked to without a screen."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import environ
from typing import Any, NamedTuple
from unittest.mock import patch
from xml.etree.ElementTree import Element

from django.core.management import call_command
from django.db import transaction

from tests.browser import desk_states, states
from tests.browser.dressed import dress, dress_desk
from tests.browser.ways import PASSWORD, at, log_in
from tests.text_browser import TextPage

# A council that begins, and one that is full, show the same pages as Groningen but for these.
OPEN_TO_ALL = ["/", "/over-ons/", "/uitkering/", "/contact/", "/privacy/", "/toegankelijkheid/", "/leden/", "/agenda/"]
OPEN_TO_ALL += ["/nieuws/", "/prijzen/", "/documenten/", "/woordenlijst/", "/vacatures/", "/aanmelding/"]
OF_A_VACANCY = ["/vacatures/lid/", "/vacatures/lid/aanmelden/", "/vacatures/lid/aanmelden/verstuurd/"]


class Walked(NamedTuple):
    """What stands in the middle of a page, after the walk to it."""

    name: str
    main: Element


def public_pages() -> list[Walked]:
    """What a visitor can meet: every state in the demo of Groningen, and more of a full council and a new one."""
    found = []
    with undone():
        found += _walked("new: ", {address: at(address) for address in OPEN_TO_ALL})
    with undone():
        demo("amersfoort")
        found += _walked("full: ", {address: at(address) for address in OPEN_TO_ALL + OF_A_VACANCY})
    with undone():
        demo("groningen")
        dress()
        found += _walked("", states.STATES)
    return found


def desk_pages() -> list[Walked]:
    """What the secretary can meet in the admin."""
    with undone():
        demo("groningen")
        dress()
        dress_desk()
        page: Any = TextPage()
        log_in(page, "secretaris")
        return list(_walked("", desk_states.STATES, page))


def demo(council: str) -> None:
    with patch.dict(environ, DEMO_PASSWORD=PASSWORD):
        call_command("demo", council, verbosity=0)


def _walked(before: str, ways: Mapping[str, Any], page: TextPage | None = None) -> Iterator[Walked]:
    """Each way taken by a visitor of its own, or all of them by one."""
    for name, way in ways.items():
        reader = page or TextPage()
        way(reader)
        yield Walked(before + name, next(reader.root.iter("main"), reader.root))


@contextmanager
def undone() -> Iterator[None]:
    """What happens in the database is taken back; within a test's own transaction."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)
