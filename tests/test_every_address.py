"""No address escapes: each is looked at in a browser in some state, or says why not; and no method surprises it.

The states are in tests/browser; that every one of them is known is asked here, so that no browser is needed to hear
of a new page that nobody looks at.
"""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.exceptions import NoReverseMatch

from tests.browser import desk_states, states
from tests.browser.states import address_of, url_names

# For every address outside the admin that has something to fill in: what fits, though nothing needs to be there.
FILLED_IN = {
    "text_page": {"slug": "armoede"},
    "document": {"pk": 1},
    "document_answer": {"pk": 1},
    "write": {"subject": "bericht"},
    "vacancy": {"slug": "lid"},
    "sign_up": {"slug": "lid"},
    "signed_up": {"slug": "lid"},
    "own_page_door": {"token": "abcd-efgh"},
    "agenda_archive": {"year": 2025},
    "get_together": {"slug": "borrel"},
    "get_together_calendar": {"slug": "borrel"},
    "news_of_year": {"year": "2025"},
    "news_item": {"slug": "nieuws"},
    "award": {"slug": "prijs"},
    "mfa_remove_webauthn": {"pk": 1},
    "welcome": {"number": 1, "token": "abc-def"},
    "portrait": {"stem": "0" * 32, "size": "96", "way": "jpg"},
    "photo": {"stem": "0" * 32, "width": "480", "way": "jpg"},
}

# What somebody who did not open a page of her own can send something to.
FORMS = {"lost_link", "write", "sign_up", "own_page_door", "account_login", "welcome"}


def test_every_public_address_is_looked_at_or_has_a_reason_not_to_be():
    seen = {address_of(name) for name in states.STATES if name not in states.ELSEWHERE}
    assert seen | states.UNSEEN.keys() == url_names()
    assert seen & states.UNSEEN.keys() == set()


def test_every_address_of_the_admin_is_looked_at_or_has_a_reason_not_to_be():
    seen = {address_of(name) for name in desk_states.STATES}
    others = url_names("admin") - seen - desk_states.UNSEEN.keys()
    ends, keepers = desk_states.UNSEEN_ENDS, desk_states.KEEPERS
    assert {name for name in others if not name.startswith(keepers) and not name.endswith(ends)} == set()
    assert (seen | desk_states.UNSEEN.keys()) <= url_names("admin")


def test_every_address_leads_to_a_group_that_is_walked():
    assert _namespaces(get_resolver().url_patterns) == {"", "admin"}


def _namespaces(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """The group of every address, at any depth."""
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= {pattern.namespace} if pattern.namespace else _namespaces(pattern.url_patterns)
        else:
            found.add("")
    return found


def address(name: str) -> str:
    return reverse(name, kwargs=FILLED_IN.get(name, {}))


def test_an_address_that_asks_for_something_new_is_tried_too():
    def needs_more(name: str) -> bool:
        try:
            return resolve(address(name)).url_name != name
        except NoReverseMatch:
            return True

    assert [name for name in sorted(url_names()) if needs_more(name)] == []


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_no_public_address_does_anything_with_a_method_that_no_page_uses(council, method):
    client = Client(raise_request_exception=False)
    answers = {name: getattr(client, method)(address(name)).status_code for name in url_names()}
    # The own page says first that it is not open, and a page that is not there that it is not there.
    assert {name: status for name, status in answers.items() if status not in {302, 404, 405}} == {}


def test_a_page_without_a_form_cannot_be_posted_to(council):
    client = Client(raise_request_exception=False)
    answers = {name: client.post(address(name)).status_code for name in url_names() - FORMS}
    assert {name: status for name, status in answers.items() if status not in {302, 404, 405}} == {}


def test_a_folder_of_files_cannot_be_looked_into(client, council):
    for path in (settings.MEDIA_URL, f"{settings.MEDIA_URL}fotos/", f"{settings.MEDIA_URL}x.pdf", settings.STATIC_URL):
        assert client.get(path).status_code == 404, path
