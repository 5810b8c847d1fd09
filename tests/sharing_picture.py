"""Draws static/img/sharing.png, which other sites show beside a link to a page without a photo.

Fifteen chairs in a half circle, without numbers: the picture is kept elsewhere for months, so it may claim nothing.
Run from the root of the project: python -m tests.sharing_picture
"""

from math import cos, radians, sin
from pathlib import Path

from PIL import Image, ImageDraw

from members.drawing import Dot, seat_dots

FILE = Path(__file__).parent.parent / "static/img/sharing.png"
SIZE = (1200, 630)  # what every kind of share card can show whole
FINE = 4  # drawn this much larger and then made small, so that the edges are smooth
PAPER, ACTION = "#fffdf7", "#0a5a55"  # as in tokens.css
SCALE = 2.6 * FINE  # from the units of the drawing, 400 by 230, to the canvas
LEFT, TOP = 80 * FINE, 30 * FINE


def drawn() -> Image.Image:
    """The picture, in few enough colours to be a small file."""
    canvas = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
    pen = ImageDraw.Draw(canvas)
    for dot in seat_dots(13, 0, 2):
        _chair(pen, dot)
    return canvas.resize(SIZE, Image.Resampling.LANCZOS).quantize(16)


def _chair(pen: ImageDraw.ImageDraw, dot: Dot) -> None:
    x, y, r = LEFT + dot.x * SCALE, TOP + dot.y * SCALE, dot.r * SCALE
    _round(pen, x, y, 0.9 * r, fill=ACTION)
    if dot.state == "free":
        _round(pen, x, y, 0.66 * r, fill=PAPER)
    back, width = 1.35 * r, 0.24 * r
    up = dot.turn - 90
    pen.arc((x - back, y - back, x + back, y + back), up - 50, up + 50, fill=ACTION, width=round(width))
    for end in (up - 50, up + 50):
        middle = back - width / 2
        _round(pen, x + middle * cos(radians(end)), y + middle * sin(radians(end)), width / 2, fill=ACTION)


def _round(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, *, fill: str) -> None:
    pen.ellipse((x - r, y - r, x + r, y + r), fill=fill)


if __name__ == "__main__":
    drawn().save(FILE, optimize=True)
