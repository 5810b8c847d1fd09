"""The half circle of chairs: as many as the council has, inside the drawing, and none on top of another."""

from itertools import combinations, product

import pytest

from members.drawing import Chair, chairs

Box = tuple[float, float, float]
WIDTH, HEIGHT = 400, 230
# What members/seat.html draws, in units of the chair, as boxes: half a width, from where, to where (downwards).
HEAD, BACK, BODY = (0.46, -1.5, -1.34), (0.7, -1.34, -0.44), (0.78, -0.44, 0.34)
SEAT, LEGS = (0.98, 0.22, 0.46), (0.78, 0.46, 1.32)
BOXES = [HEAD, BACK, BODY, SEAT, LEGS]
HALF, UP, DOWN = 0.98, 1.5, 1.32


def test_chairs_are_taken_from_the_left_and_free_on_the_right():
    states = [chair.state for chair in sorted(chairs(9, 4, 2), key=lambda chair: chair.x)]
    assert states == ["taken"] * 9 + ["held"] * 4 + ["free"] * 2


@pytest.mark.parametrize("number", range(1, 61))
def test_every_chair_is_inside_the_drawing(number):
    drawn = chairs(number, 0, 0)
    assert len(drawn) == number
    for chair in drawn:
        assert HALF * chair.r <= chair.x <= WIDTH - HALF * chair.r
        assert UP * chair.r <= chair.y <= HEIGHT - DOWN * chair.r


def touch(one: Chair, a: Box, other: Chair, b: Box) -> bool:
    """Whether this box of one chair lies over that one of the other."""
    down = other.y - one.y
    beside = abs(one.x - other.x) >= (a[0] + b[0]) * one.r
    return not beside and (a[1] - b[2]) * one.r < down < (a[2] - b[1]) * one.r


@pytest.mark.parametrize("number", range(2, 61))
def test_no_chair_stands_on_another(number):
    for one, other in combinations(chairs(number, 0, 0), 2):
        assert not any(touch(one, a, other, b) for a, b in product(BOXES, BOXES)), (one, other)


def test_no_seats_draw_nothing():
    assert chairs(0, 0, 0) == []


def test_a_negative_number_is_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        chairs(-1, 0, 3)
