"""Ways to a page: each takes a browser to a page in one of its states."""

import re
from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Page

from clientenraad.views import server_error
from members.models import Council
from recruitment.models import Candidate

Way = Callable[[Page], object]
PASSWORD = "een lang wachtwoord"


def at(address: str) -> Way:
    """Just go there."""
    return lambda page: page.goto(address)


def pressed(address: str, button: str) -> Way:
    """A form that is sent as it is found."""

    def way(page: Page) -> None:
        page.goto(address)
        press(page, button)

    return way


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def of(find: Callable[[], Any]) -> Way:
    """The public page of a row, which is looked up when the way is taken."""
    return lambda page: page.goto(find().get_absolute_url())


def rendered(template: str, **context: Any) -> Way:
    """A page that is hard to come by, drawn by its template as its view does."""

    return lambda page: _play(page, render_to_string(template, {"council": Council.objects.get(), **context}))


def broken(page: Page) -> None:
    """What the visitor sees when something broke."""
    _play(page, server_error(RequestFactory().get("/")).text)


def _play(page: Page, body: str) -> None:
    page.route("**/gespeeld/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto("/gespeeld/")


def link_of(candidate: Candidate) -> str:
    return re.sub("^https?://[^/]+", "", candidate.new_personal_link())


def own_page(find: Callable[[], Candidate], *and_then: Way) -> Way:
    """The page of a candidate, and what she does there."""

    def way(page: Page) -> None:
        page.goto(link_of(find()))
        press(page, "Open mijn pagina")
        for step in and_then:
            step(page)

    return way


def button(name: str) -> Way:
    return lambda page: press(page, name)


def link(name: str) -> Way:
    def way(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("link", name=name, exact=True).first.click()

    return way


def filled(label: str, value: str) -> Way:
    return lambda page: page.get_by_label(label).first.fill(value)


def every_letter_open(page: Page) -> None:
    for letter in page.locator("details.own-letter > summary").all():
        letter.click()


def behind_her_back(change: Callable[[], object]) -> Way:
    """Something that the council does while the page stands open."""
    return lambda page: change()


def log_in(page: Page, account: str) -> None:
    page.goto("/beheer/")
    page.get_by_label("Gebruikersnaam").fill(account)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
