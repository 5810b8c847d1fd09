"""Dutch holidays and working days: the one place that knows them."""

from datetime import date, timedelta

from dateutil.easter import easter

from members.dates import DAY

KINGS_DAY = "Koningsdag"
FIXED = {
    (1, 1): "nieuwjaarsdag",
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
# On the other days an office may be open, so they count as working days.
EVERYBODY_IS_OFF = {
    "nieuwjaarsdag",
    KINGS_DAY,
    "tweede paasdag",
    "Hemelvaartsdag",
    "tweede pinksterdag",
    "eerste kerstdag",
    "tweede kerstdag",
}


def holiday(day: date) -> str:
    """The name of the holiday that falls on ``day``; empty on any other day."""
    moving = {easter(day.year) + timedelta(days=days): name for days, name in AFTER_EASTER.items()}
    moving[_kings_day(day.year)] = KINGS_DAY
    return FIXED.get((day.month, day.day), "") or moving.get(day, "")


def _kings_day(year: int) -> date:
    """27 April, or the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - DAY if day.weekday() == 6 else day


def is_working_day(day: date) -> bool:
    """Monday to Friday, unless everybody is off."""
    return day.weekday() < 5 and holiday(day) not in EVERYBODY_IS_OFF


def working_days_before(day: date, number: int) -> date:
    """The day so many working days before ``day``."""
    while number:
        day -= DAY
        number -= is_working_day(day)
    return day
