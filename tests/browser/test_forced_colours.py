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
