"""The editor's work without help: a year of drinks, one of them cancelled, an award with its article and photos."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from events.models import GetTogether
from tests.browser.test_news import add_two_photos, record_an_award

pytestmark = pytest.mark.browser
ARTICLE = "Wij kregen een prijs"


def plan_a_year(editor: Page) -> None:
    today = timezone.localdate()
    editor.get_by_role("link", name="Reeksen").click()
    editor.get_by_role("link", name="Reeks toevoegen").click()
    editor.get_by_label("Titel").fill("Buurtborrel")
    editor.get_by_label("Dag van de week").select_option("dinsdag")
    editor.get_by_label("Van:").fill("16:00")
    editor.get_by_label("Eerste dag").fill((today + timedelta(days=1)).isoformat())
    editor.get_by_label("Laatste dag").fill((today + timedelta(days=365)).isoformat())
    editor.get_by_role("button", name="Bewaar", exact=True).click()
    expect(editor.get_by_role("heading", name="Zet de dagen in de agenda")).to_be_visible()
    for day in editor.locator("[name=days]").all():
        day.check()
    editor.get_by_role("button", name="Zet de dagen in de agenda").click()
    expect(editor.get_by_text("De agenda is bijgewerkt: 12 nieuw")).to_be_visible()


def cancel_the_first(editor: Page) -> GetTogether:
    """In three clicks from the first page."""
    first = GetTogether.objects.filter(title="Buurtborrel").order_by("starts_at")[0]
    editor.goto("/beheer/")
    editor.get_by_role("link", name="Bijeenkomsten").click()
    row = editor.get_by_role("row").filter(has_text="Buurtborrel").first
    row.get_by_role("link", name="Gaat niet door").click()
    editor.get_by_label("waarom niet?").fill("De zaal is dicht.")
    editor.get_by_role("button", name="Gaat niet door").click()
    expect(editor.get_by_text("In de agenda staat nu dat dit niet doorgaat.")).to_be_visible()
    return first


def reads_that_it_is_cancelled(visitor: Page, first: GetTogether) -> None:
    visitor.goto("/agenda/")
    card = visitor.locator(".entry").filter(has_text="Buurtborrel").first
    expect(card).to_contain_text("Gaat niet door De zaal is dicht.")
    card.get_by_role("link").click()
    expect(visitor.get_by_role("heading", name="Dit gaat niet door")).to_be_visible()
    when = f"{date_format(timezone.localtime(first.starts_at), 'l j F Y, H.i')} uur"
    expect(visitor.get_by_text(when)).to_be_visible()
    # Nobody new puts it in a calendar; where it stood already it is told of.
    expect(visitor.get_by_role("link", name="Zet in mijn agenda")).to_have_count(0)
    assert "STATUS:CANCELLED" in visitor.request.get(f"/agenda/{first.slug}.ics").text()


def write_the_article(editor: Page) -> None:
    """Tried out first: nobody else sees it yet."""
    editor.goto("/beheer/events/newsitem/add/")
    editor.get_by_label("Titel").fill(ARTICLE)
    editor.get_by_label("In het kort").fill("De jury vond dat wij volhouden.")
    editor.get_by_role("textbox", name="Tekst").fill("De zaal klapte lang.")
    editor.get_by_label("Klaar voor de website").uncheck()
    editor.get_by_role("button", name="Bewaar en ga door").click()
    editor.get_by_role("link", name="Bekijk het voorbeeld").click()
    expect(editor.get_by_role("heading", name="Dit is een voorbeeld")).to_be_visible()
    expect(editor.get_by_text("De zaal klapte lang.")).to_be_visible()
    editor.get_by_role("link", name="Terug naar het wijzigen").click()


def publish_the_article(editor: Page) -> None:
    editor.get_by_label("Klaar voor de website").check()
    editor.get_by_role("button", name="Bewaar", exact=True).click()
    expect(editor.locator(".messagelist .success")).to_be_visible()


def put_it_with_the_award(editor: Page) -> None:
    record_an_award(editor)
    editor.get_by_label("Nieuwsbericht").select_option(ARTICLE)
    editor.get_by_role("button", name="Bewaar en ga door").click()
    expect(editor.locator(".messagelist .success")).to_be_visible()


def test_an_editor_does_a_year_of_work(editor: Page, visitor: Page, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    plan_a_year(editor)
    reads_that_it_is_cancelled(visitor, cancel_the_first(editor))

    write_the_article(editor)
    visitor.goto("/nieuws/")
    expect(visitor.get_by_text(ARTICLE)).to_have_count(0)
    publish_the_article(editor)
    put_it_with_the_award(editor)
    add_two_photos(editor)
    visitor.goto("/prijzen/")
    visitor.get_by_role("link", name="Verzonnen prijs").click()
    expect(visitor.get_by_role("img", name="Een rood vlak")).to_be_visible()
    editor.get_by_role("button", name="Haal foto 1 weg").click()
    expect(editor.get_by_text("De foto is weg, en de bestanden ook.")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_role("img")).to_have_count(1)
    visitor.get_by_role("link", name=ARTICLE).click()
    expect(visitor.get_by_text("De zaal klapte lang.")).to_be_visible()
