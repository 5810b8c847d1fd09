"""What is left of last year, when the people are erased: numbers for the yearly report, and some news."""

from collections.abc import Sequence
from datetime import date

from clientenraad.demo import texts
from clientenraad.demo.days import moment
from clientenraad.demo.spec import Past
from clientenraad.models import Message, PastMessage
from events.models import NewsItem
from recruitment.models import PastRoad
from recruitment.road import ROADS, Stage, VacancyKind

ARRIVED, NO, STOPPED = Stage.APPOINTED, Stage.DECLINED, Stage.WITHDRAWN
GRONINGEN_LAST_YEAR = [
    Past(1, "web", ARRIVED, [5, 12, 9, 8, 92, 11, 20]),
    Past(1, "mail", STOPPED, [9]),
    Past(2, "web", ARRIVED, [3, 10, 14, 6, 91, 9, 27]),
    Past(2, "web", NO, [6, 15]),
    Past(3, "web", ARRIVED, [4, 21, 10, 12, 92, 16, 18]),
    Past(3, "letter", STOPPED, [11, 14]),
    Past(4, "in_person", ARRIVED, [7, 9, 13, 7, 92, 8, 33]),
    Past(5, "web", STOPPED, [4, 12, 20]),
    Past(5, "web", NO, [5, 16, 6]),
    Past(6, "phone", STOPPED, [13]),
    Past(9, "web", NO, [8, 19]),
    Past(9, "web", STOPPED, [6, 12, 11, 9, 41]),
    Past(10, "mail", NO, [10, 17]),
    Past(11, "web", STOPPED, [2]),
]
AMERSFOORT_LAST_YEAR = [
    Past(1, "web", ARRIVED, [4, 14, 11, 9, 92, 12, 24]),
    Past(2, "phone", STOPPED, [28]),
    Past(3, "web", ARRIVED, [6, 11, 10, 10, 92, 9, 19]),
    Past(4, "web", STOPPED, [61]),
    Past(4, "in_person", ARRIVED, [5, 13, 12, 8, 91, 14, 30]),
    Past(6, "web", NO, [7, 18]),
    Past(8, "letter", STOPPED, [95]),
    Past(9, "web", STOPPED, [40]),
    Past(10, "web", NO, [9, 22]),
    Past(12, "web", STOPPED, [83]),
]
# The month of the answer, the kind of message, and how many days it waited.
MESSAGES = [
    *(
        (month, Message.Kind.QUESTION, days)
        for month, days in [(1, 2), (2, 1), (3, 4), (5, 0), (9, 3), (10, 1), (11, 6)]
    ),
    *((month, Message.Kind.CALL, days) for month, days in [(2, 1), (4, 0), (6, 2), (10, 1)]),
]
TITLE, SUMMARY = "Wij zochten leden, en vonden ze", "Wij stonden op de markt. Daar spraken wij veel mensen."
TEXT = """
<p>Wij stonden een zaterdag op de markt. Wij vroegen: wat merkt u van de gemeente? Veel mensen hadden iets te vertellen.</p>
<p>Een paar van hen kwamen daarna naar de borrel. Daar zijn wij blij mee.</p>
"""


def remember_last_year(roads: Sequence[Past], year: int) -> None:
    """Put this into the year."""
    PastRoad.objects.bulk_create(_road(past, year) for past in roads)
    PastMessage.objects.bulk_create(
        PastMessage(kind=kind, answered_in=date(year, month, 1), days=days) for month, kind, days in MESSAGES
    )
    NewsItem.objects.create(
        title=TITLE,
        slug="op-de-markt",
        summary=SUMMARY,
        text=TEXT + texts.INVENTED,
        published_at=moment(date(year, 5, 12), 10),
    )


def _road(past: Past, year: int) -> PastRoad:
    received = date(year, past.month, 1)
    stages = ROADS[VacancyKind.SEAT]
    later, month = divmod(past.month - 1 + sum(past.days) // 30, 12)
    return PastRoad(
        kind=VacancyKind.SEAT,
        way_in=past.way_in,
        received_in=received,
        ended_in=date(year + later, month + 1, 1),
        outcome=past.outcome,
        days={stage.value: days for stage, days in zip(stages, past.days, strict=False)},
    )
