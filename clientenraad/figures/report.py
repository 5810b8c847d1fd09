"""The report of one year, and its sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from clientenraad.figures import council, road, site, together
from clientenraad.figures.parts import Section
from clientenraad.figures.year import Year
from members.figures import first_day
from members.spreadsheet import Written, as_csv


@dataclass(frozen=True)
class Report:
    """A year in chapters."""

    year: Year
    sections: list[Section]

    @property
    def is_empty(self) -> bool:
        return all(section.is_empty for section in self.sections)


def read(year: Year, now: datetime) -> Report:
    """The report as the database knows it at ``now``; the number of queries does not grow with the rows."""
    return Report(
        year,
        [
            council.members(year),
            council.seats(year),
            council.offices(year),
            road.applications(year),
            together.together(year, now),
            site.documents(year),
            site.messages(year),
        ],
    )


def sheet(report: Report) -> bytes:
    """Every number of the tables as CSV, one a line: chapter, table, row, what, and how many."""
    return as_csv([["onderdeel", "tabel", "regel", "wat", "aantal"], *_lines(report)])


def _lines(report: Report) -> Iterator[list[Written]]:
    for section in report.sections:
        for table in section.tables:
            for name, *cells in table.rows:
                for what, cell in zip(table.head[1:], cells, strict=True):
                    yield [section.title, table.caption, name, what, cell]


def years(today: date) -> list[int]:
    """The years to choose from, the last in front: from that of the first member until now, and always last year."""
    known = first_day() or today
    return list(range(today.year, min(known.year, today.year - 1) - 1, -1))
