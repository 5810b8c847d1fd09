"""Somebody who asked the browser for letters twice as large gets them, everywhere, and pushes nothing aside."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import CHROMIUM
from tests.browser.looking import WIDTHS, sticks_out

pytestmark = pytest.mark.browser
PAGES = [
    "/",
    "/vacatures/lid/",
    "/vacatures/lid/aanmelden/",
    "/agenda/",
    "/leden/",
    "/nieuws/",
    "/contact/",
    "/privacy/",
]
TEXT = "main p, main li, main label, main dt, main dd, main td, .button, input, .breadcrumbs a, footer a"
SIZES = f"""() => [...document.querySelectorAll("{TEXT}")]
  .filter(one => one.checkVisibility()).map(one => parseFloat(getComputedStyle(one).fontSize))"""


@pytest.fixture
def large(browser: Browser) -> Iterator[Browser]:
    """A browser with letters of 32 instead of 16 pixels in its settings."""
    settings = ["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    browser = browser.browser_type.launch(executable_path=CHROMIUM, args=settings)
    yield browser
    browser.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_text_grows_with_the_letters_that_the_reader_chose(
    browser: Browser, large: Browser, site: str, width: str
) -> None:
    small_page, large_page = (one.new_page(base_url=site, viewport=WIDTHS[width]) for one in (browser, large))
    for url in PAGES:
        small_page.goto(url)
        large_page.goto(url)
        before, after = small_page.evaluate(SIZES), large_page.evaluate(SIZES)
        assert len(before) == len(after) > 5
        # A lead that also grows with the window grows a little less.
        assert [url for old, new in zip(before, after, strict=True) if new < 1.7 * old] == []
        assert sticks_out(large_page) == [], url
    small_page.close()
