"""A browser without a screen: enough of Playwright's page to walk the ways of tests/browser to every state of a page.

What a way does that is not here ends in an AttributeError that names it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from django.test import Client

from tests.html_text import parsed, text_of

SITE = "http://testserver"
Values = dict[str, list[str]]


@dataclass
class TextPage:
    """One visitor with one page open; ``html`` is its source."""

    client: Client = field(default_factory=Client)
    url: str = SITE
    html: str = ""
    root: Element = field(default_factory=lambda: Element("page"))
    played: dict[str, Callable[[Any], None]] = field(default_factory=dict)

    def goto(self, address: str) -> None:
        self.url = urljoin(self.url, address)
        if play := next((play for pattern, play in self.played.items() if address in pattern), None):
            play(self)
        else:
            self._show(self.client.get(self.url, follow=True))

    def route(self, pattern: str, play: Callable[[Any], None]) -> None:
        self.played[pattern] = play

    def fulfill(self, *, body: str, content_type: str) -> None:
        self.html, self.root = body, parsed(body)

    def send(self, form: Element, button: Element) -> None:
        """Send a form with the button that was pressed."""
        values = _values_of(form)
        if button.get("name"):
            values[button.attrib["name"]] = [button.get("value", "")]
        address = urljoin(self.url, button.get("formaction") or form.get("action", ""))
        ask = self.client.post if form.get("method", "").lower() == "post" else self.client.get
        self._show(ask(address, values, follow=True), address)

    def _show(self, answer: Any, address: str = "") -> None:
        self.url = (
            urljoin(address or self.url, answer.redirect_chain[-1][0]) if answer.redirect_chain else address or self.url
        )
        self.html = answer.text
        self.root = parsed(self.html)

    @contextmanager
    def expect_navigation(self) -> Iterator[None]:
        yield

    def get_by_label(self, label: str) -> "Found":
        named = {text_of(one).lower(): one for one in self.root.iter("label")}
        labels = [one for text, one in named.items() if label.lower() in text]
        return Found(self, [control for one in labels for control in self._controls(one)])

    def _controls(self, label: Element) -> list[Element]:
        wanted = label.get("for")
        inside = label if wanted is None else self.root
        controls = [one for one in inside.iter() if one.tag in {"input", "select", "textarea"}]
        return [one for one in controls if wanted is None or one.get("id") == wanted]

    def get_by_role(self, role: str, *, name: str, exact: bool = False) -> "Found":
        if role == "radio":
            return self.get_by_label(name)
        tag = {"button": "button", "link": "a"}[role]
        elements = [*self.root.iter(tag), *(one for one in self.root.iter("input") if one.get("type") == "submit")]
        named = [(one, text_of(one) or one.get("value", "")) for one in elements]
        return Found(self, [one for one, text in named if text == name or (not exact and name.lower() in text.lower())])

    def locator(self, selector: str) -> "Found":
        """What only a screen shows or hides; in the source everything is there."""
        return Found(self, [])


@dataclass
class Found:
    """What fits a description, in the order of the page."""

    page: TextPage
    elements: list[Element]

    @property
    def first(self) -> Self:
        return self

    def all(self) -> list[Self]:
        return []

    def fill(self, value: str) -> None:
        one = self._one()
        if one.tag == "textarea":
            one.text = value
        else:
            one.set("value", value)

    def check(self) -> None:
        one = self._one()
        for other in self.page.root.iter("input"):
            if other.get("type") == "radio" and other.get("name") == one.get("name"):
                other.attrib.pop("checked", None)
        one.set("checked", "")

    def click(self) -> None:
        one = self._one()
        if one.tag == "a":
            self.page.goto(one.attrib["href"])
        else:
            self.page.send(self._form_of(one), one)

    def _one(self) -> Element:
        assert self.elements, f"nothing by that name on {self.page.url}: {text_of(self.page.root)[:400]}"
        return self.elements[0]

    def _form_of(self, button: Element) -> Element:
        forms = list(self.page.root.iter("form"))
        if wanted := button.get("form"):
            return next(form for form in forms if form.get("id") == wanted)
        return next(form for form in forms if button in form.iter())


def _values_of(form: Element) -> Values:
    values: Values = {}
    for control in form.iter():
        if control.get("name") and (sent := _sent(control)) is not None:
            values.setdefault(control.attrib["name"], []).extend(sent)
    return values


def _sent(control: Element) -> list[str] | None:
    kind = control.get("type", "text")
    if control.tag == "textarea":
        return ["".join(control.itertext()).removeprefix("\n")]
    if control.tag == "select":
        chosen = [one for one in control.iter("option") if one.get("selected") is not None]
        first = [] if control.get("multiple") is not None else list(control.iter("option"))[:1]
        return [one.get("value", "") for one in chosen or first]
    if control.tag != "input" or kind in {"submit", "file", "button", "image"}:
        return None
    if kind in {"radio", "checkbox"}:
        return [control.get("value", "on")] if control.get("checked") is not None else None
    return [control.get("value", "")]
