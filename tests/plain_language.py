"""How hard a Dutch text is to read: words in a sentence, and reading ease after Flesch and Douma.

Reading ease is 206.84 - 0.93 × words per sentence - 77 × syllables per word; 60 to 70 is normal, 80 is easy. What
is measured are sentences. A block without a mark at its end, such as a label, a button or a cell, is one sentence
when it has ``LABEL`` words or more; shorter ones are looked at, not read, and would only flatter a page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

LABEL = 4
ENDS = re.compile(r"[.!?…][)’”]*$")
# A full stop ends a sentence before a capital or a number; in 20.00 uur and 3.500 euro it does not.
BETWEEN = re.compile(r"(?<=[.!?…])[)’”]*\s+(?=[‘“(]?[A-ZÀ-Ý0-9€{])")
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|\B/[\w/-]+")
WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
# One sound each, the longest first; a diaeresis always begins a syllable.
SOUNDS = "aai|ooi|oei|eeu|ieu|eau|aa|ee|oo|uu|ie|ei|ij|eu|ui|oe|ou|au|ai|[aeiouyáàâäéèêëíìîïóòôöúùûü]"
SYLLABLE = re.compile(SOUNDS)
BEFORE_VOWEL = re.compile(r"y(?=[aeiou])|(?<=q)u(?=[aeiou])")
# Loan words that are said in another way than they look.
SAID = {"museum": 3, "website": 2, "websites": 2, "online": 2, "team": 1}


@dataclass(frozen=True)
class Measure:
    """How long a text is, in sentences, words and syllables."""

    text: str
    sentences: int
    words: int
    syllables: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def ease(self) -> float:
        """Flesch-Douma."""
        return 206.84 - 0.93 * self.words_a_sentence - 77 * self.syllables / self.words


@cache
def measured(sentence: str) -> Measure:
    words = words_of(sentence)
    return Measure(sentence, 1, len(words), sum(map(syllables_in, words)))


def together(parts: Sequence[Measure]) -> Measure:
    """The measure of a text of these sentences."""
    text = " ".join(part.text for part in parts)
    return Measure(text, len(parts), sum(part.words for part in parts), sum(part.syllables for part in parts))


def sentences_in(blocks: Iterable[str]) -> list[str]:
    """The sentences of these blocks of running text, each once: what is repeated is not read again."""
    return list(dict.fromkeys(sentence for block in blocks for sentence in _sentences(" ".join(block.split()))))


def _sentences(block: str) -> Iterator[str]:
    for part in BETWEEN.split(block):
        if len(words_of(part)) >= (1 if ENDS.search(part) else LABEL):
            yield part


def words_of(sentence: str) -> list[str]:
    """The words as they are read; a number is one, an address on the internet is none."""
    return WORD.findall(ADDRESS.sub(" ", sentence))


def syllables_in(word: str) -> int:
    """How many syllables a Dutch word has; a number or a row of consonants counts as one."""
    small = word.lower()
    return SAID.get(small) or max(1, len(SYLLABLE.findall(BEFORE_VOWEL.sub("", small))))
