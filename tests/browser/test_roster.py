"""The rooster van aftreden on paper and on a narrow phone."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from playwright.sync_api import Page

from members.models import Council, Member, Term

pytestmark = pytest.mark.browser


def fifteen_members() -> None:
    """As many people as usual on the roster, one of them with a long name."""
    today = timezone.localdate()
    seated = Member.objects.filter(terms__ends_on__gte=today).distinct().count()
    names = [f"Proef van der Voorbeeldstraat-Verzonnen {n}" for n in range(15 - seated)]
    people = Member.objects.bulk_create(Member(name=name) for name in names)
    days = {"starts_on": today, "ends_on": today + timedelta(days=900)}
    QuerySet(Term).bulk_create(Term(member=person, **days) for person in people)


def test_the_roster_of_fifteen_is_one_sheet_and_the_seats_the_next(secretary: Page):
    fifteen_members()
    secretary.goto("/beheer/rooster/")
    assert secretary.locator(".roster-chart").first.locator("g").count() == 15
    assert b"/Count 2\n" in secretary.pdf(prefer_css_page_size=True)


def test_on_a_narrow_phone_only_the_boxes_scroll(visitor: Page):
    QuerySet(Council).update(roster_public=True)
    visitor.set_viewport_size({"width": 320, "height": 640})
    visitor.goto("/leden/rooster/")
    assert visitor.locator("html").evaluate("page => page.scrollWidth") == 320
    box = visitor.get_by_role("region", name="Tijdlijn van de zittingstermijnen")
    box.focus()
    assert box.evaluate("box => box === document.activeElement && box.scrollWidth > box.clientWidth")
