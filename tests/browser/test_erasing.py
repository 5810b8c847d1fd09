"""From sign-up to erased, on an old phone without JavaScript (docs/rules.md, 16)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from members import post
from members.models import Letter
from recruitment.models import Candidate, PastRoad
from tests.browser.mailbox import letter_to, link_in, open_link
from tests.browser.story import EMAIL, NAME, sign_up

pytestmark = pytest.mark.browser


def erases_everything(visitor: Page) -> None:
    visitor.get_by_role("link", name="Wis al mijn gegevens").click()
    expect(visitor.get_by_text("Dit kunt u niet terugdraaien.")).to_be_visible()
    visitor.get_by_role("link", name="Nee, terug naar mijn pagina").click()
    visitor.get_by_role("link", name="Wis al mijn gegevens").click()
    visitor.get_by_role("button", name="Ja, wis al mijn gegevens").click()
    expect(visitor.get_by_role("heading", name="Uw gegevens zijn gewist")).to_be_visible()


def test_from_sign_up_to_erased(visitor: Page, secretary: Page, settings: Any) -> None:
    sign_up(visitor)
    received = letter_to(EMAIL, settings)
    page = f"/beheer/recruitment/candidate/{Candidate.objects.get(name=NAME).pk}/change/"
    secretary.goto(page)
    expect(secretary.get_by_role("link", name="Wis alle gegevens")).to_be_visible()

    open_link(visitor, received)
    settings.MAIL_LEAVES = True  # otherwise there is no last mail
    with post.held_back():
        erases_everything(visitor)
    visitor.goto("/aanmelding/mijn/")
    expect(visitor.get_by_role("heading", name="Uw pagina is dicht")).to_be_visible()
    visitor.goto(link_in(received))
    expect(visitor.get_by_role("heading", name="Deze link werkt niet (meer)")).to_be_visible()
    assert NAME not in str(letter_to(EMAIL, settings).body)  # the last mail: it is all gone, the name too

    secretary.goto(page)
    expect(secretary).to_have_url(re.compile("/beheer/$"))
    finds_nobody(secretary)
    assert not Candidate.objects.filter(name=NAME).exists()
    assert not Letter.objects.filter(body__contains=NAME).exists()
    assert PastRoad.objects.latest("pk").outcome == "withdrawn"


def finds_nobody(secretary: Page) -> None:
    secretary.goto("/beheer/recruitment/candidate/")
    secretary.get_by_label("Zoek op naam").fill(NAME)
    secretary.get_by_role("button", name="Zoek").click()
    expect(secretary.get_by_text("Niemand gevonden.")).to_be_visible()
