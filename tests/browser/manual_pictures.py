"""Make the pictures of the manual anew: ``DEMO_PASSWORD=… python -m tests.browser.manual_pictures http://localhost:8000``.

The address is that of ``./start`` with the demo of Groningen. Each picture is taken as wide as a desk and kept
at 1000 by 640 pixels; templates/manual says what it shows in words, so look at the two together.
"""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parents[2] / "static" / "img" / "manual"
DESK = {"width": 1280, "height": 819}
KEPT = (1000, 640)


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


def year(page: Page) -> None:
    _settle(page, "cijfers/")
    page.get_by_role("heading", name="Plaatsen").evaluate("heading => heading.scrollIntoView()")


PICTURES: dict[str, Callable[[Page], None]] = {
    "werklijst": opened(""),
    "kandidaat": opened("recruitment/candidate/2/change/"),
    "rooster": opened("rooster/"),
    "brief": letter,
    "reeks": series,
    "jaarverslag": year,
}


def log_in(page: Page) -> None:
    page.goto(f"{sys.argv[1]}/beheer/")
    page.get_by_label("Gebruikersnaam").fill("secretaris")
    page.get_by_label("Wachtwoord").fill(os.environ["DEMO_PASSWORD"])
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url(f"{sys.argv[1]}/beheer/")


def keep(page: Page, name: str) -> None:
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.resize(KEPT, Image.Resampling.LANCZOS).save(FOLDER / f"{name}.webp", quality=80, method=6)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=DESK, locale="nl-NL")
        log_in(page)
        for name, go in PICTURES.items():
            go(page)
            keep(page, name)
        browser.close()


if __name__ == "__main__":
    main()
