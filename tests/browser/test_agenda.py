"""What a search engine reads on the pages about get-togethers, with a real browser's policy in force."""

import pytest
from playwright.sync_api import Page

from events.models import GetTogether

pytestmark = pytest.mark.browser


def test_the_browser_has_no_complaint_about_the_data_for_search_engines(editor: Page) -> None:
    for url in ["/", "/agenda/", GetTogether.objects.all()[0].get_absolute_url()]:
        editor.goto(url)
        assert editor.locator("[itemtype='https://schema.org/Event'] [itemprop=startDate]").count() >= 1
