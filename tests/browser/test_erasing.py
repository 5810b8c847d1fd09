"""From sign-up to erased, on an old phone without JavaScript (docs/rules.md, 16)."""

import re

import pytest
from playwright.sync_api import Page, expect

from members.models import Letter
from recruitment.models import Candidate, PastRoad
from tests.browser.test_main_road import NAME, sign_up

pytestmark = pytest.mark.browser


def test_from_sign_up_to_erased(visitor: Page, secretary: Page) -> None:
    sign_up(visitor)
    candidate = Candidate.objects.get(name=NAME)
    page = f"/beheer/recruitment/candidate/{candidate.pk}/change/"
    secretary.goto(page)
    expect(secretary.get_by_role("link", name="Wis alle gegevens")).to_be_visible()

    link = candidate.new_personal_link()
    visitor.goto(link[link.index("/aanmelding/") :])
    visitor.get_by_role("button", name="Open mijn pagina").click()
    visitor.goto("/aanmelding/mijn/wissen/")
    visitor.get_by_role("button", name="Ja, wis al mijn gegevens").click()
    expect(visitor.get_by_role("heading", name="Uw gegevens zijn gewist")).to_be_visible()

    visitor.goto("/aanmelding/mijn/")
    expect(visitor.get_by_role("heading", name="Uw pagina is dicht")).to_be_visible()
    secretary.goto(page)
    expect(secretary).to_have_url(re.compile("/beheer/$"))
    assert not Candidate.objects.filter(name=NAME).exists()
    assert not Letter.objects.filter(body__contains=NAME).exists()
    assert PastRoad.objects.get().outcome == "withdrawn"
