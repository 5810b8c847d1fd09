"""Text as a searcher types it: without accents, capitals and tags."""

import re
import unicodedata
from html import unescape

TAG = re.compile(r"<[^>]*>")


def plain(text: str) -> str:
    """``text`` in small letters without accents, with single spaces: ``"  Zoë  DE Vrìes"`` is ``"zoe de vries"``."""
    words = unicodedata.normalize("NFKD", text).split()
    return " ".join(filter(None, map(_without_accents, words))).casefold()


def _without_accents(word: str) -> str:
    # Most words have none, and a search reads millions of letters.
    return word if word.isascii() else "".join(char for char in word if not unicodedata.combining(char))


def bare(rich: str) -> str:
    """The words of cleaned rich text on one line, without its tags; what comes out is not safe to show as HTML."""
    # A tag between two words, such as the end of a paragraph, is a space.
    return " ".join(unescape(TAG.sub(" ", rich)).split())
