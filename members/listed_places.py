"""Offices, places in committees and numbers of seats in a list of members."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format

from members import actions
from members.columns import plain
from members.listed import Line
from members.models import Committee, CommitteePlace, Member, Office, OfficePlace, SeatNumber
from members.rules import is_over

Found = Callable[[str], Any]


def named(rows: Iterable[Any], *, first_word: str = "") -> Found:
    """Looks a row up by its name, whatever its capitals; ``first_word`` of a name may be left out."""
    by_name = {plain(row.name).removeprefix(plain(first_word)): row for row in rows}
    return lambda name: by_name.get(plain(name).removeprefix(plain(first_word)))


class Places:
    """Writes the offices, committee places and seat numbers of lines, and notes what became of each."""

    def __init__(self, today: date, *, may_set_seats: bool) -> None:
        self.today, self.may_set_seats = today, may_set_seats
        self.office = named(Office.objects.all())
        self.committee = named(Committee.objects.all(), first_word="commissie")

    def check_names(self, line: Line) -> None:
        """Make an error of every office or committee that does not exist."""
        for key, word, found in (("office", "functie", self.office), ("committee", "commissie", self.committee)):
            for name in _names(line, key, found):
                if not found(name):
                    line.errors.append(f"Er is geen {word} met de naam ‘{name}’. Maak die eerst, of verander de naam.")

    def write(self, line: Line, member: Member) -> None:
        for name in _names(line, "office", self.office):
            self._office_place(line, OfficePlace(office=self.office(name), member=member))
        for name in _names(line, "committee", self.committee):
            self._place(line, CommitteePlace(committee=self.committee(name), member=member), "committee")

    def set_seats(self, line: Line) -> None:
        """A number of seats and its first day; what is there already is left alone."""
        seats, first = line.cells.get("seats", ""), line.days.get("seats_first")
        if not self.may_set_seats:
            line.errors.append("U mag het aantal plaatsen niet veranderen. Haal deze regel uit de lijst.")
        elif not (seats.isascii() and seats.isdigit() and 1 <= int(seats) <= 200 and first):
            line.errors.append("Vul bij het aantal plaatsen een getal van 1 tot en met 200 in, en vanaf welke dag.")
        else:
            self._seat_number(line, int(seats), first)

    def _seat_number(self, line: Line, seats: int, first: date) -> None:
        text, now = f"{seats} plaatsen vanaf {date_format(first)}", SeatNumber.objects.filter(starts_on=first).first()
        if now and now.seats == seats:
            line.present.append(text)
            return
        if now:
            line.warnings.append(f"Op de website staan vanaf deze dag {now.seats} plaatsen. Dat worden er {seats}.")
        with line.catching():
            actions.set_seats(seats, starts_on=first, today=self.today)
            line.add("aantal plaatsen", text)

    def _office_place(self, line: Line, place: OfficePlace) -> None:
        self._place(line, place, "office")
        if not place.pk or place.member.terms.running_on(place.starts_on).exists():
            return
        text = f"Op {date_format(place.starts_on)} is {place.member} geen lid. Een functie hoort bij een lid."
        # What is over is history, and kept.
        (line.warnings if is_over(place, self.today) else line.errors).append(text)

    def _place(self, line: Line, place: Any, key: str) -> None:
        """Keep an office or a place in a committee; without days of its own it has those of the term."""
        label, what = (
            ("functie", f"{place.office}") if key == "office" else ("plaats in een commissie", f"{place.committee}")
        )
        days = self._days(line, key)
        if days is None:
            line.errors.append(f"Vul in vanaf welke dag dit geldt: {what}.")
            return
        place.starts_on, place.ends_on = days
        text = f"{label}: {what} vanaf {date_format(place.starts_on)}"
        if _is_there(place, key):
            line.present.append(text)
            return
        with line.catching():
            place.full_clean()
            place.save()
            line.add(label, text)

    def _days(self, line: Line, key: str) -> tuple[date, date | None] | None:
        first, last = line.days.get(f"{key}_first"), line.days.get(f"{key}_last")
        if first:
            return first, last
        if line.term is None:
            return None
        # As after a button: open while the term runs, since it ends with the membership anyway.
        term_over = line.term.ends_on < self.today
        return line.term.starts_on, last or (line.term.ends_on if term_over else None)


def _names(line: Line, key: str, found: Found) -> list[str]:
    """The offices or committees that a cell names; to be an ordinary member (‘lid’) is no office."""
    text = line.cells.get(key, "")
    names = [text] if found(text) else [name.strip() for name in re.split(r"[;,\n]", text)]
    return [name for name in names if plain(name) not in {"", "lid"}]


def _is_there(place: Any, key: str) -> bool:
    """Whether this person already has this office or place on its first day."""
    same = type(place).objects.filter(member=place.member, **{key: getattr(place, key)})
    return same.not_over_on(place.starts_on).filter(starts_on__lte=place.starts_on).exists()
