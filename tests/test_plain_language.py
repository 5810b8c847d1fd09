"""Every text of ours is plain Dutch: short sentences, short words."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
import time_machine

from recruitment.letter_defaults import MOMENTS
from recruitment.letter_texts import example
from tests.html_text import blocks_of, controls_of
from tests.our_texts import Unit, blocks_in, labels, units
from tests.plain_exceptions import EXCEPTIONS
from tests.plain_language import ENDS, Measure, measured, sentences_in, syllables_in, together, words_of
from tests.plain_terms import TERMS
from tests.walked import desk_pages, public_pages

MOST_WORDS = 15  # in a sentence, on average
LEAST_EASE = 60
LONGEST = 25  # words in any sentence
DESK = "desk: "
PATTERNS = {
    re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE): better for pattern, better in TERMS.items()
}
# Django's own words; what it does not say in Dutch, no catalogue of ours would tell.
ENGLISH = re.compile(
    r"(?<![\w-])(?:the|and|select|delete|add|search|change|yes|no|show|all|items|history|selected|results|save|close"
    r"|today|true|false|none|clear|error|please|go|you|your|remove|edit|cancel|previous|next|home|loading|required"
    r"|unknown|now|unlimited|view)(?![\w-])",
    re.IGNORECASE,
)
ENOUGH = 30  # words; in less than that, one name or one date decides how easy a text is


def letters() -> list[Unit]:
    """Every letter of the road, to an invented candidate."""
    texts = {moment.kind: example(moment.subject, moment.body, {}) for moment in MOMENTS}
    return [Unit(f"letter: {kind}", [subject, *blocks_in(body)]) for kind, (subject, body) in texts.items()]


def every_text() -> list[Unit]:
    # The demo counts its days from today: on a fixed one, every list is as long tomorrow.
    with time_machine.travel(datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))):
        public = [Unit(page.name, blocks_of(page.main)) for page in public_pages()]
        desk = [Unit(DESK + page.name, [*blocks_of(page.main), *controls_of(page.main)]) for page in desk_pages()]
    return [*units(), *labels(), *letters(), *public, *desk]


class Problem(NamedTuple):
    """What is wrong, by a name to except it by, and what to do about it."""

    what: str
    advice: str


def problems_in(unit: Unit) -> list[Problem]:
    if unit.name.startswith(DESK):
        # Among the rows of a desk, a name or a title is no text of ours: only what ends like a sentence is.
        sentences = [measured(sentence) for sentence in sentences_in([*filter(ENDS.search, unit.blocks)])]
        return [*_hard(sentences), *_long(sentences), *_english(unit)]
    sentences = [measured(sentence) for sentence in sentences_in(unit.blocks)]
    return [*_hard(sentences), *_long(sentences), *_other_words(unit)]


def _hard(sentences: list[Measure]) -> Iterator[Problem]:
    whole = together(sentences)
    if whole.words >= ENOUGH and whole.words_a_sentence > MOST_WORDS:
        longest = max(sentences, key=lambda sentence: sentence.words).text
        yield Problem(
            "hard", f"{whole.words_a_sentence:.1f} words a sentence, at most {MOST_WORDS}; longest: {longest}"
        )
    if whole.words >= ENOUGH and whole.ease < LEAST_EASE:
        hardest = min(sentences, key=lambda sentence: sentence.ease).text
        yield Problem("hard", f"reading ease {whole.ease:.0f}, at least {LEAST_EASE}; hardest: {hardest}")


def _long(sentences: list[Measure]) -> Iterator[Problem]:
    for sentence in sentences:
        if sentence.words > LONGEST:
            yield Problem(sentence.text, f"{sentence.words} words, at most {LONGEST}: {sentence.text}")


def _english(unit: Unit) -> Iterator[Problem]:
    # On a desk Django speaks too; what is ours there comes by in its template or program.
    for block in unit.blocks:
        for found in ENGLISH.findall(block):
            yield Problem(found.lower(), f"‘{found}’ is English; in: {block}")


def _other_words(unit: Unit) -> Iterator[Problem]:
    for block in unit.blocks:
        for pattern, better in PATTERNS.items():
            for found in pattern.finditer(block):
                yield Problem(found[0].lower(), f"‘{found[0]}’, say: {better}; in: {block}")


@pytest.mark.once
def test_every_text_is_plain(db):
    """One test for all rules, since walking to every page takes seconds."""
    found = [(unit.name, *problem) for unit in every_text() for problem in problems_in(unit)]
    new = [f"{name}: {advice}" for name, what, advice in found if (name, what) not in EXCEPTIONS]
    assert not new, "\n".join(new)
    assert EXCEPTIONS.keys() - {(name, what) for name, what, _ in found} == set(), "no longer needed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("U krijgt een mail.", ["een mail"]),
        ("Mail ons, of stuur een e-mail.", []),
        ("Kijk op de site.", ["site"]),
        ("Kijk op de website.", []),
        ("Er is nog plek in de raad.", ["nog plek"]),
        ("Wij zoeken een plek om te eten.", []),
        ("Geldig t/m mei, enz.", ["enz.", "t/m"]),
        ("Jij wilt je aanmelden.", ["jij", "je"]),
    ],
)
def test_another_word_for_the_same_thing_is_found(text, found):
    assert [problem.what for problem in problems_in(Unit("a page", [text]))] == found


@pytest.mark.parametrize(("text", "found"), [("Delete selected leden", ["delete", "selected"]), ("Wis de leden", [])])
def test_an_english_word_on_a_desk_is_found(text, found):
    assert [problem.what for problem in problems_in(Unit(f"{DESK}a list", [text]))] == found


# the measure itself

# Counted by hand: the words of this site, and those that a rule gets wrong most easily.
COUNTED = {
    1: "u uw wij de raad nieuws brief vraag eeuw duw team ziet",
    2: "cliënt gesprek voordracht rooster borrel adres e-mail website bericht brieven prijzen antwoord idee"
    " bureau oud-lid over open eigen avond april rechten cookies account actie via mooie nieuwe yoghurt"
    " gebeurt elke iemand alles daarom",
    3: "gemeente uitkering college aanmelding aanmelden kandidaat benoeming aftreden voorzitter ambtelijk"
    " commissie agenda etentje telefoon pagina antwoorden vergoeding ideeën oud-leden augustus december"
    " donderdag wethouders reglement sociaal raadslieden privacy toestemming hierover geopend kwaliteit"
    " museum radio bijeenkomst",
    4: "cliëntenraad delegatie herbenoeming zittingstermijn secretaris vacature vergadering e-mailadres"
    " vrijwilliger februari januari burgemeester verordening huishoudelijk officieel financieel situatie"
    " beïnvloeden beantwoorden overeenkomst",
    5: "proefperiode aanstellingsgesprek communicatie reservekopie minimabeleid toegankelijkheid geïnteresseerd",
    6: "kennismakingsgesprek reservekopieën participatiewet",
}


@pytest.mark.parametrize(("syllables", "words"), COUNTED.items())
def test_syllables_are_counted_as_they_are_said(syllables, words):
    assert {word: syllables_in(word) for word in words.split()} == dict.fromkeys(words.split(), syllables)


def test_the_words_to_count_are_a_hundred_or_more():
    assert len({word for words in COUNTED.values() for word in words.split()}) >= 100


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kom om 20.00 uur. Neem € 2.500 mee!", ["Kom om 20.00 uur.", "Neem € 2.500 mee!"]),
        ("Wilt u ‘ja’ zeggen? ‘Nee’ mag ook.", ["Wilt u ‘ja’ zeggen?", "‘Nee’ mag ook."]),
        ("Opslaan", []),
        ("Bekijk de vacatures", []),
        ("Bekijk al onze vacatures", ["Bekijk al onze vacatures"]),
        ("Dank u!", ["Dank u!"]),
        ("…", []),
    ],
)
def test_a_text_is_cut_into_sentences(text, sentences):
    assert sentences_in([text]) == sentences


def test_a_sentence_counts_once_on_a_page():
    assert sentences_in(["Kom\n  binnen.", "Kom binnen. Welkom!"]) == ["Kom binnen.", "Welkom!"]


def test_addresses_are_no_words_and_a_date_has_four():
    sentence = (
        "Mail naar raad@voorbeeld.example of kijk op https://voorbeeld.example/agenda/ vóór donderdag 3 december 2026."
    )
    assert words_of(sentence) == ["Mail", "naar", "of", "kijk", "op", "vóór", "donderdag", "3", "december", "2026"]


def test_the_ease_of_a_sentence_follows_the_formula():
    measure = measured("De raad geeft advies aan het college.")  # 7 words of 10 syllables
    assert measure.ease == pytest.approx(206.84 - 0.93 * 7 - 77 * 10 / 7)


def test_a_hard_text_is_called_so_with_its_hardest_sentence():
    easy = [f"Kom op dag {day} naar ons toe." for day in range(5)]
    hard = f"{'Vergaderingen, beslissingen, ' * 6}hier."
    assert problems_in(Unit("a page", easy)) == []
    assert problems_in(Unit("a page", [*easy, hard])) == [
        Problem("hard", f"reading ease 55, at least 60; hardest: {hard}")
    ]


def test_a_text_of_long_sentences_is_called_so():
    fifteen, sixteen = "een " * 15 + ".", "de " * 16 + "."
    assert problems_in(Unit("a page", [fifteen, "de " * 15 + "."])) == []
    assert problems_in(Unit("a page", [fifteen, sixteen])) == [
        Problem("hard", f"15.5 words a sentence, at most 15; longest: {sixteen.strip()}")
    ]


def test_a_long_sentence_is_called_so_wherever_it_stands():
    assert problems_in(Unit("a page", ["een " * 25 + "."])) == []
    long = "een " * 26 + "."
    assert problems_in(Unit("a page", [long])) == [Problem(long, f"26 words, at most 25: {long}")]
