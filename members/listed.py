"""The lines of a list on its way in, and which of them are about the same person."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from members.columns import DAYS, HEADERS, parse_day, plain
from members.models import Member, Term
from members.refusals import Refusal


@dataclass
class Line:
    """One line of the list, and what became of it, in Dutch."""

    number: int
    cells: dict[str, str]
    days: dict[str, date] = field(default_factory=dict)
    term: Term | None = None  # the term of this line, also when it was there already
    added: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)  # how many rows of each kind were added
    present: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def who(self) -> str:
        return self.cells.get("name", "")

    @property
    def contacts(self) -> set[str]:
        """What tells two people of the same name apart: e-mail address and phone number."""
        return set(filter(None, (comparable(key, self.cells.get(key, "")) for key in ("email", "phone"))))

    def add(self, kind: str, text: str) -> None:
        """Note that a row of this kind was made."""
        self.kinds[kind] += 1
        self.added.append(text)

    def read_days(self) -> None:
        """Read every cell that should hold a day; what is none becomes an error."""
        for key in filter(self.cells.__contains__, DAYS):
            try:
                self.days[key] = parse_day(self.cells[key])
            except Refusal as refusal:
                self.errors.append(f"{HEADERS[key].capitalize()}: {refusal}")

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Write all of what is inside, or nothing and an error on this line."""
        try:
            with transaction.atomic():
                yield
        except Refusal as refusal:
            self.errors.append(str(refusal))
        except ValidationError as error:
            self.errors += _texts(error)


def comparable(key: str, text: str) -> str:
    """The same for two notations of one address or number; a phone number by its last nine digits."""
    if key == "phone":
        return "".join(filter(str.isdigit, text))[-9:]
    return " ".join(text.casefold().split())


def _texts(error: ValidationError) -> list[str]:
    """What a model says of its fields, each under the name of its column."""
    return [
        f"{HEADERS[name].capitalize()}: {text}" if name in HEADERS else text
        for name, texts in error.message_dict.items()
        for text in texts
    ]


@dataclass
class Person:
    """Somebody in the list, in the database, or in both."""

    contacts: set[str]
    member: Member | None = None  # None: still to be made
    is_new: bool = True
    lines: list[Line] = field(default_factory=list)


class People:
    """Everybody known, by name: the same name and the same e-mail or phone are one person.

    Who has no e-mail and no phone, in the list or in the database, is known by the name alone.
    """

    def __init__(self) -> None:
        self.by_name: defaultdict[str, list[Person]] = defaultdict(list)
        for member in Member.objects.all():
            known = Line(0, {"email": member.email, "phone": member.phone})
            self.by_name[plain(member.name)].append(Person(known.contacts, member, is_new=False))

    def listed(self) -> list[Person]:
        """Those in the list, in the order of their first lines."""
        people = [person for several in self.by_name.values() for person in several if person.lines]
        for person in people:
            person.lines.sort(key=lambda line: line.number)
        return sorted(people, key=lambda person: person.lines[0].number)

    def take(self, lines: list[Line]) -> None:
        """Give each line to its person; those that say most about who it is come first."""
        for line in sorted(lines, key=lambda line: not line.contacts):
            person = self._find(line)
            if person:
                person.contacts |= line.contacts
                person.lines.append(line)

    def _find(self, line: Line) -> Person | None:
        """The person of this line, a new one when there is none yet; None when it could be several."""
        namesakes = self.by_name[plain(line.who)]
        same = [person for person in namesakes if person.contacts & line.contacts]
        same = same or [person for person in namesakes if not (person.contacts and line.contacts)]
        if len(same) > 1:
            line.errors.append("Deze naam past bij meer dan één persoon. Vul overal hetzelfde e-mailadres in.")
            return None
        if not same:
            if namesakes:
                line.warnings.append("Er is nog iemand met deze naam. Klopt dat? Dan komt er een persoon bij.")
            same = [Person(set())]
            namesakes += same
        return same[0]
