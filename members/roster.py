"""The rooster van aftreden: until when each is a member, and how long that can last (docs/rules.md, 5 to 9)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format

from members.dates import DAY
from members.models import Council, Member, OfficePlace, Term
from members.terms import Stretch, last_possible_day

UNNAMED = "een lid"  # on the website, for who gave no consent (docs/rules.md, 14)


@dataclass(frozen=True)
class Line:
    """One member on the roster of ``today``; on the website only what a visitor may know."""

    today: date
    member_id: int
    name: str
    offices: list[str]
    since: date | None  # None: not told on the website
    terms: list[Stretch]  # in order of time; the last is the last one agreed
    limit: date  # the last possible day
    exceptional: date | None  # the last possible day in an exceptional case; None when the rules know none
    reappointable: bool
    leaves_early: bool = False  # never told on the website
    named: bool = True

    @property
    def term(self) -> Stretch:
        """The term that runs, or the first one for who is appointed but has not begun."""
        return next(stretch for stretch in self.terms if stretch[1] >= self.today)

    @property
    def next_term(self) -> Stretch | None:
        """From the first to the last day of what was agreed after this term."""
        later = [stretch for stretch in self.terms if stretch[0] > self.term[0]]
        return (later[0][0], self.last) if later else None

    @property
    def last(self) -> date:
        """The last day as a member, as agreed today."""
        return max(last for _, last in self.terms)

    @property
    def words(self) -> str:
        """Whether this membership can go on, in a few words."""
        if self.leaves_early:
            return "stopt eerder"
        if self.reappointable:
            return "herbenoemen kan"
        return "alleen bij uitzondering" if self.exceptional else "herbenoemen kan niet"

    @property
    def sentence(self) -> str:
        """All that the drawing shows of this member, to read or to hear."""
        text = f"{self.name}: lid tot en met {date_format(self.last)}. {self.words.capitalize()}"
        if self.reappointable:
            text += f", tot en met {date_format(self.limit)}"
        if self.exceptional:
            text += f". Bij uitzondering tot en met {date_format(self.exceptional)}"
        return f"{text}."


def read(council: Council, today: date, *, for_visitors: bool = False) -> list[Line]:
    """Who is a member on ``today`` or was appointed for later, by last day; three queries, however many there are."""
    ids = Term.objects.not_over_on(today).values("member_id")
    members = Member.objects.filter(pk__in=ids).prefetch_related("terms")
    offices = _offices(today, members)
    lines = [_line(member, council, today, offices.get(member.pk, [])) for member in members]
    if for_visitors:
        lines = [_for_visitors(line, member) for line, member in zip(lines, members, strict=True)]
    return sorted(lines, key=lambda line: (line.last, line.name))


def _line(member: Member, council: Council, today: date, offices: list[str]) -> Line:
    terms = sorted(member.terms.all(), key=lambda term: term.starts_on)
    last = max(term.ends_on for term in terms)
    leaves_early = any(term.left_because and term.ends_on == last for term in terms)
    # What was agreed beyond the maximum, as an exception or before an import, stands.
    limit = max(last, last_possible_day(council, last + DAY, terms))
    exceptional = last_possible_day(council, last + DAY, terms, exceptional=True)
    return Line(
        today=today,
        member_id=member.pk,
        name=member.name,
        offices=offices,
        since=terms[0].starts_on,
        terms=[(term.starts_on, term.ends_on) for term in terms],
        limit=limit,
        exceptional=exceptional if exceptional > limit and not leaves_early else None,
        reappointable=limit > last and not leaves_early,
        leaves_early=leaves_early,
    )


def _for_visitors(line: Line, member: Member) -> Line:
    """No name, office or past without consent; the past only of who lets the website say since when."""
    named = bool(member.shown_name)
    tells_since = named and member.show_since
    return replace(
        line,
        name=member.shown_name or UNNAMED,
        named=named,
        offices=line.offices if named else [],
        since=line.since if tells_since else None,
        terms=[stretch for stretch in line.terms if tells_since or stretch[1] >= line.today],
        leaves_early=False,
        limit=line.terms[-1][1] if line.leaves_early else line.limit,
    )


def _offices(day: date, members: Iterable[Member]) -> dict[int, list[str]]:
    """What each member is on ``day``; who sits beside the number of seats is told apart (docs/rules.md, 2)."""
    terms = {member.pk: [(term.starts_on, term.ends_on) for term in member.terms.all()] for member in members}
    offices: dict[int, list[str]] = {}
    for place in OfficePlace.objects.select_related("office").order_by("office__order").held_on(day, terms):
        name = place.office.name if place.office.takes_seat else f"{place.office.name} (telt niet mee)"
        offices.setdefault(place.member_id, []).append(name)
    return offices
