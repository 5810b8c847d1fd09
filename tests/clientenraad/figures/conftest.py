"""What the tests of the report share: a day on which it is read, its words and tables, and people to count."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from clientenraad.figures import report
from clientenraad.figures.year import Year
from members.models import Member, Term
from recruitment.models import PastRoad

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 12, tzinfo=AMSTERDAM)
STAGES = ["received", "intake_talk", "delegation_talk", "agreement", "trial", "appointment_talk", "nominated"]


def read(number: int = 2026, today: date = TODAY) -> report.Report:
    return report.read(Year(number, today), NOW)


def text(title: str, number: int = 2026) -> str:
    return " ".join(next(section for section in read(number).sections if section.title == title).text)


def table(caption: str, number: int = 2026) -> dict[str, list]:
    """The rows of a table, by their first cell; empty when there is no such table."""
    tables = [table for section in read(number).sections for table in section.tables if table.caption == caption]
    return {row[0]: list(row[1:]) for table in tables for row in table.rows}


def sits(number: int, first: date, last: date, because: str = "") -> list[Member]:
    early = {"left_because": because, "planned_ends_on": date(2035, 1, 1)} if because else {}
    members = Member.objects.bulk_create(Member(name="Wolk Voorbeeld") for _ in range(number))
    QuerySet(Term).bulk_create(Term(member=m, starts_on=first, ends_on=last, **early) for m in members)
    return members


def past(number: int, outcome: str, *days: int, way: str = "web", kind: str = "seat", **values) -> None:
    """So many people who applied in May 2026 and were erased, with these days at the first stages."""
    months = {"received_in": date(2026, 5, 1), "ended_in": date(2026, 9, 1)}
    spent = dict(zip(STAGES, days, strict=False))
    PastRoad.objects.bulk_create(
        PastRoad(kind=kind, way_in=way, outcome=outcome, days=spent, **months, **values) for _ in range(number)
    )
