"""The rich text editor works under the strict policy, and has a name for who cannot see its label."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_editor_opens_with_a_name_and_the_browser_has_nothing_to_complain_about(secretary: Page) -> None:
    secretary.goto("/beheer/members/council/1/change/")
    editor = secretary.get_by_role("textbox", name="Wie helpt bij een eigen probleem").first
    expect(editor).to_be_visible()
    expect(editor).to_have_attribute("contenteditable", "true")
