"""The lines of a list on its way in, and which of them are about the same person."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from members.columns import ANSWERS, DAYS, HEADERS, parse_answer, parse_day, plain
from members.models import Member, Term
from members.refusals import Refusal
from members.spreadsheet import NO_OUTCOME


@dataclass
class Line:
    """One line of the list, and what became of it, in Dutch."""

    number: int
    cells: dict[str, str]
    days: dict[str, date] = field(default_factory=dict)
    answers: dict[str, bool] = field(default_factory=dict)
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
    def person_number(self) -> str:
        """What our own export calls this person; empty in a list from elsewhere."""
        return self.cells.get("person_number", "")

    @property
    def contacts(self) -> set[str]:
        """What tells two people of the same name apart: e-mail address and phone number."""
        return set(filter(None, (comparable(key, self.cells.get(key, "")) for key in ("email", "phone"))))

    def add(self, kind: str, text: str) -> None:
        """Note that a row of this kind was made."""
        self.kinds[kind] += 1
        self.added.append(text)

    def read(self) -> bool:
        """Read the days and the answers; what is none becomes an error. False when a formula hides what is meant."""
        if any(NO_OUTCOME in text for text in self.cells.values()):
            again = "Open de lijst in uw rekenprogramma en bewaar hem opnieuw."
            self.errors.append(f"Hier staat een formule zonder uitkomst. {again}")
            return False
        for key in filter(self.cells.__contains__, DAYS):
            with self._catching_cell(key):
                self.days[key] = parse_day(self.cells[key])
        for key in filter(self.cells.__contains__, ANSWERS):
            with self._catching_cell(key):
                self.answers[key] = parse_answer(self.cells[key])
        return True

    @contextmanager
    def _catching_cell(self, key: str) -> Iterator[None]:
        try:
            yield
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
    number: str = ""  # in an export of ours; two numbers are two people
    lines: list[Line] = field(default_factory=list)


class People:
    """Everybody known, by name: the same name and the same e-mail or phone are one person.

    Who has no e-mail and no phone, in the list or in the database, is known by the name alone. An export of ours
    numbers its people, which goes first: there the same number is one person, and two numbers are two.
    """

    def __init__(self) -> None:
        self.by_number: dict[str, Person] = {}
        self.by_name: defaultdict[str, list[Person]] = defaultdict(list)
        for member in Member.objects.all():
            known = Line(0, {"email": member.email, "phone": member.phone})
            self.by_name[plain(member.name)].append(Person(known.contacts, member))

    def listed(self) -> list[Person]:
        """Those in the list, in the order of their first lines."""
        people = [person for several in self.by_name.values() for person in several if person.lines]
        for person in people:
            person.lines.sort(key=lambda line: line.number)
        return sorted(people, key=lambda person: person.lines[0].number)

    def take(self, lines: list[Line]) -> None:
        """Give each line to its person; those that say most about who it is come first."""
        for line in sorted(lines, key=self._vagueness):
            person = self._find_numbered(line) if line.person_number else self._find(line)
            if person:
                person.contacts |= line.contacts
                person.lines.append(line)

    def _vagueness(self, line: Line) -> tuple[bool, bool, bool]:
        return self._with_its_key(line) is None, not line.person_number, not line.contacts

    def _find_numbered(self, line: Line) -> Person | None:
        """The person with the number of this line; None when the number is of somebody with another name."""
        known = self.by_number.get(line.person_number)
        if known is None:
            known = self._with_its_key(line) or self._find(line)
        elif plain(known.lines[0].who) != plain(line.who):
            line.errors.append(f"Dit nummer hoort al bij {known.lines[0].who}. Haal het nummer op deze regel weg.")
            return None
        if known:
            known.number = line.person_number
            self.by_number[known.number] = known
        return known

    def _with_its_key(self, line: Line) -> Person | None:
        """The member with this name whose key is the number, unless the e-mail or phone is of a namesake."""
        namesakes = self._namesakes(line)
        sharing = [person for person in namesakes if person.contacts & line.contacts]
        for person in namesakes:
            if person.member and str(person.member.pk) == line.person_number and (person in sharing or not sharing):
                return person
        return None

    def _namesakes(self, line: Line) -> list[Person]:
        """Everybody with this name, without those that have another number."""
        namesakes = self.by_name[plain(line.who)]
        return [person for person in namesakes if not line.person_number or person.number in ("", line.person_number)]

    def _find(self, line: Line) -> Person | None:
        """The person of this line, a new one when there is none yet; None when it could be several."""
        namesakes = self._namesakes(line)
        same = [person for person in namesakes if person.contacts & line.contacts]
        same = same or [person for person in namesakes if not (person.contacts and line.contacts)]
        if len(same) > 1:
            line.errors.append("Deze naam past bij meer dan één persoon. Vul overal hetzelfde e-mailadres in.")
            return None
        if not same:
            if self.by_name[plain(line.who)]:
                line.warnings.append("Er is nog iemand met deze naam. Klopt dat? Dan komt er een persoon bij.")
            same = [Person(set())]
            self.by_name[plain(line.who)] += same
        return same[0]
