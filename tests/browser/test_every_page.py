"""Every page, in every state: axe finds nothing, the Nu checker finds nothing, and nothing sticks out."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page, Response

from tests.browser.dressed import dress
from tests.browser.looking import EVERY_LOOK, TWO_LOOKS, findings, nu_errors, problems_in
from tests.browser.states import ELSEWHERE, STATES, address_of
from tests.browser.ways import Way

pytestmark = pytest.mark.browser
PARTS = 4


def source_of(page: Page, way: Way) -> str:
    """The HTML as it came from the server, of the page at the end of the way."""
    answers: list[Response] = []
    page.on("response", lambda answer: answer.request.is_navigation_request() and answers.append(answer))
    way(page)
    return answers[-1].text()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound_and_accessible_wide_and_narrow_light_and_dark(
    browser: Browser, site: str, part: int, tmp_path: Path
) -> None:
    dress()
    found: dict[str, object] = {}
    for name in list(STATES)[part::PARTS]:
        context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
        page = context.new_page()
        (tmp_path / f"{name}.html").write_text(source_of(page, STATES[name]), encoding="utf-8")
        assert name in ELSEWHERE or resolve(urlsplit(page.url).path).url_name == address_of(name), name
        if problems := problems_in(page, TWO_LOOKS if ":" in name else EVERY_LOOK):
            found[name] = problems
        context.close()
    assert found == {}
    assert nu_errors(tmp_path) == set()


def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<!doctype html><html lang=nl><title>x</title><main><h1>x</h1><img src=x.png></main>")
    assert findings(page) == ['image-alt: <img src="x.png">']
    page.close()
