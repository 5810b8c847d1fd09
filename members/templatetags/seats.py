"""Draws the half circle of seats from the numbers it is given; asks the database nothing."""

from django import template

from members.drawing import SeatState, chairs

register = template.Library()

WORDS: dict[SeatState, str] = {"taken": "bezet", "held": "op proef", "free": "vrij"}


@register.inclusion_tag("members/half_circle.html")
def half_circle(taken: int, held: int, free: int) -> dict[str, object]:
    """Draw the seats as inline SVG that says the same in words."""
    seats = taken + held + free
    counts: dict[SeatState, int] = {"taken": taken, "held": held, "free": free}
    return {
        "seats": chairs(taken, held, free),
        "key": [(state, WORDS[state], count) for state, count in counts.items() if count or state == "free"],
        "title": f"{free} van de {seats} plaatsen {'is' if free == 1 else 'zijn'} vrij.",
        "free": free,
        "taken": taken,
        "held": held,
    }
