"""The table of docs/roles.md, and every address of the admin that must stand in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from members.admin_tools import VerbAdmin

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "roles.md"
ROW = re.compile(r"^\| `([^`]*)` \|(.*)\|$", re.MULTILINE)
COLUMNS = re.compile(r"^\| adres \|(.*)\|$", re.MULTILINE)


def cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|")]


def columns() -> list[str]:
    """The roles, in the order of the table."""
    return cells(COLUMNS.findall(DOCUMENT.read_text())[0])


def table() -> dict[str, dict[str, str]]:
    """What each role gets at each address, as it is written down."""
    rows = ROW.findall(DOCUMENT.read_text())
    assert len(rows) == len({address for address, _ in rows}), "an address stands in docs/roles.md twice"
    return {address: dict(zip(columns(), cells(rest), strict=True)) for address, rest in rows}


def addresses() -> Iterator[str]:
    """Every address below /beheer/ as the table writes it: ``<n>`` for a number, each button by itself."""
    for pattern in _patterns(_below_the_desk()):
        address = _written(pattern)
        if address.endswith("/doe/<knop>/"):
            app, model, *_ = address.split("/")
            yield from (address.replace("<knop>", verb.slug) for verb in _desk(app, model).verbs)
        elif rooms := re.fullmatch(r"\^\(\?P<app_label>([\w|]+)\)/\$", address):
            yield from (f"{label}/" for label in rooms[1].split("|"))
        else:
            yield address


def _below_the_desk() -> list[URLPattern | URLResolver]:
    """The pages of logging in, and after them the admin."""
    found = [one for one in get_resolver().url_patterns if str(one.pattern) == "beheer/"]
    return [pattern for one in found for pattern in one.url_patterns]


def _patterns(patterns: list[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from _patterns(pattern.url_patterns, address)


def _written(pattern: str) -> str:
    text = re.sub(r"handleiding/<slug:slug>", "handleiding/<hoofdstuk>", pattern)
    text = re.sub(r"<slug:slug>", "<knop>", text)
    text = re.sub(r"<str:token>", "<sleutel>", text)
    text = re.sub(r"<int:photo>", "<foto>", text)
    text = re.sub(r"<slug:kind>", "<soort>", text)
    text = re.sub(r"<(path|int):\w+>|<id>", "<n>", text)
    return "<anders>" if text.startswith("(?P<url>") else text


def _desk(app: str, model: str) -> VerbAdmin:
    desks = {(m._meta.app_label, m._meta.model_name): desk for m, desk in admin.site._registry.items()}
    desk = desks[app, model]
    assert isinstance(desk, VerbAdmin)
    return desk
