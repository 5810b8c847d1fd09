"""Messages, advices, get-togethers and news in the report of a year, and the same numbers after erasing."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from model_bakery import baker

from clientenraad import messages
from clientenraad.figures import report
from clientenraad.models import Document, Message, PastMessage
from events.models import Award, GetTogether, NewsItem
from recruitment import actions, applying
from recruitment.erasing import erase
from recruitment.models import Candidate, Vacancy
from tests.clientenraad.figures.conftest import AMSTERDAM, TODAY, read, table, text

pytestmark = pytest.mark.usefixtures("council")


def answered(on: date | None, received: date, kind: str = "question") -> Message:
    moment = datetime(received.year, received.month, received.day, 12, tzinfo=AMSTERDAM)
    return baker.make(
        Message, kind=kind, answer_by="none", received_at=moment, answered_on=on, form_number=uuid.uuid4()
    )


@pytest.fixture
def secretary(django_user_model):
    return django_user_model.objects.create_user("secretaris")


def test_messages_are_counted_in_the_year_of_their_answer():
    answered(date(2025, 12, 31), date(2025, 12, 30))
    answered(date(2026, 1, 1), date(2025, 12, 31))
    answered(date(2026, 12, 31), date(2026, 12, 26))
    answered(date(2026, 3, 1), date(2026, 2, 27))
    answered(date(2027, 1, 1), date(2026, 12, 30))
    answered(None, date(2026, 6, 1))
    assert text("Berichten") == (
        "De raad beantwoordde 3 berichten van de website. De helft kreeg antwoord binnen 2 dagen."
    )
    assert table("Berichten") == {"Beantwoord": [3], "De helft binnen": ["2 dagen"]}


def test_an_answered_message_leaves_a_row_without_its_words():
    message = answered(date(2026, 2, 10), date(2026, 1, 30))
    message.text, message.email = "Mijn verhaal", "wolk@voorbeeld.example"
    message.save()
    assert messages.erase_due(date(2026, 3, 9)) == 0
    assert messages.erase_due(date(2026, 3, 10)) == 1
    (left,) = PastMessage.objects.values()
    left.pop("id")
    assert left == {"kind": "question", "answered_in": date(2026, 2, 1), "days": 11}


@pytest.mark.parametrize(("on", "rows"), [(None, 0), (date(2026, 2, 10), 1)])
def test_rubbish_that_nobody_answered_leaves_nothing(secretary, on, rows):
    messages.erase(answered(on, date(2026, 2, 1)), by=secretary)
    assert (Message.objects.count(), PastMessage.objects.count()) == (0, rows)


def test_advices_with_an_answer_and_other_documents():
    values = {"file": "documenten/x.pdf", "is_published": True}
    baker.make(Document, kind="advice", dated_on=date(2026, 1, 1), answer="documenten/y.pdf", **values)
    baker.make(Document, kind="advice", dated_on=date(2026, 12, 31), answer="", **values)
    baker.make(Document, kind="minutes", dated_on=date(2026, 5, 5), answer="", **values)
    baker.make(Document, kind="advice", dated_on=date(2025, 12, 31), answer="", **values)
    baker.make(Document, kind="advice", dated_on=date(2026, 5, 5), answer="", **values | {"is_published": False})
    assert text("Adviezen en documenten") == (
        "De raad gaf 2 adviezen aan het college. Op 1 daarvan gaf het college antwoord."
    )
    assert table("Documenten") == {"Advies": [2, 1], "Verslag": [1, 0]}


def test_being_together_news_and_prizes():
    for month in (1, 2, 3, 4, 5, 6, 9, 10, 11, 12):
        baker.make(GetTogether, kind="drinks", starts_at=datetime(2026, month, 5, 17, tzinfo=AMSTERDAM))
    baker.make(NewsItem, published_at=datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM))
    baker.make(Award, prize="Cliënt in Beeld", giver="de raad van raden", received_on=date(2026, 6, 1))
    assert text("Samen") == (
        "Er was geen borrel in juli en augustus. Op de website kwam 1 nieuwsbericht."
        " Er was een prijs: ‘Cliënt in Beeld’ van de raad van raden."
    )
    assert table("Bijeenkomsten") == {"Borrel": [10, 0]}


def test_erasing_changes_nothing_in_the_report(today):
    vacancy = Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")
    people = [
        applying.sign_up(
            Candidate(vacancy=vacancy, name=f"Wolk {number}", email=f"w{number}@voorbeeld.example"), today=today
        )
        for number in range(7)
    ]
    Candidate.objects.update(received_at=datetime(2026, 5, 20, 12, tzinfo=AMSTERDAM))
    for candidate in people[:3]:
        actions.decline(candidate, by=None, today=today)
    for candidate in people[3:6]:
        actions.withdraw(candidate, by=None, today=today)
    for days in range(4):
        answered(date(2026, 6, 1) + timedelta(days=days), date(2026, 6, 1))
    before = report.sheet(read())
    assert b"Afgewezen door de raad;Mensen;3" in before
    assert b"Beantwoord;Hoeveel;4" in before
    for candidate in people[:6]:
        candidate.refresh_from_db()
        erase(candidate)
    assert messages.erase_due(TODAY) == 4
    assert (Candidate.objects.count(), Message.objects.count()) == (1, 0)
    assert report.sheet(read()) == before
