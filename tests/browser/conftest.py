"""A real Chromium against a running server with the demo council in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.kept import Copies, fill_with_demo
from tests.browser.looking import CHROMIUM
from tests.browser.passkey import give_passkey_reader
from tests.browser.story import Story, amsterdam
from tests.browser.ways import PASSWORD, log_in

# Playwright keeps an event loop in this thread, which makes Django think that it runs inside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def a_monday_in_march(time_machine: Any) -> None:
    """For a story of months, which crosses a change of the clock; ask for it before ``site``."""
    time_machine.move_to(amsterdam(3, 2, 9))


@pytest.fixture(scope="session")
def copies() -> Iterator[Copies]:
    """The demo councils that were made so far."""
    copies: Copies = {}
    yield copies
    for copy in copies.values():
        copy.close()


@pytest.fixture
def site(transactional_db: None, live_server, monkeypatch, copies: Copies) -> str:
    """The address of a server with the demo council of Groningen."""
    cache.clear()
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    fill_with_demo(copies)
    return live_server.url


def page_in(context: BrowserContext, site: str, problems: list[str]) -> Page:
    """A page that remembers what the browser complains about."""
    page = context.new_page()
    page.on("console", lambda message: message.type in {"error", "warning"} and problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    return page


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Page]:
    """Somebody on an old phone, without JavaScript."""
    context = browser.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 360, "height": 640}, locale="nl-NL"
    )
    yield context.new_page()
    context.close()


@contextmanager
def at_a_desk(browser: Browser, site: str, account: str) -> Iterator[Page]:
    """Somebody who is logged in; at the end the browser has had nothing to complain about."""
    problems: list[str] = []
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900}, locale="nl-NL")
    page = page_in(context, site, problems)
    log_in(page, account)
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def problems() -> list[str]:
    """What the browser complained about."""
    return []


@pytest.fixture
def colleague(browser: Browser, site: str, settings: Any, problems: list[str]) -> Iterator[Page]:
    """Somebody with a phone, on a site that asks for the second step."""
    settings.SECOND_STEP, settings.SITE_URL = True, site
    context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
    page = page_in(context, site, problems)
    give_passkey_reader(page)
    yield page
    context.close()


@pytest.fixture
def secretary(browser: Browser, site: str) -> Iterator[Page]:
    with at_a_desk(browser, site, "secretaris") as page:
        yield page


@pytest.fixture
def editor(browser: Browser, site: str) -> Iterator[Page]:
    with at_a_desk(browser, site, "redactie") as page:
        yield page


@pytest.fixture
def story(a_monday_in_march: None, visitor: Page, secretary: Page, settings: Any, time_machine: Any) -> Story:
    return Story(visitor, secretary, settings, time_machine)
