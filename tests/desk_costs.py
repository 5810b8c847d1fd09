"""The pages of the desk that somebody only has to open, with rows of their own: what they cost, at any size."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory

from tests.browser.desk_states import CLOSED, DESK, READ, page_of

OF_A_ROW = ["change", "history", "delete"]


class Reader:
    """Notes where a way of tests/browser leads, without going there."""

    address = ""

    def goto(self, address: str) -> None:
        self.address = address


def desk_pages(user: User) -> dict[str, str]:
    """The address of each by its name, also of those that are closed to this colleague; only of rows that exist."""
    return dict([*_read(), *_lists(user), *_rows()])


def _read() -> Iterator[tuple[str, str]]:
    for name, way in READ.items():
        reader: Any = Reader()
        with suppress(AssertionError):  # the council has no row to see it on
            way(reader)
            yield name, reader.address


def _lists(user: User) -> Iterator[tuple[str, str]]:
    """Every list, with each choice of its filters, a search, and its last page."""
    for model, desk in admin.site._registry.items():
        label = f"{model._meta.app_label}_{model._meta.model_name}_changelist"
        address = f"{DESK}{model._meta.app_label}/{model._meta.model_name}/"
        request: Any = RequestFactory().get(address)
        request.user, request.session = user, {}
        if desk.has_view_permission(request) and label not in CLOSED:
            for asked in ["", *_asked(desk, request)]:
                yield f"{label} {asked}".strip(), f"{address}{asked}"
            yield f"{label}, the last page", f"{address}?p={_last_page(desk, request)}"


def _asked(desk: Any, request: Any) -> Iterator[str]:
    shown = desk.get_changelist_instance(request)
    for one in shown.filter_specs:
        yield from (choice["query_string"] for choice in one.choices(shown) if len(choice["query_string"]) > 1)
    if desk.search_fields:
        yield "?q=raad"


def _last_page(desk: Any, request: Any) -> int:
    return desk.get_changelist_instance(request).paginator.num_pages


def _rows() -> Iterator[tuple[str, str]]:
    """What Django makes for the first row of each table."""
    for model in admin.site._registry:
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        yield f"{label}_add", f"{DESK}{label.replace('_', '/')}/add/"
        if row := model._default_manager.order_by("pk").first():
            yield from ((f"{label}_{page}", page_of(row, page)) for page in OF_A_ROW)
