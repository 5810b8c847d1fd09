"""What the site says about people: only of who agreed to be named (docs/rules.md, 14).

``terms`` are everybody's, read once for all these questions.
"""

from dataclasses import dataclass
from datetime import date

from members.dates import merged
from members.models import Committee, CommitteePlace, Member, OfficePlace
from members.models.people import StretchesByMember
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


def people_on(today: date, terms: StretchesByMember) -> Company:
    """The members of today: who holds an office first, then by name."""
    members = Member.objects.members_on(today)
    offices = _offices_on(today, terms)
    shown = [
        _person(member, offices.get(member.pk, []), _since(terms.get(member.pk, []), today))
        for member in members
        if member.shown_name
    ]
    shown.sort(key=lambda person: (not person.offices, person.name))
    return Company(shown, unnamed=len(members) - len(shown))


def _offices_on(today: date, terms: StretchesByMember) -> dict[int, list[str]]:
    offices: dict[int, list[str]] = {}
    for place in OfficePlace.objects.select_related("office").order_by("office__order").held_on(today, terms):
        offices.setdefault(place.member_id, []).append(place.office.name)
    return offices


def _person(member: Member, offices: list[str], since: date | None) -> Person:
    return Person(
        name=member.shown_name,
        offices=offices,
        since=since if member.show_since else None,
        text=member.public_text,
        portrait=portrait_of(member),
    )


def _since(terms: list[tuple[date, date]], today: date) -> date | None:
    """The first day of the terms that lead to today without a day between them; None when these were just changed."""
    return next((first for first, last in merged(terms) if first <= today <= last), None)


def committees_on(today: date, terms: StretchesByMember) -> list[CommitteeOfToday]:
    """All committees with their people of today, who need not be members."""
    places = CommitteePlace.objects.select_related("member").held_on(today, terms)
    return [
        _of_today(committee, [place for place in places if place.committee_id == committee.pk])
        for committee in Committee.objects.all()
    ]


def _of_today(committee: Committee, places: list[CommitteePlace]) -> CommitteeOfToday:
    # Somebody may have two places here by mistake, and is one person all the same.
    names = {place.member_id: place.member.shown_name for place in places}
    shown = sorted(name for name in names.values() if name)
    return CommitteeOfToday(committee, shown, unnamed=len(names) - len(shown))


def former_on(today: date, terms: StretchesByMember) -> list[FormerMember]:
    """Former members who agreed to stay on the site, the last to leave first."""
    left = []
    for member in Member.objects.shown_as_former_on(today):
        over = [stretch for stretch in terms.get(member.pk, []) if stretch[1] < today]
        if over:  # unless these were just changed
            left.append((over[-1][1], _former(member, over)))
    left.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].name))
    return [former for _, former in left]


def _former(member: Member, over: list[tuple[date, date]]) -> FormerMember:
    if not member.show_since:
        return FormerMember(member.shown_name, None, None)
    return FormerMember(member.shown_name, over[0][0], over[-1][1])
