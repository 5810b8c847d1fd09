"""What the tests of series share: the row of a month, and a series as the editor saves it."""

from events.models import GetTogether, Series


def in_month(number: int) -> GetTogether:
    return GetTogether.objects.get(planned_on__month=number)


def save(series: Series, **changes) -> None:
    for name, value in changes.items():
        setattr(series, name, value)
    series.version += 1
    series.full_clean()
    series.save()
