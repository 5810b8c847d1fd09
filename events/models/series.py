"""A custom of the council: drinks on every first Thursday, dinner twice a year."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.dates import MONTHS

from events.models.occasions import Occasion
from members.dates import SANE_DAY, end_of_stretch

MOST_YEARS = 5


def every_month() -> list[int]:
    return list(range(1, 13))


def check_months(months: Any) -> None:
    """Refuse what is not a list of months, 1 to 12, each once and in order."""
    if not isinstance(months, list) or not months or months != sorted(set(months) & set(every_month())):
        raise ValidationError("Kies een of meer maanden.")


class Series(Occasion):
    """Get-togethers on the same weekday, from ``first_day`` up to and including ``last_day``.

    They come once a month, or every so many weeks. A series only says what is wanted. ``events.actions.carry_out``
    makes it so, after somebody has seen the days: real rows, each of which can be moved or cancelled on its own.
    Times are those of the Dutch clock.
    """

    class Number(models.IntegerChoices):
        """Which of its month, or from 7 on: how many days after the one before."""

        FIRST = 1, "eerste"
        SECOND = 2, "tweede"
        THIRD = 3, "derde"
        FOURTH = 4, "vierde"
        LAST = -1, "laatste"
        WEEK = 7, "week"
        TWO_WEEKS = 14, "twee weken"
        THREE_WEEKS = 21, "drie weken"
        FOUR_WEEKS = 28, "vier weken"
        SIX_WEEKS = 42, "zes weken"

    class Weekday(models.IntegerChoices):
        """As Python counts them."""

        MONDAY = 0, "maandag"
        TUESDAY = 1, "dinsdag"
        WEDNESDAY = 2, "woensdag"
        THURSDAY = 3, "donderdag"
        FRIDAY = 4, "vrijdag"
        SATURDAY = 5, "zaterdag"
        SUNDAY = 6, "zondag"

    number = models.SmallIntegerField("elke", choices=Number.choices, default=Number.FIRST)
    weekday = models.SmallIntegerField("dag van de week", choices=Weekday.choices, default=Weekday.THURSDAY)
    months = models.JSONField("in de maanden", default=every_month, validators=[check_months])
    starts = models.TimeField("van")
    ends = models.TimeField("tot", null=True, blank=True, help_text="Laat leeg als u het niet weet.")
    first_day = models.DateField("eerste dag", validators=SANE_DAY)
    last_day = models.DateField("laatste dag", validators=SANE_DAY, help_text="Hoogstens vijf jaar later.")
    # Days of the series for which somebody wanted no get-together, as 2026-05-14.
    left_out = models.JSONField("overgeslagen dagen", default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="series_last_day_not_before_first",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message="De laatste dag ligt vóór de eerste dag.",
            ),
            models.CheckConstraint(
                name="series_ends_after_start",
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
                violation_error_message="Het einde moet na het begin liggen, op dezelfde dag.",
            ),
        ]

    def clean(self) -> None:
        if self.first_day and self.last_day and self.last_day > longest(self.first_day):
            raise ValidationError({"last_day": "Een reeks duurt hoogstens vijf jaar. Maak daarna een nieuwe."})

    @property
    def counts_weeks(self) -> bool:
        """Whether the days are so many weeks apart, whatever the month."""
        return self.number >= self.Number.WEEK

    @property
    def rhythm(self) -> str:
        """In words: elke eerste donderdag van de maand; and in which months, when not in all."""
        number, weekday = self.get_number_display(), self.get_weekday_display()
        day, whole, some = f"elke {number} {weekday}", " van de maand", "van"
        if self.counts_weeks:
            day, whole, some = f"elke {number} op {weekday}", "", "in"
        others = [month for month in every_month() if month not in self.months]
        if len(others) < len(self.months):
            return f"{day}{whole}{f', niet in {in_words(others)}' if others else ''}"
        return f"{day} {some} {in_words(self.months)}"


def in_words(months: list[int]) -> str:
    """The names of months in a row: maart, juni en september."""
    *first, last = [str(MONTHS[month]) for month in months]
    return f"{', '.join(first)} en {last}" if first else last


def longest(first: date) -> date:
    """The last day that a series from ``first`` may have."""
    return end_of_stretch(first, years=MOST_YEARS)
