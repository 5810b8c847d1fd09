"""Days and moments of the demo, counted from today."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

HOLIDAYS = {(1, 1), (4, 27), (12, 25), (12, 26)}  # month and day; nobody plans a talk then
THURSDAY, FRIDAY, SATURDAY = 3, 4, 5


def first_of_month(today: date, months: int) -> date:
    """The first day of the month that lies ``months`` months after this one; before it when negative."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, 1)


def weekday_from(since: date, weekday: int, number: int = 1) -> date:
    """The first, second, … such weekday from a day on; a week later when that is New Year's Day."""
    day = since + timedelta(days=(weekday - since.weekday()) % 7 + 7 * (number - 1))
    return day + timedelta(days=7) if (day.month, day.day) == (1, 1) else day


def working_day(today: date, days: int) -> date:
    """The day ``days`` after today; moved away from today until it is one on which people work."""
    day = today + timedelta(days=days)
    while day.weekday() >= SATURDAY or (day.month, day.day) in HOLIDAYS:
        day += timedelta(days=1 if days > 0 else -1)
    return day


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of the clock on a Dutch day."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
