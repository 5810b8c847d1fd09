"""Who makes the computer choose the colours still sees where the keyboard is, and what is what."""

import pytest
from playwright.sync_api import Browser

from tests.browser.ways import at, pressed

pytestmark = pytest.mark.browser
WAYS = [at("/"), at("/agenda/"), pressed("/vacatures/lid/aanmelden/", "Volgende stap"), at("/leden/"), at("/contact/")]
RING = """() => {
  const on = document.activeElement;
  if (on === document.body) return '';  // past the last of the page
  const style = getComputedStyle(on);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3
    && style.outlineColor !== getComputedStyle(document.body).backgroundColor;
  const around = on.closest('.error-summary');
  return ring || (around && getComputedStyle(around).outlineStyle !== 'none') ? '' : on.outerHTML.slice(0, 100);
}"""


def without_ring(browser: Browser, site: str, scheme: str) -> set[str]:
    """What has the focus somewhere and does not show it."""
    context = browser.new_context(base_url=site, forced_colors="active", color_scheme=scheme, locale="nl-NL")
    page, found = context.new_page(), set()
    for way in WAYS:
        way(page)
        for _ in range(page.locator("a[href], button, input, textarea, summary").count()):
            page.keyboard.press("Tab")
            found.add(page.evaluate(RING))
    context.close()
    return found - {""}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_shows_in_forced_colours(browser: Browser, site: str, scheme: str) -> None:
    assert without_ring(browser, site, scheme) == set()


def test_the_leaf_of_the_calendar_can_be_read_in_forced_colours(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, forced_colors="active", color_scheme="dark", locale="nl-NL")
    page = context.new_page()
    page.goto("/agenda/")
    paper = page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor")
    ink = page.locator(".leaf > *").evaluate_all("all => all.map(one => getComputedStyle(one).color)")
    context.close()
    assert ink
    assert paper not in ink
