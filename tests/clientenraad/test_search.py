"""Searching what is published, and the list of hard words."""

import logging
from datetime import UTC, date, datetime
from importlib import import_module

import html5lib
import pytest
from django.apps import apps
from django.db import IntegrityError
from django.utils.text import slugify
from model_bakery import baker

from clientenraad.models import Document, Message, Page, Word
from clientenraad.search import find
from events.models import Award, GetTogether, NewsItem
from members.models import Council
from recruitment.models import Candidate, Vacancy

TODAY = date(2026, 6, 1)
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def only_these(council, time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 12, 0, tzinfo=UTC), tick=False)
    Page.objects.all().delete()
    Word.objects.all().delete()


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC)


def news(title: str, text: str = "", on: date = TODAY, **values) -> NewsItem:
    slug = f"n{NewsItem.objects.count()}"
    return NewsItem.objects.create(title=title, slug=slug, summary="Kort.", text=text, published_at=noon(on), **values)


def titles(question: str) -> list[str]:
    found = find(question, noon(TODAY))
    return [one.title for one in found.shown] if found else []


def body(client, question: str) -> str:
    return " ".join(client.get("/zoeken/", {"q": question}).text.split())


@pytest.mark.parametrize(
    "question", ["wülf", "WULF", "  wulf ", "geeft wulf", "ulf gee", "Wu\u0308lf", "& wulf", "‘wülf’"]
)
def test_accents_capitals_and_parts_of_words_make_no_difference(question):
    news("Advies", "<p>‘Wülf’ geeft een advies &amp; meer.</p>")
    assert titles(question) == ["Advies"]


@pytest.mark.parametrize("question", ["wulfs", "wulf ontbreekt", "strong", "<p>", "kortadvies"])
def test_all_words_must_stand_there_and_tags_are_no_words(question):
    news("Advies", "<p><strong>Wülf</strong> geeft een advies.</p>")
    assert titles(question) == []


def test_words_on_either_side_of_a_tag_are_two_words():
    news("Advies", "<p>een</p><p>twee</p>")
    assert titles("eentwee") == []
    assert titles("twee een") == ["Advies"]


@pytest.mark.parametrize("question", ["", "   ", "\u0301"])
def test_nothing_asked_is_nothing_found(question):
    news("Advies")
    assert find(question, noon(TODAY)) is None


def test_a_title_weighs_most_and_then_what_is_nearest_to_today():
    news("Oud advies", on=date(2020, 1, 1))
    news("Nieuw advies", on=date(2026, 5, 30))
    news("Bericht", "<p>Een advies.</p>")
    for title, day in [("Later advies", 9), ("Eerstvolgend advies", 2)]:
        at = datetime(2026, 6, day, 20, tzinfo=UTC)
        baker.make(GetTogether, title=title, slug=f"g{day}", text="", starts_at=at)
    assert titles("advies")[:5] == ["Eerstvolgend advies", "Nieuw advies", "Later advies", "Oud advies", "Bericht"]


def get_together(day: date, title: str = "Borrel") -> None:
    baker.make(GetTogether, title=title, slug=slugify(f"{title} {day}"), text="", starts_at=noon(day))


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([date(2026, 5, 31), date(2026, 6, 4), date(2026, 7, 2)], date(2026, 6, 4)),
        ([date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 4)], TODAY),
        ([date(2026, 5, 7), date(2026, 4, 2)], date(2026, 5, 7)),
    ],
    ids=["the next", "today's", "or else the last"],
)
def test_what_comes_every_month_is_found_once(client, days, shown):
    for day in days:
        get_together(day)
    [one] = find("borrel", noon(TODAY)).shown[:1]
    assert (one.title, one.on) == ("Borrel", shown)
    page = body(client, "borrel")
    assert page.count('<h3><a href="/agenda/borrel-') == 1
    assert 'Dit is er vaker. Alle dagen staan in de <a href="/agenda/">agenda</a>.' in page


def test_of_what_comes_once_nothing_is_said_and_another_title_is_another_result(client):
    get_together(date(2026, 6, 4))
    get_together(date(2026, 6, 5), "Borrel met dans")
    for number in range(2):
        news("Borrel", on=date(2026, 5, 20 + number))
    assert titles("borrel")[:4] == ["Borrel", "Borrel met dans", "Borrel", "Borrel"]
    assert "Dit is er vaker" not in body(client, "borrel")


def test_every_room_can_be_found():
    Vacancy.objects.create(slug="lid", title="Vogelaar gezocht", summary="Kort.", wanted="<p>x</p>")
    news("Vogels geteld")
    baker.make(GetTogether, title="Samen eten", place="De Vogel", slug="eten", text="")
    Page.objects.create(slug="thema", title="Thema", text="<p>Vogels.</p>")
    baker.make(Document, title="Advies over vogels", file="x.pdf")
    Word.objects.create(word="vogel", meaning="Een dier.")
    Award.objects.create(prize="Vogelprijs", slug="vogelprijs", kind="jury", giver="x", received_on=TODAY)
    assert {one.kind for one in find("vogel", noon(TODAY)).shown} == {
        "Vacature",
        "Nieuws",
        "Agenda",
        "Pagina",
        "Document",
        "Woordenlijst",
        "Prijs",
    }


def test_the_pages_that_are_always_there_can_be_found():
    assert titles("klacht") == ["Contact"]


def test_nothing_unpublished_or_personal_is_found():
    Vacancy.objects.create(slug="lid", title="Vogel", summary="Kort.", is_published=False)
    news("Vogel", on=date(2026, 6, 2))
    news("Vogel", is_published=False)
    baker.make(GetTogether, title="Vogel", slug="g", text="", is_published=False)
    Page.objects.create(slug="thema", title="Vogel", text="", is_published=False)
    baker.make(Document, title="Vogel", file="x.pdf", is_published=False)
    Award.objects.create(prize="Vogel", slug="vogel", kind="jury", giver="x", received_on=TODAY, is_published=False)
    baker.make(Message, kind="question", answer_by="none", name="Vogel", text="Vogel")
    baker.make(Candidate, name="Vogel", email="v@voorbeeld.example", vacancy=Vacancy.objects.get())
    assert find("vogel", noon(TODAY)).number == 0


def test_at_most_fifty_are_shown_and_all_are_counted(client):
    for number in range(51):
        news(f"Advies {number}")
    page = body(client, "advies 5")
    assert "<h2>6 resultaten voor ‘advies 5’</h2>" in page
    assert "Hier staan de eerste" not in page
    page = body(client, "advies")
    assert "<h2>51 resultaten voor ‘advies’</h2>" in page
    assert "Hier staan de eerste 50." in page
    assert page.count("<h3>") == 50


def test_one_result_is_one(client):
    news("Vogel")
    assert "<title>1 resultaat - Zoeken - Cliëntenraad</title>" in body(client, "vogel")


@pytest.mark.parametrize(
    "address", ["/zoeken/", "/zoeken/?q=vogel", "/zoeken/?q=advies", "/zoeken/?q=%22%3E%3Cscript%3E"]
)
def test_every_state_is_valid_html_without_a_cookie_and_in_no_list(client, address):
    news("Advies", on=date(2026, 1, 1))
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    html5lib.HTMLParser(strict=True).parse(response.content)
    assert '<meta name="robots" content="noindex">' in response.text
    assert "<script>" not in response.text


def test_finding_nothing_comes_with_advice(client):
    page = body(client, "vogel")
    assert "Wij vinden niets voor ‘vogel’" in page
    assert "Kijk of het woord goed is getypt." in page
    assert 'value="vogel"' in page


@pytest.mark.parametrize("question", ["a" * 5000, "\ud800", "%", "\\", "'; drop table", "\U0010ffff"])
def test_odd_questions_are_answered(client, question):
    assert client.get("/zoeken/", {"q": question.encode("utf-8", "surrogatepass")}).status_code == 200


def test_a_long_question_is_cut(client):
    assert f'value="{"a" * 100}"' in body(client, "a" * 101)


def test_what_is_asked_stands_in_no_title_and_no_log(client, caplog):
    with caplog.at_level(logging.DEBUG):
        page = body(client, "Wolk Voorbeeld")
        client.get("/bestaat-niet/", {"q": "Wolk Voorbeeld"})
    assert "<title>0 resultaten - Zoeken - Cliëntenraad</title>" in page
    logged = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [line for line in logged if "Wolk" in line]


def test_a_page_that_is_not_there_offers_to_search(client):
    assert '<form class="search" action="/zoeken/" role="search">' in client.get("/bestaat-niet/").text


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_questions_to_the_database_does_not_grow(client, django_assert_max_num_queries, number):
    for _ in range(number):
        news("Advies")
    with django_assert_max_num_queries(6):
        client.get("/zoeken/", {"q": "advies"})


# hard words


def test_hard_words_are_explained_in_the_order_of_the_alphabet(client):
    for word in ("zetel", "Werk & Inkomen", "college"):
        Word.objects.create(word=word, meaning=f"Dat is {word}.")
    page = " ".join(client.get("/woordenlijst/").text.split())
    assert page.index("<dt>College") < page.index("<dt>Werk &amp; Inkomen") < page.index("<dt>Zetel")
    assert '<div id="werk-inkomen"><dt>Werk &amp; Inkomen</dt><dd>Dat is Werk &amp; Inkomen.</dd></div>' in page


def test_the_first_words_come_with_the_site_and_our_links_lead_to_them(client):
    import_module("clientenraad.migrations.0008_words").make_words(apps, None)
    Council.objects.update(secretary_name="Ada Voorbeeld")
    response = client.get("/woordenlijst/")
    html5lib.HTMLParser(strict=True).parse(response.content)
    for page, anchor in [("/contact/", "ambtelijk-secretaris"), ("/documenten/", "college")]:
        assert f'href="/woordenlijst/#{anchor}"' in client.get(page).text
        assert f'id="{anchor}"' in response.text


def test_an_empty_list_is_friendly(client):
    assert "Er staan nu nog geen woorden in de lijst." in client.get("/woordenlijst/").text


def test_a_word_stands_in_the_list_once():
    Word.objects.create(word="College", meaning="x")
    with pytest.raises(IntegrityError):
        Word.objects.create(word="college", meaning="y")


@pytest.mark.parametrize(("role", "status"), [("Redactie", 200), ("Secretaris", 200), ("Voorzitter", 403)])
def test_editors_keep_the_words(log_in, role, status):
    assert log_in(role).get("/beheer/clientenraad/word/add/").status_code == status
