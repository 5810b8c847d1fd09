"""/beheer/handleiding/: the manual for the secretary and the editor, chapter by chapter (templates/manual/)."""

from dataclasses import dataclass

from django.contrib import admin
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Chapter:
    """One page of the manual; ``explains`` are the admin's pages that link to it, by the start of their url name."""

    slug: str
    title: str
    about: str
    explains: tuple[str, ...] = ()


CHAPTERS = [
    Chapter("eerste-dag", "De eerste dag", "Wat u als nieuwe secretaris het eerst doet.", ("index",)),
    Chapter("jaarkalender", "De jaarkalender", "Wat er elke week, elke maand en elk jaar gebeurt."),
    Chapter(
        "inloggen",
        "Inloggen en collega's",
        "Veilig inloggen, een nieuwe collega, een verloren telefoon.",
        ("clientenraad_colleague",),
    ),
    Chapter(
        "kandidaten",
        "Kandidaten",
        "De weg van aanmelding tot lid, stap voor stap.",
        ("recruitment_candidate", "recruitment_declinereason"),
    ),
    Chapter(
        "brieven",
        "Brieven",
        "Brieven lezen, versturen, afdrukken en in eigen woorden schrijven.",
        ("members_letter", "recruitment_lettertext"),
    ),
    Chapter(
        "leden",
        "Leden en het rooster",
        "Termijnen, herbenoemen, vertrek, functies en de ledenlijst uit Excel.",
        (
            "members_member",
            "members_office",
            "members_committee",
            "members_council",
            "roster",
        ),
    ),
    Chapter(
        "agenda",
        "De agenda",
        "Een borrel, een etentje of een hele reeks plannen, verplaatsen of laten vervallen.",
        ("events_gettogether", "events_series"),
    ),
    Chapter(
        "nieuws",
        "Nieuws, prijzen en foto's",
        "Een bericht schrijven, klaarzetten en van de website halen.",
        ("events_newsitem", "events_award"),
    ),
    Chapter(
        "website",
        "Pagina's, vacatures en documenten",
        "De vaste teksten van de website, met oude versies.",
        (
            "clientenraad_page",
            "clientenraad_document",
            "clientenraad_word",
            "clientenraad_accessibilitystatement",
            "recruitment_vacancy",
        ),
    ),
    Chapter("berichten", "Berichten", "Vragen van de contactpagina beantwoorden.", ("clientenraad_message",)),
    Chapter(
        "cijfers",
        "Jaarverslag en ‘Wie deed wat’",
        "De cijfers van een jaar, en terugzien wie iets deed.",
        ("figures", "trail"),
    ),
    Chapter("wissen", "Bewaren en wissen", "Wat vanzelf wordt gewist, en wat u zelf wist.", ("retention",)),
    Chapter("mis", "Als er iets misgaat", "Een datalek, een storing of een verkeerde knop.", ("night",)),
]
_BY_SLUG = {chapter.slug: chapter for chapter in CHAPTERS}


@require_safe
def contents(request: HttpRequest) -> TemplateResponse:
    """All chapters."""
    context = {**admin.site.each_context(request), "title": "Handleiding", "chapters": CHAPTERS}
    return TemplateResponse(request, "manual/contents.html", context)


@require_safe
def chapter(request: HttpRequest, slug: str) -> TemplateResponse:
    """One chapter, with the ones before and after it."""
    if slug not in _BY_SLUG:
        raise Http404
    place = CHAPTERS.index(_BY_SLUG[slug])
    context = {
        **admin.site.each_context(request),
        "title": CHAPTERS[place].title,
        "chapter": CHAPTERS[place],
        "earlier": CHAPTERS[place - 1] if place else None,
        "later": CHAPTERS[place + 1] if place + 1 < len(CHAPTERS) else None,
    }
    return TemplateResponse(request, f"manual/{slug}.html", context)


def explaining(url_name: str) -> Chapter | None:
    """The chapter that explains the admin's page of this url name; None when none does."""
    return next((one for one in CHAPTERS if url_name.startswith(one.explains)), None)
