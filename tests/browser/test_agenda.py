"""The editor plans a year of drinks and cancels one, and the visitor reads it: in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from events.models import GetTogether

pytestmark = pytest.mark.browser


def plan_a_year(editor: Page) -> None:
    today = timezone.localdate()
    editor.get_by_role("link", name="Reeksen").click()
    editor.get_by_role("link", name="Reeks toevoegen").click()
    editor.get_by_label("Titel").fill("Buurtborrel")
    editor.get_by_label("Dag van de week").select_option("dinsdag")
    editor.get_by_label("Van:").fill("16:00")
    editor.get_by_label("Eerste dag").fill((today + timedelta(days=1)).isoformat())
    editor.get_by_label("Laatste dag").fill((today + timedelta(days=365)).isoformat())
    editor.get_by_role("button", name="Opslaan", exact=True).click()
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


def test_a_year_of_drinks_is_planned_and_one_is_cancelled(editor: Page, visitor: Page) -> None:
    plan_a_year(editor)
    first = cancel_the_first(editor)
    visitor.goto("/agenda/")
    card = visitor.locator(".card").filter(has_text="Buurtborrel").first
    expect(card).to_contain_text("Gaat niet door De zaal is dicht.")
    card.get_by_role("link").click()
    expect(visitor.get_by_role("heading", name="Dit gaat niet door")).to_be_visible()
    when = f"{date_format(timezone.localtime(first.starts_at), 'l j F Y, H.i')} uur"
    expect(visitor.get_by_text(when)).to_be_visible()
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Zet in mijn agenda").click()
    assert "STATUS:CANCELLED" in download.value.path().read_text()


def test_the_browser_has_no_complaint_about_the_data_for_search_engines(editor: Page) -> None:
    for url in ["/", "/agenda/", GetTogether.objects.all()[0].get_absolute_url()]:
        editor.goto(url)
        assert editor.locator("[itemtype='https://schema.org/Event'] [itemprop=startDate]").count() >= 1
