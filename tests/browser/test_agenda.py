"""What a search engine reads in the pages, with a real browser's policy in force."""

import pytest
from playwright.sync_api import Page

from events.models import GetTogether, NewsItem

pytestmark = pytest.mark.browser


def test_the_browser_has_no_complaint_about_the_data_for_search_engines(editor: Page) -> None:
    get_together, item = GetTogether.objects.all()[0], NewsItem.objects.all()[0]
    for url in ["/", "/vacatures/lid/", get_together.get_absolute_url(), item.get_absolute_url()]:
        editor.goto(url)
        assert editor.locator("script[type='application/ld+json']").count() >= 1
