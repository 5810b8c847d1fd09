"""Draws static/img/sharing.png, which other sites show beside a link to a page without a photo.

Fifteen chairs in a half circle, each drawn as in templates/members/seat.html. Without numbers: the picture is kept
elsewhere for months, so it may claim nothing.
Run from the root of the project: python -m tests.sharing_picture
"""

from pathlib import Path

from PIL import Image, ImageDraw

from members.drawing import Chair, chairs

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
    for chair in chairs(13, 0, 2):
        _draw(pen, chair)
    return canvas.resize(SIZE, Image.Resampling.LANCZOS).quantize(16)


def _draw(pen: ImageDraw.ImageDraw, chair: Chair) -> None:
    """One chair: its seat and legs, and on it somebody, or its empty back."""
    unit = chair.r * SCALE

    def at(*numbers: float) -> tuple[float, ...]:
        """Points of the chair, whose middle is 0, on the canvas."""
        middle = (LEFT + chair.x * SCALE, TOP + chair.y * SCALE)
        return tuple(middle[place % 2] + number * unit for place, number in enumerate(numbers))

    def box(*corners: float, round_by: float, fill: str) -> None:
        pen.rounded_rectangle(at(*corners), round_by * unit, fill, corners=(True, True, False, False))

    if chair.state == "free":
        box(-0.7, -1.34, 0.7, 0.3, round_by=0.44, fill=ACTION)
        box(-0.5, -1.14, 0.5, 0.3, round_by=0.24, fill=PAPER)
        pen.rectangle(at(-0.6, -0.54, 0.6, -0.34), ACTION)
    else:
        pen.ellipse(at(-0.46, -1.5, 0.46, -0.58), ACTION)
        box(-0.78, -0.44, 0.78, 0.34, round_by=0.5, fill=ACTION)
    for line in [(-0.98, 0.22, 0.98, 0.46), (-0.78, 0.22, -0.54, 1.32), (0.54, 0.22, 0.78, 1.32)]:
        pen.rounded_rectangle(at(*line), 0.12 * unit, ACTION)


if __name__ == "__main__":
    drawn().save(FILE, optimize=True)
