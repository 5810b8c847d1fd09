"""Cleaning what strangers type: accept what is odd, refuse what is empty."""

import re
import unicodedata
from typing import Any

from django import forms

# Direction marks can make a name read as something else; these are never part of one.
DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
KEPT = "\n\t"
# What may stand before a dot in a name: titles, and initials of more than one letter.
TITLES = "drs|dr|ing|ir|mr|prof|ds|bc|mw|mevr|dhr|st|jr|sr|th|ch|chr|ph|joh|ij"
# Two letters or more on both sides of a dot, as in winst.example; initials such as j.p.bos have one before each.
HOST = re.compile(rf"(?<![\w-])(?!(?:{TITLES})\.)[\w-]{{2,}}\.[^\W\d_]{{2,}}")
TOO_LONG_TO_CLEAN = 100_000  # the field refuses it anyhow, and cleaning a book takes seconds


def cleaned(text: str) -> str:
    """``text`` without control characters and direction marks, in one spelling of each letter, ends trimmed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    visible = (char for char in text.translate(DIRECTION_MARKS) if char in KEPT or not _is_control(char))
    return "".join(visible).strip()


def one_line(text: str) -> str:
    """``cleaned`` text on one line with single spaces."""
    return " ".join(cleaned(text).split())


class Cleaned(forms.CharField):
    """Cleans before it judges, so that an invisible answer counts as none."""

    clean_text = staticmethod(cleaned)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if len(text) > TOO_LONG_TO_CLEAN:
            return text
        return "" if is_blank(text) else self.clean_text(text)


class LineField(Cleaned):
    """A text on one line."""

    clean_text = staticmethod(one_line)


class TextField(Cleaned):
    """A text of several lines."""


class EmailField(Cleaned, forms.EmailField):
    """An e-mail address."""

    clean_text = staticmethod(one_line)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: only spaces, joiners, fillers and other invisible characters."""
    return all(unicodedata.category(char)[0] in "ZCM" or char in "\u3164\uffa0\u115f\u1160\u2800" for char in text)


def holds_address(name: str) -> bool:
    """Whether a name carries a web or mail address; in a letter of ours it would be a stranger's message.

    Mail programs make a link of ``winst.example`` too. Who leaves out a space (``drs.Bos``) has a title before the dot.
    """
    # The dots and signs of other scripts look like ours, and are taken for them.
    plain = unicodedata.normalize("NFKC", name).lower().replace("\u3002", ".")
    return any(mark in plain for mark in ("://", "www.", "@")) or bool(HOST.search(plain))


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"}
