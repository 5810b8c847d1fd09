"""The house has floors: a room imports only from floors below it, never sideways, never up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
ROOMS = {"clientenraad", "recruitment", "events", "members"}
MAY_USE = {
    "clientenraad": {"recruitment", "events", "members"},
    "recruitment": {"members"},
    "events": {"members"},
    "members": set(),
}


def imported(source: str) -> Iterator[str]:
    """The first part of every name that this source imports, also inside functions and TYPE_CHECKING."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_an_import_inside_a_function_is_seen():
    source = "import members.seats\ndef f():\n    from recruitment.models import Candidate\nfrom . import x"
    assert list(imported(source)) == ["members", "recruitment"]


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_from_the_floors_below(room):
    forbidden = (ROOMS | {"tests"}) - MAY_USE[room] - {room}
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in sorted((HOUSE / room).rglob("*.py"))
        for name in imported(path.read_text(encoding="utf-8"))
        if name in forbidden
    ]
    assert wrong == []
