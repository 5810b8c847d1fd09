"""Every page, in every state: axe and the Nu checker find nothing, nothing sticks out or is too small to press."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page, Response

from tests.browser.dressed import dress
from tests.browser.looking import EVERY_LOOK, TWO_LOOKS, WIDTHS, findings, nu_errors, problems_in
from tests.browser.measuring import does_not_fit
from tests.browser.states import ELSEWHERE, STATES, address_of
from tests.browser.ways import Way

pytestmark = pytest.mark.browser
PARTS = 4
OF_THE_ADMIN = "logging in"  # these have the looks of the desk, where lines are denser


def source_of(page: Page, way: Way) -> str:
    """The HTML as it came from the server, of the page at the end of the way."""
    answers: list[Response] = []

    def hear(answer: Response) -> None:
        if answer.request.is_navigation_request():
            answers.append(answer)

    page.on("response", hear)
    way(page)
    page.remove_listener("response", hear)
    return answers[-1].text()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound_and_accessible_wide_and_narrow_light_and_dark(
    browser: Browser, site: str, part: int, tmp_path: Path
) -> None:
    dress()
    found: dict[str, object] = {}
    context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    for name in list(STATES)[part::PARTS]:
        # Somebody else in the same window: one of her own, to which our sheets are new, takes as long as axe.
        context.clear_cookies()
        page.set_viewport_size(WIDTHS["1280"])
        (tmp_path / f"{name}.html").write_text(source_of(page, STATES[name]), encoding="utf-8")
        assert name in ELSEWHERE or resolve(urlsplit(page.url).path).url_name == address_of(name), name
        problems: dict[str, object] = {**problems_in(page, TWO_LOOKS if ":" in name else EVERY_LOOK)}
        if not name.startswith(OF_THE_ADMIN):
            problems |= does_not_fit(page)
        if problems:
            found[name] = problems
    context.close()
    assert found == {}
    assert nu_errors(tmp_path) == set()


def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<!doctype html><html lang=nl><title>x</title><main><h1>x</h1><img src=x.png></main>")
    assert findings(page) == ['image-alt: <img src="x.png">']
    page.close()


def test_what_does_not_fit_is_seen(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<!doctype html><p style='width: 330px'>x</p><p style='height: 1.2em; overflow: hidden'>y</p>"
        "<p><a href='#'>alone</a></p><p>In a <a href='#'>sentence</a></p>"
    )
    assert does_not_fit(page) == {
        "at 320 pixels": ["the page is wider than the window"],
        "too small to press": ['<a href="#">alone</a>'],
        "with wider text": ['<p style="height: 1.2em; overflow: hidden">y</p>'],
    }
    page.close()
