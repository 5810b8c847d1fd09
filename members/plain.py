"""Text as a searcher types it: without accents and capitals."""

import unicodedata


def plain(text: str) -> str:
    """``text`` in small letters without accents, with single spaces: ``"  Zoë  DE Vrìes"`` is ``"zoe de vries"``."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())
