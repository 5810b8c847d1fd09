"""The colours of tokens.css beside each other, as WCAG 2.2 counts contrast: in the light set and in both dark ones."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static" / "css" / "tokens.css").read_text()
GROUNDS = ["paper", "tint", "glow", "blush"]
# Text on ground: 7 to 1, also where 4.5 would do because it is large.
TEXTS = [(text, ground) for text in ("ink", "ink-soft") for ground in GROUNDS]
TEXTS += [("action", "paper"), ("action-strong", "paper"), ("on-action", "action"), ("on-action", "action-strong")]
TEXTS += [("on-sun", "sun"), ("on-deep", "deep"), ("warm", "paper"), ("warm", "blush")]
# Large or bold and large: 4.5 to 1.
LARGE = [("action", "tint"), ("action", "glow"), ("warm", "tint")]
# The border of a control, a ring, a drawn seat: 3 to 1.
SHAPES = [("edge", ground) for ground in GROUNDS] + [("action", ground) for ground in GROUNDS]
SHAPES += [("ink", ground) for ground in GROUNDS] + [("warm", "paper"), ("on-deep", "deep")]


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))


LIGHT = _colours(CSS[: CSS.index("@media")])
FOLLOWS_DEVICE = _colours(CSS[CSS.index("prefers-color-scheme") : CSS.index(':root[data-theme="dark"]')])
CHOSEN = _colours(CSS[CSS.index(':root[data-theme="dark"]') : CSS.index("@media (forced-colors")])
SETS = {"light": LIGHT, "dark": LIGHT | FOLLOWS_DEVICE, "print": LIGHT | _colours(CSS[CSS.index("@media print") :])}


def luminance(colour: str) -> float:
    """Of a colour as #rrggbb or #rgb; from 0 for black to 1 for white."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 for equal colours to 21 for black and white."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def too_little(pairs: list[tuple[str, str]], colours: dict[str, str], least: float) -> dict[tuple[str, str], float]:
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    return {pair: ratio for pair, ratio in found.items() if ratio < least}


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, 7), (LARGE, 4.5), (SHAPES, 3)])
def test_the_colours_can_be_told_apart(name: str, pairs: list[tuple[str, str]], least: float) -> None:
    assert too_little(pairs, SETS[name], least) == {}


def test_the_two_dark_sets_are_the_same() -> None:
    assert FOLLOWS_DEVICE == CHOSEN
    assert len(CHOSEN) > 10


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#ffffff", 21), ("#777777", "#fff", 4.48), ("#abc", "#aabbcc", 1)]
)
def test_contrast_is_counted_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
