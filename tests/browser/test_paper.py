"""A vacancy printed by a real browser: one sheet, and none of a long text is lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from recruitment.models import Vacancy

pytestmark = pytest.mark.browser


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type */Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("slug", ["lid", "communicatie"])
def test_a_vacancy_is_one_sheet_with_the_code_and_without_what_paper_cannot_use(visitor: Page, slug: str) -> None:
    visitor.goto(f"/vacatures/{slug}/")
    expect(visitor.locator(".flyer-box")).to_be_hidden()
    assert sheets(visitor) == 1
    visitor.emulate_media(media="print")
    expect(visitor.locator(".flyer-box .qr")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Wie zoeken wij?")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Zo gaat het")).to_be_hidden()
    expect(visitor.locator(".menu-nav, .page-footer-band").first).to_be_hidden()


def test_a_long_text_goes_on_on_the_next_sheet(visitor: Page) -> None:
    vacancy = Vacancy.objects.get(slug="lid")
    vacancy.text *= 8
    vacancy.save()
    visitor.goto("/vacatures/lid/")
    assert sheets(visitor) == 2
