from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from members.models import Committee, OfficePlace, Term
from members.seats import occupancy


@dataclass(frozen=True)
class Person:
    """What the site says about one member who agreed to be named."""

    name: str
    offices: list[str]
    since: date
    text: str

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][0] + words[-1][0] if len(words) > 1 else words[0][0]).upper()


class MemberList(TemplateView):
    """Who sits on the council today, in Amsterdam; names only with recorded consent (docs/rules.md, 14)."""

    template_name = "members/member_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        terms = Term.objects.running_on(today).select_related("member").prefetch_related("member__terms")
        people = people_on(today, [term for term in terms if term.member.shown_name])
        return super().get_context_data(
            people=people,
            unnamed=len(terms) - len(people),
            committees=Committee.objects.all(),
            seats=occupancy(today),
            **kwargs,
        )


def people_on(today: date, terms: list[Term]) -> list[Person]:
    """The members of these terms as the page shows them: who holds an office first, then by name."""
    offices: dict[int, list[str]] = {}
    for place in OfficePlace.objects.running_on(today).select_related("office").order_by("office__order"):
        offices.setdefault(place.member_id, []).append(place.office.name)
    people = [
        Person(
            name=term.member.shown_name,
            offices=offices.get(term.member_id, []),
            since=min(each.starts_on for each in term.member.terms.all()),
            text=term.member.public_text,
        )
        for term in terms
    ]
    return sorted(people, key=lambda person: (not person.offices, person.name))
