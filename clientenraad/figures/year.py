"""The year that a report is about."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

EARLIEST, LATEST = 1900, 2199  # as ``members.dates.SANE_DAY`` has it


@dataclass(frozen=True)
class Year:
    """A calendar year as it is known on ``today``: of a year that is not over the days until today, both counting."""

    number: int
    today: date

    @property
    def first(self) -> date:
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        return min(date(self.number, 12, 31), self.today)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def whole_months(self) -> int:
        """How many of its months are over: their last day is not after ``last``."""
        return self.last.month - (self.last.day < monthrange(self.number, self.last.month)[1])

    @property
    def is_over(self) -> bool:
        return self.number < self.today.year

    @property
    def is_coming(self) -> bool:
        """Whether not one day of it has come."""
        return self.number > self.today.year
