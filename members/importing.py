"""The members a council kept in a spreadsheet, brought in at once: all of the list, or nothing (docs/rules.md, 1).

Each line may hold a term, an office, a place in a committee, a number of seats, or only a person. A preview does the
whole work and undoes it, so that what it says is what will happen.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import cast

from django.db import transaction
from django.utils.formats import date_format

from members import actions
from members.columns import HEADERS, plain
from members.consent import refuse_future
from members.dates import DAY
from members.listed import Line, People, Person, comparable
from members.listed_places import Places
from members.models import Council, Member, Term
from members.refusals import CouncilFull
from members.rules import over_maximum
from members.seats import Occupancy, guarded
from members.terms import proposed_last_day

Rows = Iterable[tuple[int, dict[str, str]]]

PLURALS = {
    "persoon": "personen",
    "termijn": "termijnen",
    "functie": "functies",
    "plaats in een commissie": "plaatsen in commissies",
    "aantal plaatsen": "aantallen plaatsen",
}
CONTACT = ("email", "phone", "address")
CONSENTS = ("consent_on", "former_consent_on")
ABOUT_MEMBER = ("name", *CONTACT, "public_name", "public_text", "consent_how", "former_consent_how", *CONSENTS)
KEPT = "Het is al gebeurd. Daarom bewaren wij het."
ABOUT_TERM = ("starts_on", "ends_on", "decided_on", "decision_reference", "exception_why", "left_because")
# What lists say for a reason, beside the words on our own screen (docs/rules.md, 7).
REASONS = {plain(label): value for value, label in Term.Reason.choices} | {
    plain(word): reason
    for reason, words in {
        Term.Reason.WORK: "werk, baan, nieuwe baan",
        Term.Reason.MOVED: "verhuizing",
        Term.Reason.OWN_REQUEST: "zelf gestopt, op eigen verzoek",
        Term.Reason.ILLNESS: "ziek, gezondheid",
        Term.Reason.DEATH: "overlijden, dood",
        Term.Reason.DISMISSED: "ontslag, ontslagen",
    }.items()
    for word in words.split(", ")
}


@dataclass
class Report:
    """What an import did, or would do, line by line."""

    lines: list[Line]
    problems: list[str] = field(default_factory=list)  # of the list as a whole, such as a day that gets too full

    @property
    def refused(self) -> bool:
        return bool(self.problems or any(line.errors for line in self.lines))

    @property
    def shown(self) -> list[Line]:
        """All lines; of a refused list those with something to change or to look at, since nothing comes in."""
        return [line for line in self.lines if line.errors or line.warnings or not self.refused]

    @property
    def summary(self) -> str:
        """How much is new, as in ‘2 personen en 3 termijnen’; empty when all was there already."""
        kinds: Counter[str] = sum((line.kinds for line in self.lines), Counter())
        counts = [f"{kinds[kind]} {kind if kinds[kind] == 1 else PLURALS[kind]}" for kind in PLURALS if kinds[kind]]
        return " en ".join(filter(None, [", ".join(counts[:-1]), *counts[-1:]]))


def bring_in(rows: Rows, *, today: date, keep: bool, may_set_seats: bool = True) -> Report:
    """Write a whole list and tell what became of each line; without ``keep``, or with one error, nothing stays.

    A day from ``today`` on that would get too full is a problem of the whole list. History is kept, with warnings.
    """
    report = Report([Line(number, dict(cells)) for number, cells in rows])
    with transaction.atomic():
        try:
            with guarded(today) as council:
                _Import(council, today).write(report.lines, Places(today, may_set_seats=may_set_seats))
        except CouncilFull as full:
            report.problems.append(str(full))
        if report.refused or not keep:
            transaction.set_rollback(True)
    return report


class _Import:
    """One list on its way in, under the guard."""

    def __init__(self, council: Council, today: date) -> None:
        self.council, self.today = council, today

    def write(self, lines: list[Line], places: Places) -> None:
        readable = [line for line in lines if line.read()]
        for line in readable:
            places.check_names(line)
        people = People()
        people.take([line for line in readable if self._names_somebody(line, places)])
        for person in people.listed():
            self._write_person(person, places)
        self._warn_of_full_days(lines)

    def _names_somebody(self, line: Line, places: Places) -> bool:
        if line.cells.keys() & {"seats", "seats_first"}:
            places.set_seats(line)
            return bool(line.who)
        if not line.who:
            line.errors.append("De naam ontbreekt.")
        return bool(line.who)

    def _write_person(self, person: Person, places: Places) -> None:
        _ask_how_consent_was_given(person)
        if person.member is None:
            self._make_member(person)
        else:
            self._say_what_is_kept(person)
        # In order of time, so that the earlier terms are there when the later are judged.
        for line in sorted(person.lines, key=lambda line: line.days.get("starts_on", date.max)):
            if person.member and not line.errors:
                self._write_term(line, person.member)
        for line in person.lines:
            if person.member and not line.errors:
                places.write(line, person.member)
        if person.member:
            self._warn_of_history(person.lines, person.member)

    # The person --------------------------------------------------------------------------------

    def _make_member(self, person: Person) -> None:
        """A new person, with of each thing the first that the lines say."""
        values: dict[str, object] = {}
        for line in person.lines:
            known = {**line.cells, **line.days}
            values = {key: known[key] for key in ABOUT_MEMBER if key in known} | values
        self._warn_of_other_contacts(person.lines, values)
        if any(line.answers.get("show_since") is False for line in person.lines):
            values["show_since"] = False
        first = person.lines[0]
        with first.catching():
            for day in CONSENTS:
                refuse_future(cast(date | None, values.get(day)), self.today)
            member = Member(**values)
            member.full_clean()
            member.save()
            person.member = member
            first.add("persoon", f"persoon: {member}")

    def _warn_of_other_contacts(self, lines: list[Line], values: dict[str, object]) -> None:
        for line in lines:
            for key in filter(line.cells.__contains__, CONTACT):
                if comparable(key, line.cells[key]) != comparable(key, str(values[key])):
                    line.warnings.append(f"Op een eerdere regel staat iets anders bij {HEADERS[key]}. Dat nemen wij.")

    def _say_what_is_kept(self, person: Person) -> None:
        """What the site knows of somebody is newer than a list; it stays, and every difference is told."""
        person.lines[0].present.append(f"persoon: {person.member}")
        for line in person.lines:
            for key in filter(line.cells.__contains__, CONTACT):
                if comparable(key, line.cells[key]) != comparable(key, getattr(person.member, key)):
                    line.warnings.append(f"Bij {HEADERS[key]} staat op de website iets anders. Dat verandert niet.")

    # The terms ---------------------------------------------------------------------------------

    def _write_term(self, line: Line, member: Member) -> None:
        if not line.cells.keys() & set(ABOUT_TERM):
            return
        first = line.days.get("starts_on")
        if first is None:
            line.errors.append("De eerste dag ontbreekt.")
            return
        line.term = member.terms.filter(starts_on=first).first()
        if line.term and line.days.get("ends_on", line.term.ends_on) in (line.term.ends_on, line.term.planned_ends_on):
            line.present.append(f"termijn {_days(line.term)}")
        else:
            line.term = None
            self._new_term(line, member, first)

    def _new_term(self, line: Line, member: Member, first: date) -> None:
        proposed = proposed_last_day(self.council, first, member.terms.filter(starts_on__lt=first))
        if "ends_on" not in line.days and proposed < first:
            line.errors.append("De langste zittingstijd was dan al om. Vul zelf de laatste dag in.")
            return
        term = Term(
            member=member,
            starts_on=first,
            ends_on=line.days.get("ends_on", proposed),
            decided_on=line.days.get("decided_on"),
            decision_reference=line.cells.get("decision_reference", ""),
            exception_why=line.cells.get("exception_why", ""),
        )
        self._note_departure(line, term, line.days.get("planned_ends_on", proposed))
        with line.catching():
            actions.record_term(term, today=self.today)
            left = f", eerder gestopt: {term.get_left_because_display()}" if term.left_because else ""
            counted = "" if "ends_on" in line.days else ". De laatste dag hebben wij uitgerekend"
            line.add("termijn", f"termijn {_days(term)}{left}{counted}")
            line.term = term

    def _note_departure(self, line: Line, term: Term, planned: date) -> None:
        text = line.cells.get("left_because", "")
        if not text:
            return
        if planned <= term.ends_on:
            line.warnings.append("Deze termijn liep gewoon af. De reden van het vertrek bewaren wij niet.")
            return
        if plain(text) not in REASONS:
            line.warnings.append(f"De reden ‘{text}’ kennen wij niet. Wij noteren ‘anders’.")
        term.left_because, term.planned_ends_on = REASONS.get(plain(text), Term.Reason.OTHER), planned

    # What really happened, and should not have --------------------------------------------------

    def _warn_of_history(self, lines: list[Line], member: Member) -> None:
        """Gaps, and terms that lasted too long; what lasts too long from today on was refused before this."""
        terms = list(member.terms.order_by("starts_on"))
        lasted = {term.pk: limit for term, limit in over_maximum(self.council, terms)}
        before = {later.pk: term for term, later in pairwise(terms)}
        for line, term in _new_terms(lines):
            if earlier := before.get(term.pk):
                self._warn_of_gap(line, earlier, term)
            if limit := lasted.get(term.pk):
                line.warnings.append(f"Volgens de regels van uw raad mocht dit tot en met {date_format(limit)}. {KEPT}")

    def _warn_of_gap(self, line: Line, earlier: Term, term: Term) -> None:
        first, last = earlier.ends_on + DAY, term.starts_on - DAY
        if first <= last:
            line.warnings.append(f"Gat: geen lid van {date_format(first)} tot en met {date_format(last)}.")

    def _warn_of_full_days(self, lines: list[Line]) -> None:
        """Name each day before today on which a new term made the council too full, at that term's line."""
        new = _new_terms(lines)
        if not new:
            return
        seats = Occupancy.read(min(term.starts_on for _, term in new), trial_holds_seat=False)
        for day in seats.turning_days:
            # Before the first number nobody knows how many seats there were.
            if day < self.today and 0 < seats.seats_on(day) < seats.members_on(day):
                self._warn_of_full_day(new, day, seats)

    def _warn_of_full_day(self, new: list[tuple[Line, Term]], day: date, seats: Occupancy) -> None:
        sitting = [(term.starts_on, line.number, line) for line, term in new if term.starts_on <= day <= term.ends_on]
        if sitting:
            _, _, newest = max(sitting)
            crowd = f"{seats.members_on(day)} leden op {seats.seats_on(day)} plaatsen"
            newest.warnings.append(f"Op {date_format(day)} waren er {crowd}. {KEPT}")


def _ask_how_consent_was_given(person: Person) -> None:
    """Consent needs a day and a how; what a member has without it stays, so that an export can come back."""
    if any("consent_how" in line.cells for line in person.lines):
        return
    for line in person.lines:
        day = line.days.get("consent_on")
        if day is None:
            continue
        if person.member is None or person.member.consent_on != day:
            column = HEADERS["consent_how"]
            line.errors.append(
                f"Schrijf in de kolom ‘{column}’ hoe de toestemming is gegeven, bijvoorbeeld: per e-mail."
            )
        elif not person.member.consent_how:
            line.warnings.append("Op de website staat niet hoe de toestemming is gegeven. Vul dat daar nog in.")


def _new_terms(lines: list[Line]) -> list[tuple[Line, Term]]:
    return [(line, line.term) for line in lines if line.term and line.kinds["termijn"]]


def _days(term: Term) -> str:
    return f"van {date_format(term.starts_on)} tot en met {date_format(term.ends_on)}"
