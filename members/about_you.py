"""‘Dit staat er over u’: the letter that tells a member what the council keeps, and how to have it changed.

At a button, and once a year to every member. It says what the member's page in the admin says.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from members import post
from members.dates import end_of_stretch
from members.letters import parting
from members.models import CommitteePlace, Council, Letter, Member, OfficePlace, Term

SUBJECT = "Dit staat er over u bij de {raad}"


def write_due(today: date) -> int:
    """Write to every member of today who was not told for a year; returns how many letters that are."""
    living = Member.objects.members_on(today).exclude(terms__left_because=Term.Reason.DEATH)
    due = [member for member in living if _not_told_for_a_year(member, today)]
    for member in due:
        write(member, today=today, once=f"about-you-{member.pk}-{today.year}")
    return len(due)


def _not_told_for_a_year(member: Member, today: date) -> bool:
    return member.told_on is None or end_of_stretch(member.told_on, years=1) < today


@transaction.atomic
def write(member: Member, *, today: date, once: str | None = None) -> Letter:
    """Tell this member now what is kept; with ``once`` only if no letter bears that name yet."""
    # The same lock as the form of this member takes, which writes every column.
    council = Council.objects.locked()
    member.told_on = today
    member.save(update_fields=["told_on"])
    return post.write(member, "about_you", SUBJECT.format(raad=council.name), text(member, council), once=once)


def text(member: Member, council: Council) -> str:
    """The whole letter."""
    return f"""Beste {member.name},

De {council.name} bewaart gegevens over u. In deze brief staat welke. U krijgt deze brief elk jaar.

Zo bereiken wij u
{_lines(_contact(member))}
Dit zien alleen de ambtelijk secretaris en de voorzitter. Het staat niet op de website.

Uw tijd bij de raad
{_lines(_terms(member))}

Uw functies en commissies
{_lines(_tasks(member))}

Dit staat op de website
{_lines(_public(member))}

Hiervoor gaf u toestemming
{_lines(_consents(member))}

Wij bewaren ook de brieven die wij u stuurden.

Klopt er iets niet? Of wilt u iets veranderen?
Laat het ons weten. Wij passen het aan. U mag uw toestemming altijd intrekken. Dan halen wij het meteen weg.
{parting(council)}"""


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "- Niets."


def _contact(member: Member) -> list[str]:
    address = ", ".join(member.address.splitlines())
    return [
        f"Naam: {member.name}",
        f"E-mailadres: {member.email or 'hebben wij niet'}",
        f"Telefoonnummer: {member.phone or 'hebben wij niet'}",
        f"Postadres: {address or 'hebben wij niet'}",
        f"Account om in te loggen: {'ja' if member.user_id else 'nee'}",
    ]


def _terms(member: Member) -> list[str]:
    return [_term(term) for term in member.terms.order_by("starts_on")]


def _term(term: Term) -> str:
    said = [f"Lid {_stretch(term.starts_on, term.ends_on)}."]
    if term.decided_on:
        reference = f", kenmerk {term.decision_reference}" if term.decision_reference else ""
        said.append(f"Besluit van het college: {date_format(term.decided_on)}{reference}.")
    if term.exception_why:
        said.append(f"Reden van de uitzondering: {term.exception_why}.")
    if term.left_because:
        said.append(f"Reden van het vertrek: {term.get_left_because_display()}.")
    return " ".join(said)


def _tasks(member: Member) -> list[str]:
    offices: Iterable[OfficePlace] = member.office_places.select_related("office").order_by("starts_on", "pk")
    committees: Iterable[CommitteePlace] = member.committee_places.select_related("committee").order_by(
        "starts_on", "pk"
    )
    return [
        *(_task(place.office.name, place) for place in offices),
        *(_task(place.committee.name, place) for place in committees),
    ]


def _task(name: str, place: OfficePlace | CommitteePlace) -> str:
    return f"{name[0].upper()}{name[1:]}, {_stretch(place.starts_on, place.ends_on)}"


def _stretch(first: date, last: date | None) -> str:
    end = f" tot en met {date_format(last)}" if last else ""
    return f"vanaf {date_format(first)}{end}"


def _public(member: Member) -> list[str]:
    if not member.shown_name:
        return ["Uw naam staat niet op de website."]
    return [
        f"Uw naam: {member.shown_name}",
        f"Sinds wanneer u lid bent: {'ja' if member.show_since else 'nee'}",
        f"Over u: {' '.join(member.public_text.split()) or 'niets'}",
        f"Uw portret: {'ja' if member.portrait else 'nee'}",
    ]


def _consents(member: Member) -> list[str]:
    return [
        f"Uw naam op de website: {_given(member.consent_on, member.consent_how)}",
        f"Uw portret op de website: {_given(member.portrait_consent_on, member.portrait_consent_how)}",
        f"Uw naam als u geen lid meer bent: {_given(member.former_consent_on, member.former_consent_how)}",
    ]


def _given(on: date | None, how: str = "") -> str:
    if on is None:
        return "nee"
    return f"ja, op {date_format(on)}" + (f" ({how})" if how else "")
