"""A council that only just begins, and one that is full: pages without anything on them look right too."""

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from playwright.sync_api import Browser

from members.actions import appoint
from members.models import Member, SeatNumber
from recruitment.models import Vacancy
from tests.browser.looking import TWO_LOOKS, problems_in

pytestmark = pytest.mark.browser
EMPTY = ["/", "/leden/", "/vacatures/", "/agenda/", "/nieuws/", "/prijzen/", "/over-ons/", "/contact/", "/privacy/"]
FULL = ["/", "/vacatures/", "/vacatures/lid/", "/vacatures/lid/aanmelden/"]


@pytest.fixture
def bare_site(transactional_db: None, live_server) -> str:
    """A site on its first day: the rows of the migrations, and nothing else."""
    cache.clear()
    return live_server.url


def problems_at(browser: Browser, site: str, addresses: list[str]) -> dict[str, object]:
    context = browser.new_context(base_url=site, locale="nl-NL", reduced_motion="reduce")
    page, found = context.new_page(), {}
    for address in addresses:
        assert page.goto(address).ok, address
        if problems := problems_in(page, TWO_LOOKS):
            found[address] = problems
    context.close()
    return found


def test_a_site_on_its_first_day_is_accessible(browser: Browser, bare_site: str) -> None:
    assert problems_at(browser, bare_site, EMPTY) == {}


def test_a_full_council_is_accessible(browser: Browser, bare_site: str) -> None:
    today = timezone.localdate()
    QuerySet(SeatNumber).update(seats=1)
    appoint(Member.objects.create(name="Wolk Voorbeeld"), first=today, today=today)
    Vacancy.objects.create(title="Lid van de raad", slug="lid", summary="Wij zoeken mensen.", is_published=True)
    assert problems_at(browser, bare_site, FULL) == {}
