"""Logging in with a real browser and a played telephone, and what its pages look like."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page, expect

from clientenraad.accounts import actions
from clientenraad.models import Colleague
from tests.browser.account_states import KEEPER_STATES, STATES, chosen, link_of_colleague
from tests.browser.looking import TWO_LOOKS, nu_errors, problems_in
from tests.browser.passkey import log_in_by_passkey, make_passkey
from tests.browser.states import UNSEEN, address_of, url_names
from tests.browser.ways import PASSWORD, log_in

pytestmark = pytest.mark.browser


def test_from_invitation_to_dashboard_and_back_in_by_passkey(colleague: Page, problems: list[str]) -> None:
    link = link_of_colleague()
    chosen(colleague)
    colleague.goto("/beheer/events/newsitem/")
    expect(colleague.get_by_role("heading", name="Uw tweede stap bij het inloggen")).to_be_visible()
    make_passkey(colleague)
    expect(colleague.locator(".spare-codes li")).to_have_count(10)
    colleague.get_by_role("link", name="Ik heb de codes bewaard").click()
    expect(colleague.get_by_role("heading", name="Wat is er te doen?")).to_be_visible()
    colleague.get_by_role("button", name="Uitloggen").click()
    expect(colleague.get_by_role("heading", name="U bent uitgelogd")).to_be_visible()
    assert colleague.context.cookies() == []
    log_in_by_passkey(colleague)
    assert problems == []
    colleague.goto(link)
    expect(colleague.get_by_role("heading", name="Deze link werkt niet meer")).to_be_visible()


def test_the_administrator_invites_without_mail_and_hands_over_the_link(colleague: Page) -> None:
    keeper = Colleague.objects.get(username="beheer")
    colleague.goto(actions.make_link(keeper, by=None))
    colleague.get_by_label("Uw nieuwe wachtwoord").fill("acht bruine stoelen dansen")
    colleague.get_by_label("Nog een keer hetzelfde wachtwoord").fill("acht bruine stoelen dansen")
    colleague.get_by_role("button", name="Bewaar het wachtwoord").click()
    make_passkey(colleague)
    colleague.goto("/beheer/clientenraad/colleague/add/")
    colleague.get_by_label("Voornaam").fill("Piet")
    colleague.get_by_label("Gebruikersnaam").fill("piet")
    colleague.get_by_label("Redactie").check()
    colleague.get_by_role("button", name="Bewaar", exact=True).click()
    expect(colleague.get_by_role("heading", name="Geef deze link aan uw collega")).to_be_visible()
    assert "/beheer/welkom/" in colleague.locator(".secret-link").inner_text()


def test_the_pages_of_logging_in_are_sound_and_accessible(colleague: Page, tmp_path: Path) -> None:
    found: dict[str, object] = {}
    for name, way in STATES.items():
        way(colleague)
        if "in error" not in name:
            assert resolve(urlsplit(colleague.url).path).url_name == address_of(name), name
        (tmp_path / f"{name}.html").write_text(colleague.content(), encoding="utf-8")
        if problems := problems_in(colleague, TWO_LOOKS):
            found[name] = problems
    assert found == {}
    assert nu_errors(tmp_path) == set()


def test_the_administrators_pages_of_accounts_are_accessible(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    log_in(page, "beheer")
    found = {}
    for name, way in KEEPER_STATES.items():
        way(page)
        if problems := problems_in(page, TWO_LOOKS):
            found[name] = problems
    context.close()
    assert found == {}


def test_every_address_of_logging_in_is_looked_at() -> None:
    promised = {name for name, why in UNSEEN.items() if why == "seen in account_states.py"}
    assert promised == {address_of(name) for name in STATES}
    assert promised <= url_names()


def test_without_javascript_the_password_and_an_app_do(visitor: Page) -> None:
    visitor.goto("/beheer/login/")
    expect(visitor.get_by_role("button", name="Gebruik een passkey")).to_be_hidden()
    visitor.get_by_label("Gebruikersnaam").fill("secretaris")
    visitor.get_by_label("Wachtwoord").fill(PASSWORD)
    visitor.get_by_role("button", name="Inloggen").click()
    expect(visitor.get_by_role("heading", name="Wat is er te doen?")).to_be_visible()
