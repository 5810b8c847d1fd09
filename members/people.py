"""What the site says about people: only of who agreed to be named (docs/rules.md, 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from members.dates import merged
from members.models import Committee, CommitteePlace, Member, OfficePlace, Term
from members.portraits import Portrait, portrait_of


@dataclass(frozen=True)
class Person:
    """One member of today who agreed to be named; ``since`` only for who lets that be seen."""

    name: str
    offices: list[str]
    since: date | None
    text: str
    portrait: Portrait | None

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][0] + words[-1][0] if len(words) > 1 else words[0][0]).upper()


@dataclass(frozen=True)
class Company:
    """People who are together in the council or a committee: those with a name, and how many without."""

    shown: list[Person]
    unnamed: int


@dataclass(frozen=True)
class FormerMember:
    """Somebody who was a member; the years only for who lets them be seen."""

    name: str
    first: date | None
    last: date | None


@dataclass(frozen=True)
class CommitteeOfToday:
    """A committee and who is in it."""

    committee: Committee
    names: list[str]
    unnamed: int


def people_on(today: date) -> Company:
    """The members of today: who holds an office first, then by name."""
    terms = list(Term.objects.running_on(today).select_related("member").prefetch_related("member__terms"))
    offices = _offices_on(today)
    shown = [_person(term.member, offices, today) for term in terms if term.member.shown_name]
    shown.sort(key=lambda person: (not person.offices, person.name))
    return Company(shown, unnamed=len(terms) - len(shown))


def _offices_on(today: date) -> dict[int, list[str]]:
    offices: dict[int, list[str]] = {}
    for place in OfficePlace.objects.running_on(today).select_related("office").order_by("office__order"):
        offices.setdefault(place.member_id, []).append(place.office.name)
    return offices


def _person(member: Member, offices: dict[int, list[str]], today: date) -> Person:
    return Person(
        name=member.shown_name,
        offices=offices.get(member.pk, []),
        since=_since(member.terms.all(), today) if member.show_since else None,
        text=member.public_text,
        portrait=portrait_of(member),
    )


def _since(terms: Iterable[Term], today: date) -> date:
    """The first day of the terms that lead to today without a day between them."""
    stretches = merged([(term.starts_on, term.ends_on) for term in terms])
    return next(first for first, last in stretches if first <= today <= last)


def committees_on(today: date) -> list[CommitteeOfToday]:
    """All committees with their people of today, who need not be members."""
    places = CommitteePlace.objects.running_on(today).select_related("member")
    committees = Committee.objects.prefetch_related(Prefetch("places", queryset=places, to_attr="of_today"))
    return [_of_today(committee, committee.of_today) for committee in committees]


def _of_today(committee: Committee, places: list[CommitteePlace]) -> CommitteeOfToday:
    # Somebody may have two places here by mistake, and is one person all the same.
    names = {place.member_id: place.member.shown_name for place in places}
    shown = sorted(name for name in names.values() if name)
    return CommitteeOfToday(committee, shown, unnamed=len(names) - len(shown))


def former_on(today: date) -> list[FormerMember]:
    """Former members who agreed to stay on the site, the last to leave first."""
    members = Member.objects.shown_as_former_on(today).prefetch_related("terms")
    left = [(max(term.ends_on for term in _over(member, today)), member) for member in members]
    left.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].shown_name))
    return [_former(member, last, today) for last, member in left]


def _former(member: Member, last: date, today: date) -> FormerMember:
    if not member.show_since:
        return FormerMember(member.shown_name, None, None)
    return FormerMember(member.shown_name, min(term.starts_on for term in _over(member, today)), last)


def _over(member: Member, today: date) -> list[Term]:
    return [term for term in member.terms.all() if term.ends_on < today]
