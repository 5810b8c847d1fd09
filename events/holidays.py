"""Dutch holidays: days on which a hall may be closed and people have something else to do."""

from datetime import date, timedelta

from dateutil.easter import easter

FIXED = {
    (1, 1): "nieuwjaarsdag",
    (4, 27): "Koningsdag",
    (5, 4): "dodenherdenking",
    (5, 5): "Bevrijdingsdag",
    (12, 5): "sinterklaasavond",
    (12, 24): "kerstavond",
    (12, 25): "eerste kerstdag",
    (12, 26): "tweede kerstdag",
    (12, 31): "oudejaarsdag",
}
AFTER_EASTER = {
    -2: "Goede Vrijdag",
    0: "eerste paasdag",
    1: "tweede paasdag",
    39: "Hemelvaartsdag",
    49: "eerste pinksterdag",
    50: "tweede pinksterdag",
}


def holiday(day: date) -> str:
    """The name of the holiday that falls on ``day``; empty on any other day."""
    moving = {easter(day.year) + timedelta(days=days): name for days, name in AFTER_EASTER.items()}
    return FIXED.get((day.month, day.day), "") or moving.get(day, "")
