"""Every text of ours is plain Dutch: short sentences, short words."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
import time_machine

from recruitment.letter_defaults import MOMENTS
from recruitment.letter_texts import example
from tests.html_text import blocks_of
from tests.our_texts import Unit, blocks_in, units
from tests.plain_exceptions import HARD, LONG
from tests.plain_language import ENDS, measured, sentences_in, syllables_in, together, words_of
from tests.walked import desk_pages, public_pages

MOST_WORDS = 15  # in a sentence, on average
LEAST_EASE = 60
LONGEST = 25  # words in any sentence
ENOUGH = 30  # words; in less than that, one name or one date decides how easy a text is


def letters() -> list[Unit]:
    """Every letter of the road, to an invented candidate."""
    texts = {moment.kind: example(moment.subject, moment.body, {}) for moment in MOMENTS}
    return [Unit(f"letter: {kind}", [subject, *blocks_in(body)]) for kind, (subject, body) in texts.items()]


@cache
def texts() -> list[Unit]:
    # The demo counts its days from today: on a fixed one, every list is as long tomorrow.
    with time_machine.travel(datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))):
        public = [Unit(page.name, blocks_of(page.main)) for page in public_pages()]
        # Among the rows of a desk, a name or a title is no text of ours: only what ends like a sentence is.
        desk = [Unit(page.name, [*filter(ENDS.search, blocks_of(page.main))]) for page in desk_pages()]
    return [*units(), *letters(), *public, *desk]


@pytest.fixture
def every_text(db: None) -> list[Unit]:
    """Walked to by the first test that asks, and the same for all of them."""
    return texts()


def problem_in(blocks: list[str]) -> str:
    """What makes a text too hard: the figure, and the sentence to begin with."""
    sentences = [measured(sentence) for sentence in sentences_in(blocks)]
    whole = together(sentences)
    if whole.words >= ENOUGH and whole.words_a_sentence > MOST_WORDS:
        longest = max(sentences, key=lambda sentence: sentence.words)
        return f"{whole.words_a_sentence:.1f} words a sentence, more than {MOST_WORDS}; the longest: {longest.text}"
    if whole.words >= ENOUGH and whole.ease < LEAST_EASE:
        hardest = min(sentences, key=lambda sentence: sentence.ease)
        return f"reading ease {whole.ease:.0f}, less than {LEAST_EASE}; the hardest: {hardest.text}"
    return ""


def test_every_text_has_short_sentences_and_short_words(every_text):
    found = {unit.name: problem for unit in every_text if (problem := problem_in(unit.blocks))}
    new = [f"{name}: {problem}" for name, problem in found.items() if name not in HARD]
    assert not new, "\n".join(new)
    assert HARD.keys() - found.keys() == set(), "no longer hard: take these off the list"


def test_no_sentence_is_long(every_text):
    found = {}
    for unit in every_text:
        found |= {text: unit.name for text in sentences_in(unit.blocks) if measured(text).words > LONGEST}
    new = [f"{where}: {text}" for text, where in found.items() if text not in LONG]
    assert not new, "\n".join(new)
    assert LONG.keys() - found.keys() == set(), "no longer there: take these off the list"


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
    assert problem_in(easy) == ""
    assert problem_in([*easy, "Overeenkomst. " + "Vergaderingen, beslissingen, " * 6]) == (
        f"reading ease 51, less than 60; the hardest: {'Vergaderingen, beslissingen, ' * 6}".strip()
    )


def test_a_text_of_long_sentences_is_called_so():
    assert problem_in(["een " * 15 + ".", "de " * 15 + "."]) == ""
    assert problem_in(["een " * 16 + ".", "de " * 15 + "."]).startswith("15.5 words a sentence, more than 15")
