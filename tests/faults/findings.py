"""What a drill found: a line of the table, with what was wanted beside what was seen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Finding:
    """``seen`` is good when it reads the same as ``wanted``, unless ``is_good`` says otherwise."""

    what: str
    wanted: str
    seen: str
    is_good: bool


def same(what: str, wanted: object, seen: object) -> Finding:
    return Finding(what, str(wanted), str(seen), wanted == seen)


def alike(what: str, wanted: list[Any], seen: list[Any]) -> Finding:
    """For what is too long to print: only how many there are."""
    return Finding(what, f"{len(wanted)}", f"{len(seen)}" + ("" if wanted == seen else ", others"), wanted == seen)


def at_most(what: str, most: float, seen: float, unit: str = "s") -> Finding:
    return Finding(what, f"≤ {most:g} {unit}", f"{seen:.1f} {unit}", seen <= most)


def at_least(what: str, least: float, seen: float) -> Finding:
    return Finding(what, f"≥ {least:g}", f"{seen:g}", seen >= least)


def noticed(what: str, was_noticed: bool) -> Finding:
    """A negative control: the fault that was put there on purpose must be seen."""
    return Finding(f"control: {what}", "noticed", "noticed" if was_noticed else "NOT noticed", was_noticed)


def left_out(why: str) -> Finding:
    """For what this machine lacks: no fault of the site, but said aloud."""
    return Finding("left out", "held", f"LEFT OUT: {why}", is_good=True)


def on(kind: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings, with the kind of database before them."""
    return (replace(finding, what=f"{kind}: {finding.what}") for finding in findings)
