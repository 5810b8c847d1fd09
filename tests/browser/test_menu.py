"""The menu on a phone, for a finger: what opened it also closes it, without looking for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import CHROMIUM

pytestmark = pytest.mark.browser
BUTTON = ".menu > summary"


@pytest.fixture
def twice_as_large(browser: Browser, site: str) -> Iterator[Page]:
    """A phone with letters of 32 instead of 16 pixels: there the button stands below the name."""
    settings = ["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    browser = browser.browser_type.launch(executable_path=CHROMIUM, args=settings)
    yield browser.new_page(base_url=site, viewport={"width": 360, "height": 640})
    browser.close()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_the_button_of_the_menu_stays_where_it_was_pressed(visitor: Page, width: int) -> None:
    visitor.set_viewport_size({"width": width, "height": 640})
    visitor.goto("/")
    before, lines = visitor.locator(BUTTON).bounding_box(), visitor.locator(".brand").bounding_box()
    visitor.locator(BUTTON).click()
    assert visitor.locator(".menu").get_attribute("open") is not None
    assert visitor.locator(BUTTON).bounding_box() == before
    name = visitor.locator(".brand").bounding_box()
    assert lines
    assert name
    assert (name["y"], name["height"]) == (lines["y"], lines["height"])


def test_with_large_letters_the_open_menu_does_not_cover_the_name(twice_as_large: Page) -> None:
    twice_as_large.goto("/")
    twice_as_large.locator(BUTTON).click()
    name, button = (twice_as_large.locator(one).bounding_box() for one in (".brand", BUTTON))
    assert name
    assert button
    assert button["y"] >= name["y"] + name["height"]
