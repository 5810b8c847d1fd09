"""What a demo council is made of; the councils themselves fill it in, ``build`` makes rows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sitting:
    """A member: ``terms`` terms in a row, from the first day of the month ``since`` months from this one.

    ``until`` is the month before which the last term ended early.
    """

    name: str
    since: int
    terms: int = 1
    until: int | None = None
    office: str = ""
    committees: Sequence[str] = ()
    public_name: str = ""
    text: str = ""
    consent: bool = True


@dataclass(frozen=True)
class Helper:
    """Somebody with a place in a committee who is not a member; from so many months from now."""

    name: str
    committee: str
    since: int
    text: str = ""


@dataclass(frozen=True)
class Applicant:
    """A candidate; ``story`` names one of ``stories.STORIES``, ``delegation`` one of the council's delegations."""

    name: str
    story: str
    motivation: str
    vacancy: str = "lid"
    way_in: str = "web"
    contact_by: str = "email"
    keep: bool = False
    delegation: int = 0


@dataclass(frozen=True)
class Past:
    """Somebody who applied last year and was erased since: in which month, how it ended, and the days at each stage."""

    month: int
    way_in: str
    outcome: str
    days: Sequence[int]


@dataclass(frozen=True)
class News:
    """A news item; published on a day of its own, or so many days before today."""

    title: str
    slug: str
    summary: str
    text: str
    on: date | int
    invented: bool = True


@dataclass(frozen=True)
class Prize:
    """An award of the council; ``news`` is the address of the item that tells of it, ``comments`` are who and what."""

    name: str
    slug: str
    kind: str
    giver: str
    occasion: str
    on: date
    amount: int | None = None
    recipient: str = ""
    text: str = ""
    reasons: Sequence[str] = ()
    comments: Sequence[tuple[str, str]] = ()
    note: str = ""
    news: str = ""


@dataclass(frozen=True)
class DemoCouncil:
    """Everything that differs between one demo council and another."""

    settings: Mapping[str, object]
    seats: int
    secretary: str
    chair_takes_seat: bool
    committees: Mapping[str, str]
    members: Sequence[Sitting]
    helpers: Sequence[Helper]
    chair: str
    delegations: Sequence[Sequence[str]]  # the account ``delegatie`` belongs to the first name of the first one
    applicants: Sequence[Applicant]
    vacancy: Mapping[str, str]
    pages: Mapping[str, tuple[str, str]]  # slug: title and text
    news: Sequence[News]
    place: str
    address: str
    prizes: Sequence[Prize] = ()
    last_year: Sequence[Past] = ()
