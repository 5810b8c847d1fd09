"""Makes pictures of pages, to look at: every page in every state, at both widths, light and dark.

    python -m tests.browser.pictures                    all of them, into var/pictures/
    python -m tests.browser.pictures home 'own_page*'   these states, by name
    python -m tests.browser.pictures 'desk/*'           what the secretary sees
    python -m tests.browser.pictures --docs             the few that stand in docs/img/

The states are those of states.py and desk_states.py, with the demo council of Groningen behind them.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
# Playwright keeps an event loop in this thread, which makes Django think that it runs inside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser import desk_states, states
from tests.browser.dressed import dress, dress_desk
from tests.browser.looking import CHROMIUM, EVERY_LOOK, WIDTHS
from tests.browser.ways import PASSWORD, Way, log_in

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "var" / "pictures"
DOCS = ROOT / "docs" / "img"
# What stands in README.md and the docs: file, state, width, height and scheme.
IN_DOCS = [
    ("home", "public/home", 1280, 860, "light"),
    ("home-phone", "public/home", 360, 740, "dark"),
    ("vacancy", "public/vacancy", 1280, 860, "light"),
    ("agenda", "public/agenda", 1280, 860, "light"),
    ("own-page", "public/own_page: at trial", 360, 740, "light"),
    ("desk", "desk/index", 1280, 860, "light"),
    ("candidate", "desk/recruitment_candidate_change: at received", 1280, 860, "light"),
    ("roster", "desk/roster", 1280, 860, "light"),
    ("year", "desk/figures: of this year", 1280, 860, "light"),
]
NAMES = {f"public/{name}": way for name, way in states.STATES.items()}
NAMES |= {f"desk/{name}": way for name, way in desk_states.STATES.items()}


@contextmanager
def demo_site() -> Iterator[str]:
    """The address of a server with the demo council in it, dressed as for the tests."""
    setup_test_environment()
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SITE_URL = "https://raad.example"  # what a picture may show of an address
    os.environ["DEMO_PASSWORD"] = PASSWORD
    databases = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    call_command("demo", "groningen", verbosity=0)
    dress()
    server = LiveServer("localhost")
    try:
        yield server.url
    finally:
        server.stop()
        teardown_databases(databases, verbosity=0)


@contextmanager
def page_for(browser: Browser, site: str, name: str) -> Iterator[Page]:
    """The browser of a visitor, or of the secretary who has logged in."""
    context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    if name.startswith("desk/"):
        log_in(page, "secretaris")
    yield page
    context.close()


def take(page: Page, folder: Path, name: str, way: Way) -> None:
    """Four pictures of the whole page: both widths, light and dark."""
    way(page)
    for width, scheme in EVERY_LOOK:
        page.set_viewport_size(WIDTHS[width])
        page.emulate_media(color_scheme=scheme)
        file = f"{name.replace(': ', '-').replace(' ', '-')}-{width}-{scheme}.png"
        page.screenshot(path=folder / file, full_page=True)


def take_all(browser: Browser, site: str, names: list[str]) -> None:
    """Pictures of these states into var/pictures, the visitor's before the desk is dressed."""
    dressed = False
    for name in sorted(names, key=lambda name: name.startswith("desk/")):
        if name.startswith("desk/") and not dressed:
            dress_desk()
            dressed = True
        kind = name.partition("/")[0]
        (PICTURES / kind).mkdir(parents=True, exist_ok=True)
        with page_for(browser, site, name) as page:
            take(page, PICTURES / kind, name.partition("/")[2], NAMES[name])
        print(name, flush=True)


def take_docs(browser: Browser, site: str) -> None:
    """The first screen of a few pages, small enough to keep beside the code."""
    for file, name, width, height, scheme in IN_DOCS:
        with page_for(browser, site, name) as page:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            NAMES[name](page)
            picture = Image.open(BytesIO(page.screenshot()))
        picture.save(DOCS / f"{file}.webp", quality=82, method=6)
        print(DOCS / f"{file}.webp")


def chosen(patterns: list[str]) -> list[str]:
    """The names that fit; a pattern without a kind in front is looked for among both kinds."""
    return [name for name in NAMES if any(fnmatch(name, p) or fnmatch(name.partition("/")[2], p) for p in patterns)]


def main(arguments: list[str]) -> int:
    names = chosen(arguments or ["*"])
    if not names and arguments != ["--docs"]:
        print("No state is called so. The names are in tests/browser/states.py and desk_states.py.")
        return 1
    with demo_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take_docs(browser, site) if arguments == ["--docs"] else take_all(browser, site, names)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
