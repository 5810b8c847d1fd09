"""Writing the letters of the road: the words of the moment, filled in for one candidate.

The only text by a stranger in them is the name. {link} becomes the personal link when the letter leaves.
"""

from django.utils import timezone
from django.utils.formats import date_format

from members import post
from members.former import BACKUP_WEEKS
from members.letters import parting
from members.models import Council, Letter
from members.words import holds_address, one_line
from recruitment import invitations, letter_texts
from recruitment.keeping import last_day_kept
from recruitment.models import Candidate, Talk
from recruitment.overview import people


def write_for(
    candidate: Candidate,
    kind: str,
    *,
    draft: bool = False,
    once: str | None = None,
    calendar: str = "",
    lapsed: Talk | None = None,
) -> Letter:
    """Write the letter of this moment to the candidate, in the transaction of the change it tells of.

    With ``lapsed``, a talk that the candidate was invited for and that will not be held, the letter says so and
    takes it out of the calendar.
    """
    if lapsed:
        calendar = invitations.cancellation(lapsed, candidate.letter_email)
    subject, body = letter_texts.filled(*letter_texts.texts_of(kind), _words(candidate, lapsed))
    whole = f"{body}\n{parting(Council.objects.get())}"
    return post.write(candidate, kind, subject, whole, draft=draft, once=once, calendar=calendar)


def farewell() -> tuple[str, str]:
    """Subject and text of the mail to somebody who was just erased; without a name, since we have none any more."""
    council = Council.objects.get()
    words = {"raad": council.name, "kopieweken": str(BACKUP_WEEKS)}
    subject, body = letter_texts.filled(*letter_texts.texts_of("erased"), words)
    return subject, f"{body}\n{parting(council)}"


def council_words(council: Council) -> dict[str, str]:
    """The council's own names and numbers."""
    return {
        "raad": council.name,
        "werkdagen": str(council.answer_days),
        "wachtweken": str(council.waiting_answer_weeks),
    }


def _words(candidate: Candidate, lapsed: Talk | None) -> dict[str, str]:
    council = Council.objects.get()
    talk = candidate.talks.order_by("-pk").first()
    return {
        **council_words(council),
        "naam": greeted(candidate),
        "stap": candidate.get_stage_display(),
        "commissie": str(candidate.vacancy.committee or ""),
        "link": Letter.PERSONAL_LINK,
        "bewaren": keeping_words(candidate, council),
        "afspraak": f"Uw afspraak van {_day_and_time(lapsed)} gaat niet door." if lapsed else "",
        **_trial_words(candidate),
        **_term_words(candidate),
        **(_talk_words(talk) if talk else {}),
    }


def greeted(candidate: Candidate) -> str:
    """The name as it stands in a letter: one line, no address, and nothing that would become the personal link."""
    name = one_line(candidate.name).translate({ord("["): "(", ord("]"): ")"})
    return "kandidaat" if holds_address(name) else name


def keeping_words(candidate: Candidate, council: Council) -> str:
    """Until when we keep the data, for letters and the own page; "" while no end is in sight."""
    last = last_day_kept(candidate, council)
    if last is None:
        return ""
    text = f"Wij bewaren uw gegevens tot en met {date_format(last)}. Daarna wissen wij ze."
    called = candidate.keep and candidate.vacancy.needs_seat  # docs/rules.md, 16: only for a seat is there such a list
    return f"{text} Komt er eerder een plaats vrij? Dan laten wij u dat weten." if called else text


def _trial_words(candidate: Candidate) -> dict[str, str]:
    return {
        "proef_begin": date_format(candidate.trial_starts_on) if candidate.trial_starts_on else "",
        "proef_einde": date_format(candidate.trial_ends_on) if candidate.trial_ends_on else "",
    }


def _term_words(candidate: Candidate) -> dict[str, str]:
    place = candidate.place
    return {
        "lid_begin": date_format(place.starts_on) if place else "",
        "lid_einde": date_format(place.ends_on) if place and place.ends_on else "",
    }


def _talk_words(talk: Talk) -> dict[str, str]:
    return {
        "gesprek": talk.get_kind_display(),
        "dag": date_format(timezone.localtime(talk.planned_at), "j F"),
        "dag_en_tijd": _day_and_time(talk),
        "plek": talk.where,
        "mensen": "; ".join(people(talk)),
        # No full stop: what is typed may end with one, or with an address.
        "meenemen": f"Neem mee: {talk.bring}" if talk.bring else "U hoeft niets mee te nemen.",
    }


def _day_and_time(talk: Talk) -> str:
    return invitations.day_and_time(talk.planned_at)
