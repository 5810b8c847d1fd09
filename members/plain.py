"""Text as a searcher types it: without accents, capitals and tags."""

import unicodedata
from html import unescape

from django.utils.html import strip_tags


def plain(text: str) -> str:
    """``text`` in small letters without accents, with single spaces: ``"  Zoë  DE Vrìes"`` is ``"zoe de vries"``."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def bare(rich: str) -> str:
    """The words of rich text on one line, without its tags."""
    # A tag between two words, such as the end of a paragraph, is a space.
    return " ".join(unescape(strip_tags(rich.replace("<", " <"))).split())
