"""Make the pictures of the manual anew: ``DEMO_PASSWORD=… python -m tests.browser.manual_pictures http://localhost:8000``.

The address is that of ``./start`` with the demo of Groningen. Each picture is 1000 by 760 pixels; templates/manual says
what it shows in words, so look at the two together.
"""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parents[2] / "static" / "img" / "manual"
SIZE = {"width": 1000, "height": 760}


def opened(path: str) -> Callable[[Page], None]:
    return lambda page: _settle(page, path)


def _settle(page: Page, path: str) -> None:
    page.goto(f"{sys.argv[1]}/beheer/{path}")


def letter(page: Page) -> None:
    _settle(page, "members/letter/?status__exact=draft")
    page.locator("#result_list tbody a").first.click()
    page.get_by_role("link", name="Ja, verstuur deze brief").click()


def series(page: Page) -> None:
    _settle(page, "events/series/")
    page.locator("#result_list tbody a").first.click()
    page.get_by_role("link", name="Zet de dagen in de agenda").click()


PICTURES: dict[str, Callable[[Page], None]] = {
    "werklijst": opened(""),
    "kandidaat": opened("recruitment/candidate/2/change/"),
    "rooster": opened("rooster/"),
    "brief": letter,
    "reeks": series,
    "cijfers": opened("cijfers/"),
    "spoor": opened("spoor/"),
}


def log_in(page: Page) -> None:
    page.goto(f"{sys.argv[1]}/beheer/")
    page.get_by_label("Gebruikersnaam").fill("secretaris")
    page.get_by_label("Wachtwoord").fill(os.environ["DEMO_PASSWORD"])
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url(f"{sys.argv[1]}/beheer/")


def keep(page: Page, name: str) -> None:
    # Without the head, which is the same on every page and takes a third of so small a picture.
    content = page.locator("#content").bounding_box()
    assert content is not None
    shot = page.screenshot(clip={"x": 0, "y": content["y"], **SIZE})
    Image.open(io.BytesIO(shot)).convert("RGB").save(FOLDER / f"{name}.webp", quality=80, method=6)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={**SIZE, "height": 2 * SIZE["height"]})
        log_in(page)
        for name, go in PICTURES.items():
            go(page)
            keep(page, name)
        browser.close()


if __name__ == "__main__":
    main()
