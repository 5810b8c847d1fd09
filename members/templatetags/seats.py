"""Draws the half circle of seats from the numbers it is given; asks the database nothing."""

from django import template
from django.template.loader import render_to_string

from members.drawing import SeatState, chairs

register = template.Library()

WORDS: dict[SeatState, str] = {"taken": "bezet", "held": "op proef", "free": "vrij"}


@register.inclusion_tag("members/half_circle.html")
def half_circle(taken: int, held: int, free: int) -> dict[str, object]:
    """Draw the seats as inline SVG that says the same in words."""
    seats = taken + held + free
    counts: dict[SeatState, int] = {"taken": taken, "held": held, "free": free}
    # Each shape is written once, and not once for each of maybe 200 chairs.
    shapes = {state: render_to_string("members/seat.html", {"state": state}) for state in counts}
    return {
        "seats": [(chair, shapes[chair.state]) for chair in chairs(taken, held, free)],
        "key": [
            (state, WORDS[state], count, shapes[state]) for state, count in counts.items() if count or state == "free"
        ],
        "title": f"{free} van de {seats} plaatsen {'is' if free == 1 else 'zijn'} vrij.",
        "free": free,
        "taken": taken,
        "held": held,
    }
