"""What visitors may read, of all rooms, by each room's own question; for the sitemap and for search."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from clientenraad.models import Document, Page, Word
from events.models import Award, GetTogether, NewsItem
from members.models import Council
from recruitment.models import Vacancy

# The pages that are always there: name of the address, title, and what somebody finds there.
ALWAYS = [
    ("home", "Voorpagina", "Wat de raad is, en of er een plaats vrij is."),
    ("vacancies", "Vacatures", "Wie wij zoeken, en hoe u meedoet."),
    ("members", "Leden", "Wie er in de raad en in de commissies zitten."),
    ("agenda", "Agenda", "Borrels, etentjes en vergaderingen: wanneer en waar."),
    ("news", "Nieuws", "Wat de raad doet en adviseert."),
    ("awards", "Prijzen", "De prijzen die de raad kreeg, en waarom."),
    ("documents", "Documenten", "Adviezen, het antwoord van het college, en de regels van de raad."),
    ("contact", "Contact", "Bellen, mailen, schrijven of langskomen. En wie helpt bij een eigen probleem of klacht."),
    ("glossary", "Woordenlijst", "Lastige woorden, uitgelegd met gewone woorden."),
    ("privacy", "Privacy", "Wat wij van u weten, en wanneer wij het wissen."),
    ("accessibility", "Toegankelijkheid", "Hoe iedereen deze website kan gebruiken."),
]


@dataclass(frozen=True)
class Published:
    """One page or document. ``rich`` is its text with tags; ``on`` the Dutch day it is about or came out.

    What is held again and again ``comes_again`` under the same title, each time with a page of its own.
    """

    kind: str
    title: str
    url: str
    summary: str
    rich: str = ""
    on: date | None = None
    comes_again: bool = False


@dataclass(frozen=True)
class Room:
    """The rows of one model: those that visitors may read at a moment, and what such a row tells them."""

    model: type[Model]
    published: Callable[[datetime], QuerySet[Any]]
    told: Callable[[Any], Published]


def addresses(now: datetime) -> Iterator[str]:
    """Where the pages are that can be found. A document or a word stands on a page that is among them."""
    yield from (one.url for one in always())
    for model in (Page, Vacancy, Award):
        yield from (row.get_absolute_url() for row in ROOMS[model._meta.label_lower].published(now))
    yield from _with_slugs("news_item", NewsItem.objects.published(now))
    yield from _with_slugs("get_together", GetTogether.objects.published(now))


def _with_slugs(name: str, rows: QuerySet[Any]) -> Iterator[str]:
    """The address by that ``name`` of each of these rows; of thousands, to ask Django for each takes too long."""
    before, _, after = reverse(name, args=["SLUG"]).partition("SLUG")
    return (f"{before}{slug}{after}" for slug in rows.values_list("slug", flat=True))


def always() -> Iterator[Published]:
    """The pages of the site itself."""
    for name, title, summary in ALWAYS:
        yield Published("Pagina", title, reverse(name), summary)
    if Council.objects.filter(roster_public=True).exists():
        yield Published("Pagina", "Rooster van aftreden", reverse("roster"), "Wanneer de termijnen van leden eindigen.")


def _page(page: Page) -> Published:
    return Published("Pagina", page.title, page.get_absolute_url(), page.description, page.text)


def _vacancy(one: Vacancy) -> Published:
    rich = " ".join([one.text, one.wanted, one.offered, one.themes])
    return Published("Vacature", one.title, one.get_absolute_url(), one.summary, rich)


def _news_item(item: NewsItem) -> Published:
    day = timezone.localdate(item.published_at)
    return Published("Nieuws", item.title, item.get_absolute_url(), item.summary, item.text, day)


def _award(award: Award) -> Published:
    return Published("Prijs", award.prize, award.get_absolute_url(), award.occasion, award.text, award.received_on)


def _get_together(one: GetTogether) -> Published:
    place = ", ".join(filter(None, [one.place, one.address]))
    day = timezone.localdate(one.starts_at)
    return Published("Agenda", one.title, one.get_absolute_url(), place, one.text, day, comes_again=True)


def _document(one: Document) -> Published:
    return Published("Document", one.title, one.get_absolute_url(), one.summary, on=one.dated_on)


def _word(word: Word) -> Published:
    return Published("Woordenlijst", capfirst(word.word), word.get_absolute_url(), word.meaning)


# By the name of the model. Search keeps what the rows tell (``search_index``): who lets them tell something else adds
# a migration, an empty one will do, so that the next start has it made anew.
ROOMS = {
    room.model._meta.label_lower: room
    for room in [
        Room(Page, lambda now: Page.objects.published(), _page),
        Room(Vacancy, lambda now: Vacancy.objects.published(), _vacancy),
        Room(NewsItem, NewsItem.objects.published, _news_item),
        Room(Award, lambda now: Award.objects.published(), _award),
        Room(GetTogether, GetTogether.objects.published, _get_together),
        Room(Document, lambda now: Document.objects.published(), _document),
        Room(Word, lambda now: Word.objects.all(), _word),
    ]
}
