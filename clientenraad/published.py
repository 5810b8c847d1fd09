"""Everything that visitors may read, of all rooms, by each room's own question; for the sitemap and for search."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
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


def everything(now: datetime) -> Iterator[Published]:
    """What visitors may read at ``now``."""
    yield from _always()
    yield from _pages()
    yield from _vacancies()
    yield from _news(now)
    yield from _awards()
    yield from _get_togethers(now)
    yield from _documents()
    yield from _words()


def addresses(now: datetime) -> Iterator[str]:
    """Where the pages of ``everything`` are. A document or a word stands on a page that is among them."""
    yield from (one.url for one in [*_always(), *_pages(), *_vacancies(), *_awards()])
    yield from _with_slugs("news_item", NewsItem.objects.published(now))
    yield from _with_slugs("get_together", GetTogether.objects.published(now))


def _with_slugs(name: str, rows: QuerySet[Any]) -> Iterator[str]:
    """The address by that ``name`` of each of these rows; of thousands, to ask Django for each takes too long."""
    before, _, after = reverse(name, args=["SLUG"]).partition("SLUG")
    return (f"{before}{slug}{after}" for slug in rows.values_list("slug", flat=True))


def _always() -> Iterator[Published]:
    for name, title, summary in ALWAYS:
        yield Published("Pagina", title, reverse(name), summary)
    if Council.objects.filter(roster_public=True).exists():
        yield Published("Pagina", "Rooster van aftreden", reverse("roster"), "Wanneer de termijnen van leden eindigen.")


def _pages() -> Iterator[Published]:
    for page in Page.objects.published():
        yield Published("Pagina", page.title, page.get_absolute_url(), page.description, page.text)


def _vacancies() -> Iterator[Published]:
    for one in Vacancy.objects.published():
        rich = " ".join([one.text, one.wanted, one.offered, one.themes])
        yield Published("Vacature", one.title, one.get_absolute_url(), one.summary, rich)


def _news(now: datetime) -> Iterator[Published]:
    for item in NewsItem.objects.published(now):
        day = timezone.localdate(item.published_at)
        yield Published("Nieuws", item.title, item.get_absolute_url(), item.summary, item.text, day)


def _awards() -> Iterator[Published]:
    for award in Award.objects.published():
        yield Published("Prijs", award.prize, award.get_absolute_url(), award.occasion, award.text, award.received_on)


def _get_togethers(now: datetime) -> Iterator[Published]:
    for one in GetTogether.objects.published(now):
        place = ", ".join(filter(None, [one.place, one.address]))
        day = timezone.localdate(one.starts_at)
        yield Published("Agenda", one.title, one.get_absolute_url(), place, one.text, day, comes_again=True)


def _documents() -> Iterator[Published]:
    for one in Document.objects.published():
        yield Published("Document", one.title, one.get_absolute_url(), one.summary, on=one.dated_on)


def _words() -> Iterator[Published]:
    for word in Word.objects.all():
        yield Published("Woordenlijst", capfirst(word.word), word.get_absolute_url(), word.meaning)
