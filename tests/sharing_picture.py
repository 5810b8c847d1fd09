"""Draws static/img/sharing.png, which other sites show beside a link to a page without a photo.

Fifteen chairs in a half circle, without numbers: the picture is kept elsewhere for months, so it may claim nothing.
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

Points = list[tuple[float, float]]  # in units of one chair, from its middle


def drawn() -> Image.Image:
    """The picture, in few enough colours to be a small file."""
    canvas = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
    pen = ImageDraw.Draw(canvas)
    for chair in chairs(13, 0, 2):
        _Seat(pen, chair).draw()
    return canvas.resize(SIZE, Image.Resampling.LANCZOS).quantize(16)


class _Seat:
    """One chair with the shapes of templates/members/seat.html."""

    def __init__(self, pen: ImageDraw.ImageDraw, chair: Chair) -> None:
        self.pen, self.chair, self.unit = pen, chair, chair.r * SCALE

    def draw(self) -> None:
        if self.chair.state == "free":
            self._back()
        else:
            self._person()
        for line in ([(-0.86, 0.34), (0.86, 0.34)], [(-0.66, 0.34), (-0.66, 1.2)], [(0.66, 0.34), (0.66, 1.2)]):
            self._line(line, 0.24)

    def _person(self) -> None:
        self.pen.ellipse(self._on_canvas([(-0.46, -1.5), (0.46, -0.58)]), fill=ACTION)
        self._arched([(-0.78, -0.44), (0.78, 0.34)], 0.5, ACTION)

    def _back(self) -> None:
        self._arched([(-0.7, -1.34), (0.7, 0.3)], 0.44, ACTION)
        self._arched([(-0.5, -1.14), (0.5, 0.34)], 0.24, PAPER)
        self._line([(-0.6, -0.44), (0.6, -0.44)], 0.2)

    def _arched(self, box: Points, radius: float, fill: str) -> None:
        upper = (True, True, False, False)
        self.pen.rounded_rectangle(self._on_canvas(box), radius * self.unit, fill=fill, corners=upper)

    def _line(self, points: Points, width: float) -> None:
        self.pen.line(self._on_canvas(points), fill=ACTION, width=round(width * self.unit))
        for x, y in points:
            end = [(x - width / 2, y - width / 2), (x + width / 2, y + width / 2)]
            self.pen.ellipse(self._on_canvas(end), fill=ACTION)

    def _on_canvas(self, points: Points) -> Points:
        x, y = LEFT + self.chair.x * SCALE, TOP + self.chair.y * SCALE
        return [(x + right * self.unit, y + down * self.unit) for right, down in points]


if __name__ == "__main__":
    drawn().save(FILE, optimize=True)
