"""Text as a searcher types it: without accents, capitals and tags."""

import re
import unicodedata
from html import unescape

TAG = re.compile(r"<[^>]*>")


def plain(text: str) -> str:
    """``text`` in small letters without accents, with single spaces: ``"  Zoë  DE Vrìes"`` is ``"zoe de vries"``."""
    # Most texts have no accents, and a search reads millions of letters.
    bare = text if text.isascii() else _without_accents(text)
    return " ".join(bare.split()).casefold()


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def bare(rich: str) -> str:
    """The words of cleaned rich text on one line, without its tags; what comes out is not safe to show as HTML."""
    # A tag between two words, such as the end of a paragraph, is a space.
    return " ".join(unescape(TAG.sub(" ", rich)).split())
