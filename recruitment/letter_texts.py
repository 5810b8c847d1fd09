"""The words of the letters: the council's own where it wrote them, otherwise those that come with the software.

A placeholder is a word between braces. Nothing else between braces has a meaning: ``str.format`` would let a text
reach into the program (``{naam.__class__}``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import Truncator

from members.models import Letter
from members.post import LONGEST_SUBJECT
from recruitment.letter_defaults import BY_KIND, Moment
from recruitment.models import LetterText

IN_BRACES = re.compile(r"\{([^{}\n]*)\}")
EMPTY_LINES = re.compile(r"\n{3,}")
LONGEST_NAME_IN_SUBJECT = 60  # so that what the letter is about still fits beside it
# Of several lines, or meant for a sentence of its own.
NOT_IN_SUBJECT = frozenset({"link", "meenemen", "bewaren", "afspraak", "plek", "mensen"})


@dataclass(frozen=True)
class Placeholder:
    """What stands in its place, for the secretary, and an example of it that is plainly invented."""

    meaning: str
    example: str


PLACEHOLDERS = {
    "naam": Placeholder("de naam van de kandidaat", "Wolk Voorbeeld"),
    "raad": Placeholder("de naam van de raad", "Cliëntenraad Voorbeeldstad"),
    "link": Placeholder("de persoonlijke link, elke keer een nieuwe", Letter.PERSONAL_LINK),
    "werkdagen": Placeholder("binnen hoeveel werkdagen u antwoordt; een getal uit de instellingen", "5"),
    "wachtweken": Placeholder("hoeveel weken u wacht op antwoord; een getal uit de instellingen", "4"),
    "kopieweken": Placeholder("hoeveel weken de gegevens nog in reservekopieën staan", "4"),
    "gesprek": Placeholder("welk gesprek het is", "kennismakingsgesprek"),
    "dag": Placeholder("de dag van het gesprek, kort", "3 december"),
    "dag_en_tijd": Placeholder("de dag en de tijd van het gesprek", "donderdag 3 december 2026, 20.00 uur"),
    "plek": Placeholder("waar of hoe het gesprek is", "Stadhuis, kamer 3"),
    "mensen": Placeholder(
        "wie er bij het gesprek zijn, met hun rol", "Regen Appel, voorzitter; Storm Peer, lid van de raad"
    ),
    "meenemen": Placeholder(
        "een zin: wat de kandidaat meeneemt, of dat dit niet hoeft", "Neem mee: een geldig paspoort of een ID-kaart"
    ),
    "proef_begin": Placeholder("de eerste dag van de proefperiode", "1 september 2026"),
    "proef_einde": Placeholder("de laatste dag van de proefperiode", "30 november 2026"),
    "lid_begin": Placeholder("de eerste dag als lid of in de commissie", "1 januari 2027"),
    "lid_einde": Placeholder("de laatste dag van de termijn", "31 december 2030"),
    "commissie": Placeholder("de naam van de commissie", "commissie Communicatie"),
    "stap": Placeholder("bij welke stap de kandidaat nu weer is", "Over en weer akkoord"),
    "afspraak": Placeholder(
        "een zin, als een gesprek niet doorgaat; anders blijft dit leeg",
        "Uw afspraak van donderdag 3 december 2026, 20.00 uur gaat niet door.",
    ),
    "bewaren": Placeholder("een zin: hoe lang u de gegevens bewaart", "Wij wissen uw gegevens binnen 4 weken."),
}


def texts_of(kind: str) -> tuple[str, str]:
    """The subject and the text of a moment, with their placeholders."""
    own = LetterText.objects.filter(kind=kind).first()
    return (own.subject, own.body) if own else (BY_KIND[kind].subject, BY_KIND[kind].body)


def keep(kind: str, subject: str, body: str) -> None:
    """Use these words from now on; the same words as the software's own are no words of the council."""
    if (subject, body) == (BY_KIND[kind].subject, BY_KIND[kind].body):
        reset(kind)
    else:
        LetterText.objects.update_or_create(kind=kind, defaults={"subject": subject, "body": body})


def reset(kind: str) -> None:
    """Go back to the words that come with the software."""
    LetterText.objects.filter(kind=kind).delete()


def filled(subject: str, body: str, words: Mapping[str, str]) -> tuple[str, str]:
    """The subject on one line of at most 200 characters, and the text; what is filled in is not read again."""
    short = {**words, "naam": Truncator(words.get("naam", "")).chars(LONGEST_NAME_IN_SUBJECT)}
    line = " ".join(_fill(subject, short).split())
    return Truncator(line).chars(LONGEST_SUBJECT), EMPTY_LINES.sub("\n\n", _fill(body, words)).strip()


def _fill(text: str, words: Mapping[str, str]) -> str:
    return IN_BRACES.sub(lambda found: words.get(found[1], found[0]), text)


def problems_in_subject(moment: Moment, subject: str) -> list[str]:
    """What is wrong with a subject, each as a sentence; none when it can be saved."""
    return [*_unreadable(subject), *_unknown(subject, moment.allowed - NOT_IN_SUBJECT, "in dit onderwerp")]


def problems_in_body(moment: Moment, body: str) -> list[str]:
    """What is wrong with a text, each as a sentence; none when it can be saved."""
    found = [*_unreadable(body), *_unknown(body, moment.allowed, "in deze brief")]
    used = IN_BRACES.findall(body)
    if missing := [name for name in PLACEHOLDERS if name in moment.needs and name not in used]:
        found.append(f"Dit moet er nog in staan: {_written(missing)}.")
    if Letter.PERSONAL_LINK in body:
        found.append(f"Schrijf {{link}} in plaats van {Letter.PERSONAL_LINK}.")
    return found


def _unknown(text: str, allowed: frozenset[str], where: str) -> list[str]:
    unknown = list(dict.fromkeys(name for name in IN_BRACES.findall(text) if name not in allowed))
    return [f"Dit kan niet {where}: {_written(unknown)}. Kies uit de lijst op deze pagina."] if unknown else []


def _written(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _unreadable(text: str) -> list[str]:
    """A brace without its other half, shown with the words beside it."""
    loose = re.findall(r"[^{}\n]{0,20}[{}][^{}\n]{0,20}", IN_BRACES.sub("", text))
    return [f"Er staat een losse accolade bij: ‘{part.strip()}’." for part in loose]


def example(subject: str, body: str, real: Mapping[str, str]) -> tuple[str, str]:
    """The letter as an invented candidate would get it; ``real`` are the council's own names and numbers."""
    return filled(subject, body, {name: place.example for name, place in PLACEHOLDERS.items()} | dict(real))
