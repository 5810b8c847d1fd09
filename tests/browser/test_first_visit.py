"""What a page costs somebody with a small bundle: requests, kilobytes, a jump under the finger, a cookie."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.dressed import dress
from tests.browser.measuring import Visit, styled_in, visit
from tests.browser.states import EVENTS, PAGES, SIGNING_UP
from tests.browser.ways import at

pytestmark = pytest.mark.browser
STATES = PAGES | EVENTS | SIGNING_UP | {"not found": at("/bestaat-niet/")}


def too_much(visit: Visit, home: Visit, site: str) -> dict[str, object]:
    """What costs more than it may; a kilobyte is 1000 bytes."""
    found = {
        "requests": len(visit.weights) > 6 and list(visit.weights),
        "bytes": visit.weight > 60_000 and visit.weight,
        "bytes of script": visit.scripts > 5_000 and visit.scripts,
        "bytes for who comes from the home page": visit.weight_after(home) > 15_000 and visit.weight_after(home),
        # Drawn while it comes in, a page may move by less than anybody sees.
        "jumped": visit.shifted > 0.01 and visit.shifted,
        "pictures without a size": visit.unsized,
        "fetched elsewhere": [url for url in visit.weights if not url.startswith(f"{site}/")],
        "cookies": visit.cookies,
        "styled in a sheet it does not load": visit.unstyled,
    }
    return {what: value for what, value in found.items() if value}


def test_a_first_visit_to_any_page_is_light_and_stands_still(browser: Browser, site: str) -> None:
    dress()
    visits = {name: visit(browser, site, way) for name, way in STATES.items()}
    first = {name: visit for name, visit in visits.items() if visit}
    assert len(first) > 35
    assert {name: found for name, visit in first.items() if (found := too_much(visit, first["home"], site))} == {}


def test_a_jump_is_seen(browser: Browser, site: str) -> None:
    late = "<html><link rel=icon href=/robots.txt><script>setTimeout(() => document.body.prepend(Object.assign("
    late += "document.createElement('p'), {style: 'height: 200px'})), 200)</script><body><p>x</p><p>y</p></body></html>"

    def way(page: Page) -> None:
        page.route("**/los/", lambda route: route.fulfill(body=late, content_type="text/html"))
        page.goto("/los/")
        page.wait_for_timeout(400)

    assert visit(browser, site, way).shifted > 0.01


def test_the_classes_of_a_sheet_are_those_of_its_selectors() -> None:
    assert styled_in(".a-b > p { margin: 0.5rem; }\n@media print { .c:not(.d) { x: 1 } }") == {"a-b", "c", "d"}
