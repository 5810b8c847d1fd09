"""The editor publishes an award with photos and takes one photo off; a visitor without JavaScript sees it all."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.ways import log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "fotos"


def picture(name: str, colour: str) -> Any:
    file = BytesIO()
    Image.new("RGB", (1200, 900), colour).save(file, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


@pytest.fixture
def editor(browser: Any, site: str) -> Any:
    """The editor without JavaScript: several files at once must work then too."""
    context: BrowserContext = browser.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 1280, "height": 900}, locale="nl-NL"
    )
    page = context.new_page()
    log_in(page, "redactie")
    yield page
    context.close()


def record_an_award(editor: Page) -> None:
    editor.goto("/beheer/events/award/add/")
    editor.get_by_label("Naam van de prijs").fill("Verzonnen prijs")
    editor.get_by_label("Soort:").select_option("jury")
    editor.get_by_label("Wie geeft de prijs").fill("de jury")
    editor.get_by_label("Bij welke gelegenheid").fill("een feest")
    editor.get_by_label("Datum").fill("2026-01-15")
    editor.get_by_label("Bedrag").fill("2.500")
    editor.get_by_role("textbox", name="Reden").first.fill("Wij houden vol.")
    editor.get_by_role("button", name="Bewaar en ga door").click()


def add_two_photos(editor: Page) -> None:
    editor.get_by_role("link", name="Voeg foto's toe").click()
    editor.get_by_label("Foto's", exact=True).set_input_files([picture("een.jpg", "red"), picture("twee.jpg", "blue")])
    editor.get_by_label("Iedereen op deze foto's").check()
    editor.get_by_role("button", name="Voeg foto's toe").click()
    editor.get_by_label("Foto 1: wat is er te zien").fill("Een rood vlak")
    editor.get_by_label("Foto 2: wat is er te zien").fill("Een blauw vlak")
    editor.get_by_role("button", name="Beschrijf de foto's").click()


def test_an_editor_publishes_an_award_with_photos_and_takes_one_off(editor: Page, visitor: Page, media: Path) -> None:
    record_an_award(editor)
    add_two_photos(editor)

    visitor.goto("/prijzen/")
    visitor.get_by_role("link", name="Verzonnen prijs").click()
    expect(visitor.get_by_text("€ 2.500")).to_be_visible()
    expect(visitor.get_by_text("Wij houden vol.")).to_be_visible()
    first = visitor.get_by_role("img", name="Een rood vlak")
    expect(first).to_have_js_property("naturalWidth", 480)
    visitor.get_by_text("Bekijk nog 1 foto").click()
    expect(visitor.get_by_role("img", name="Een blauw vlak")).to_be_visible()
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 360

    editor.get_by_role("button", name="Haal foto 1 weg").click()
    expect(editor.get_by_text("De foto is weg, en de bestanden ook.")).to_be_visible()
    assert len(list(media.iterdir())) == 6
    visitor.reload()
    expect(visitor.get_by_role("img", name="Een rood vlak")).to_have_count(0)
    expect(visitor.get_by_role("img", name="Een blauw vlak")).to_have_js_property("naturalWidth", 480)
