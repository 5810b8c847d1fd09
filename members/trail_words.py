"""The trail as somebody reads it: in Dutch, with a number for a row and never a name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from auditlog.models import LogEntry
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.urls import NoReverseMatch, reverse

from members.trail import Kind

PART = re.compile(r"[a-z]+\.[a-z]+(\.\w+)?")  # a row that is part of another: app, model, and perhaps a field


@dataclass(frozen=True)
class Line:
    """One thing that somebody did; ``url`` is empty when there is no page of it, or not for this reader."""

    at: datetime
    who: str
    did: str
    what: str
    url: str
    details: str


def lines(entries: Iterable[LogEntry], reader: Any) -> list[Line]:
    """These rows of the trail in words; costs no query when ``actor`` and ``content_type`` came along."""
    return [_line(entry, reader) for entry in entries]


def _line(entry: LogEntry, reader: Any) -> Line:
    return Line(
        at=entry.timestamp,
        who=entry.actor.get_username() if entry.actor else "niemand van het beheer",
        did=Kind(entry.action).label,
        what=_what(entry),
        url=_url(entry, reader),
        details=", ".join(dict.fromkeys(_details(entry))),
    )


def _what(entry: LogEntry) -> str:
    if entry.action == Kind.BACKED_UP:
        return "alles"
    model = entry.content_type.model_class()
    if model is None:
        return "iets van vroeger"
    if entry.object_id:
        return f"{model._meta.verbose_name} {entry.object_id}"
    return str(model._meta.verbose_name_plural)


def _url(entry: LogEntry, reader: Any) -> str:
    app, model = entry.content_type.natural_key()
    gone = entry.action in {Kind.REMOVED, Kind.ERASED} or not entry.object_id
    if gone or not (reader.has_perm(f"{app}.view_{model}") or reader.has_perm(f"{app}.change_{model}")):
        return ""
    try:
        return reverse(f"admin:{app}_{model}_change", args=[entry.object_id])
    except NoReverseMatch:
        return ""


def _details(entry: LogEntry) -> Iterator[str]:
    """The button that was pressed, what was downloaded, or the fields that changed.

    Of something new or gone the fields say nothing.
    """
    model = entry.content_type.model_class()
    for name in entry.changes or ():
        if PART.fullmatch(name):
            yield _of_part(name)
        elif entry.action in {Kind.CHANGED, Kind.EXPORTED} and model:
            yield _field(model, name)


def _of_part(name: str) -> str:
    app, model, *field = name.split(".")
    try:
        part = apps.get_model(app, model)
    except LookupError:
        return name
    return f"{part._meta.verbose_name}: {_field(part, field[0])}" if field else str(part._meta.verbose_name)


def _field(model: Any, name: str) -> str:
    try:
        return str(model._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name  # the words on a button
