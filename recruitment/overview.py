"""Everything that is known of one candidate, as headings with lines: to download, or to print by the secretary.

The candidate downloads what she gave and what she was told. What others wrote about her (notes, outcomes, reasons) is
added only in the secretary's overview, who first reads whether it says something about somebody else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from members.models import Council, Letter, Member, OfficePlace
from recruitment.models import Answer, Candidate, Move, Talk
from recruitment.road import Stage

Line = tuple[str, str]  # a label and a text
# How a letter came to somebody, for those that did.
HOW = {
    Letter.Status.SENT.value: "per e-mail",
    Letter.Status.POSTED.value: "per post",
    Letter.Status.TOLD.value: "wij vertelden het u",
}


@dataclass(frozen=True)
class Section:
    """One heading and what is known under it; lines without a text are left out."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Told:
    """A letter that reached the candidate: when, how, and its words without the personal link."""

    subject: str
    on: datetime
    how: str
    text: str


def told(candidate: Candidate) -> list[Told]:
    """The letters that reached the candidate, the last one first."""
    arrived = candidate.letters.filter(status__in=HOW).order_by("-sent_at", "-pk")
    return [Told(one.subject, one.sent_at or one.written_at, HOW[one.status], _without_link(one)) for one in arrived]


def _without_link(letter: Letter) -> str:
    return letter.body.replace(Letter.PERSONAL_LINK, "(hier stond uw eigen link)")


def news_waits(candidate: Candidate) -> bool:
    """Whether the candidate was declined, while the letter that says so has not reached anybody.

    Nobody should read that on a screen before it was told kindly, on paper or by phone too; and until the
    secretary's yes it can be taken back. A letter that came back refused is not waited for.
    """
    last = candidate.letters.filter(kind="declined").first() if candidate.stage == Stage.DECLINED else None
    return last is not None and last.status not in {*HOW, Letter.Status.REFUSED}


def people(talk: Talk) -> list[str]:
    """Who will be there, each with the role in which the candidate meets them."""
    members = list(talk.participants.all())
    places = OfficePlace.objects.running_on(timezone.localdate(talk.planned_at)).filter(member__in=members)
    offices = {place.member_id: place.office.name.lower() for place in places.select_related("office")}
    return [*(_with_role(member, offices) for member in members), *_others(talk)]


def _with_role(member: Member, offices: dict[int, str]) -> str:
    return f"{member.name}, {offices.get(member.pk, 'lid van de raad')}"


def _others(talk: Talk) -> list[str]:
    secretary = Council.objects.get().secretary_name
    return [f"{talk.others}, ambtelijk secretaris" if talk.others == secretary else talk.others] if talk.others else []


def for_candidate(candidate: Candidate) -> list[Section]:
    """What the candidate gave and was told."""
    return [
        Section("Dit gaf u ons", given(candidate)),
        Section("Uw aanmelding", [] if news_waits(candidate) else _road(candidate)),
        Section("Uw afspraken", [line for talk in candidate.talks.all() for line in _talk(talk)]),
        Section("Wilt u verder?", _answers(candidate, [Answer.Side.CANDIDATE])),
        Section("Brieven aan u", [(_heading(letter), letter.text) for letter in told(candidate)]),
    ]


def for_secretary(candidate: Candidate) -> list[Section]:
    """All of it: also what was said and decided about the candidate, and every step in the log."""
    return [
        Section("Dit gaf u ons", given(candidate)),
        Section("Uw aanmelding", [*_road(candidate), *_judged(candidate)]),
        Section("Gesprekken", [line for talk in candidate.talks.all() for line in [*_talk(talk), *_said(talk)]]),
        Section("Over en weer akkoord", _answers(candidate, list(Answer.Side))),
        Section("De weg tot nu toe", [_step(move) for move in candidate.moves.all()]),
        Section("Brieven", [(_heading(letter), letter.text) for letter in told(candidate)]),
    ]


def given(candidate: Candidate) -> list[Line]:
    """What the candidate filled in or told, and the consent with its date and words."""
    confirmed = f" (bevestigd op {_day(candidate.email_confirmed_on)})" if candidate.email_confirmed_on else ""
    return [
        ("Naam", candidate.name),
        ("Hoe u van ons wilt horen", candidate.get_contact_by_display()),
        ("E-mailadres", candidate.email and f"{candidate.email}{confirmed}"),
        ("Telefoonnummer", candidate.phone),
        ("Postadres", candidate.address),
        ("Waarom u wilt meedoen", candidate.motivation),
        ("Langer bewaren", _consent(candidate)),
    ]


def _consent(candidate: Candidate) -> str:
    if not candidate.keep:
        return "Nee"
    words = f": ‘{candidate.keep_wording}’" if candidate.keep_wording else ""
    return f"Ja, gegeven op {_day(candidate.keep_given_on or timezone.localdate(candidate.received_at))}{words}"


def _road(candidate: Candidate) -> list[Line]:
    return [
        ("Voor", candidate.vacancy.title),
        ("Aangemeld op", _day(timezone.localdate(candidate.received_at))),
        ("Stap", f"{candidate.get_stage_display()}, sinds {_day(candidate.stage_since)}"),
        ("Op de wachtlijst sinds", _day(candidate.waits_since)),
        ("Proefperiode", _trial(candidate)),
        ("Voorgedragen op", _day(candidate.nominated_on)),
    ]


def _trial(candidate: Candidate) -> str:
    if candidate.trial_starts_on is None:
        return ""
    return f"{_day(candidate.trial_starts_on)} tot en met {_day(candidate.trial_ends_on)}"


def _judged(candidate: Candidate) -> list[Line]:
    return [
        ("Reden van de verlenging", candidate.trial_extended_why),
        ("Halverwege de proef gesproken op", _day(candidate.halfway_on)),
        ("Hoe het halverwege ging", candidate.halfway_notes),
        ("Reden van de afwijzing", str(candidate.declined_because or "")),
    ]


def _talk(talk: Talk) -> list[Line]:
    who = "; ".join(people(talk))
    return [
        (capfirst(f"{talk} op {moment(talk.planned_at)}"), f"{talk.where}. Met: {who}."),
        ("Meenemen", talk.bring),
    ]


def _said(talk: Talk) -> list[Line]:
    return [("Wat er is gezegd", talk.notes), ("Uitkomst", talk.get_outcome_display())]


def _answers(candidate: Candidate, sides: list[Answer.Side]) -> list[Line]:
    whose = {Answer.Side.CANDIDATE: "Uw antwoord", Answer.Side.COUNCIL: "Antwoord van de raad"}
    given = [one for one in candidate.answers.all() if one.side in sides]
    return [
        (whose[Answer.Side(one.side)], f"{'Ja' if one.agrees else 'Nee'}, op {_day(one.given_on)}") for one in given
    ]


def _step(move: Move) -> Line:
    by = str(move.by) if move.by else "de kandidaat"
    return moment(move.at), f"{move.get_to_stage_display()}, door {by}{f'. {move.why}' if move.why else ''}"


def _heading(letter: Told) -> str:
    return f"{letter.subject} ({moment(letter.on)}, {letter.how})"


def _day(day: date | None) -> str:
    return date_format(day, "l j F Y") if day else ""


def moment(at: datetime) -> str:
    """A day and time in words."""
    return date_format(timezone.localtime(at), "l j F Y, H.i") + " uur"


def as_text(sections: list[Section], now: datetime) -> str:
    """One file that a person can read, on any phone."""
    return "\n".join(
        [
            f"Uw gegevens bij {Council.objects.get().name}",
            f"Gemaakt op {moment(now)}",
            *map("\n".join, _parts(sections)),
        ]
    )


def _parts(sections: list[Section]) -> Iterator[list[str]]:
    for section in sections:
        lines = [line for line in section.lines if line[1]]
        yield ["", "", section.title.upper(), "=" * len(section.title)]
        for label, text in lines:
            # A long text, such as a letter, ends in a line that shows where the next one begins.
            yield ["", f"{label}:", text.strip(), *(["- - -"] if "\n\n" in text else [])]
        if not lines:
            yield ["", "Hier staat nog niets."]
    yield ["", "", "Wilt u ook weten wat wij over u opschreven, of waarom wij iets besloten? Vraag het de secretaris."]
