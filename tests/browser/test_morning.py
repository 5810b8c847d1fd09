"""A whole morning: the secretary works through every line of the worklist, until there is nothing to do."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from recruitment.models import Candidate
from tests.browser.passkey import log_in_by_passkey, make_passkey
from tests.browser.ways import log_in

pytestmark = pytest.mark.browser
TODAY = timezone.localdate


def filled(**values: str) -> Callable[[Page], None]:
    """Fill in these fields and press the step's button."""

    def act(page: Page) -> None:
        for name, value in values.items():
            page.locator(f".step-form [name={name}]").fill(value)
        press(page)

    return act


def press(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".step-form .button").click()


def plan(page: Page) -> None:
    """For next week, with two members whatever the talk."""
    at = timezone.localtime() + timedelta(days=7)
    for box in page.locator("[name=participants]").all()[:2]:
        box.check()
    filled(planned_at=at.strftime("%Y-%m-%dT14:00"), place="Stadhuis")(page)


def record(page: Page) -> None:
    page.get_by_role("radio", name="wij gaan verder").check()
    press(page)


def answer(page: Page) -> None:
    """Yes, from whoever has not answered yet."""
    number = int(re.findall(r"/candidate/(\d+)/", page.url)[0])
    answered = set(Candidate.objects.get(pk=number).answers.values_list("side", flat=True))
    side = "council" if "council" not in answered else "candidate"
    page.locator(f"[name=side][value={side}]").check()
    page.locator("[name=agrees][value=yes]").check()
    press(page)


def appoint(page: Page) -> None:
    today = TODAY().isoformat()
    filled(decided_on=today, reference="B26-1", first=today)(page)


def press_link_then(name: str, then: Callable[[Page], None]) -> Callable[[Page], None]:
    """On the page of a row: the button there, and its form."""

    def act(page: Page) -> None:
        page.get_by_role("link", name=name).first.click()
        then(page)

    return act


def of_candidate(page: Page) -> None:
    """Perhaps the same person: this morning it is somebody else."""
    press_link_then("Dit is iemand anders", press)(page)


def of_member(page: Page) -> None:
    """Who cannot be reappointed is asked to stay on, as an exception."""
    act = filled(decided_on=TODAY().isoformat(), reference="B26-2", why="Het werk is nog niet af.")
    press_link_then("Verleng uitzonderlijk", act)(page)


def of_letter(page: Page) -> None:
    """What is on paper is posted; what is refused is tried again; what must be told is told."""
    buttons = page.get_by_role("link", name=re.compile("op de post|opnieuw te versturen|doorgegeven"))
    buttons.first.click()
    press(page)


def write_who_waits(page: Page) -> None:
    """Who waits longest and was not written yet."""
    page.locator("ol.worklist li").filter(has_not_text="De brief is geschreven").first.get_by_role("link").click()
    press_link_then("Er is een plaats: schrijf de kandidaat", press)(page)


def one_stops(page: Page) -> None:
    """More people count on a seat than there are: one of them says that she stops."""
    page.locator("#result_list tbody th a").first.click()
    press_link_then("De kandidaat stopt", press)(page)


def plan_drinks(page: Page) -> None:
    """In the middle of the first month that the line named."""
    page.get_by_label("Titel").fill("Borrel")
    page.get_by_label("Begin").fill(f"{TODAY() + timedelta(days=20):%Y-%m-%d}T16:00")
    page.get_by_role("button", name="Bewaar", exact=True).click()


# What to do on the page that a line leads to; the first that fits its address.
WAYS: list[tuple[str, Callable[[Page], None]]] = [
    (r"/doe/plan-", plan),
    (r"/doe/leg-gesprek-vast/", record),
    (r"/doe/noteer-antwoord/", answer),
    (r"/doe/halverwege/", filled(notes="Het gaat goed.")),
    (r"/doe/(vraag-akkoord|start-proef|neem-op|verstuur)/", press),
    (r"/candidate/\d+/doe/benoem/", appoint),
    (r"/doe/herbenoem/", filled(decided_on=TODAY().isoformat(), reference="B26-3")),
    (r"/candidate/voordracht/", press),
    (r"/candidate/wachtlijst/", write_who_waits),
    (r"let_op=plaats", one_stops),
    (r"/candidate/\d+/change/", of_candidate),
    (r"/member/\d+/change/", of_member),
    (r"/letter/\d+/change/", of_letter),
    (r"/message/\d+/change/", press_link_then("Beantwoord", press)),
    (r"/page/\d+/change/", press_link_then("Ik heb dit nagekeken", press)),
    (r"/gettogether/add/", plan_drinks),
]


def the_first_line(page: Page) -> bool:
    """Take up the first line of the worklist that has a row of its own; False when the list is empty."""
    page.goto("/beheer/")
    lines = page.locator(".worklist a")
    if not lines.count():
        return False
    lines.first.click()
    if "?status__exact" in page.url or "?beantwoord" in page.url:
        page.locator("#result_list tbody th a").first.click()
    return True


def deal_with(page: Page) -> None:
    act = next((act for address, act in WAYS if re.search(address, page.url)), None)
    assert act, f"no way to deal with {page.url}"
    act(page)
    expect(page.locator(".errorlist, .error-summary, .errornote")).to_have_count(0)


def arrive(page: Page) -> None:
    """Her first time: the password, a passkey as second step, and away; from then on the passkey alone."""
    log_in(page, "secretaris")
    make_passkey(page)
    page.get_by_role("link", name="Ik heb de codes bewaard").click()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="U bent uitgelogd")).to_be_visible()
    log_in_by_passkey(page)


def test_a_morning_ends_with_nothing_to_do(colleague: Page, problems: list[str]) -> None:
    arrive(colleague)
    expect(colleague.locator(".worklist a").first).to_be_visible()
    for _ in range(100):
        if not the_first_line(colleague):
            break
        deal_with(colleague)
    expect(colleague.get_by_text("Er is nu niets te doen. Fijne dag!")).to_be_visible()
    assert problems == []
