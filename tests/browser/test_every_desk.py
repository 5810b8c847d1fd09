"""Every page of our own admin, as the secretary meets it: axe finds nothing and nothing sticks out."""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser

from tests.browser.desk_states import STATES
from tests.browser.dressed import dress, dress_desk
from tests.browser.looking import NARROW, TWO_LOOKS, WIDTHS, problems_in
from tests.browser.states import address_of
from tests.browser.ways import log_in

pytestmark = pytest.mark.browser
PARTS = 3


@pytest.mark.parametrize("part", range(PARTS))
def test_every_desk_is_accessible_wide_and_narrow_light_and_dark(browser: Browser, site: str, part: int) -> None:
    dress()
    dress_desk()
    context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    log_in(page, "secretaris")
    found = {}
    for name in list(STATES)[part::PARTS]:
        page.set_viewport_size(WIDTHS["1280"])
        STATES[name](page)
        assert resolve(urlsplit(page.url).path).url_name == address_of(name), name
        # A page that says only that she may not come here would be without fault too.
        assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 200, name
        if problems := problems_in(page, NARROW if ":" in name else TWO_LOOKS):
            found[name] = problems
    context.close()
    assert found == {}
