"""A newcomer signs up, the secretary appoints, and the public pages follow: in a real browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from members import post
from members.models import Member
from members.seats import occupancy
from recruitment.models import Candidate

pytestmark = pytest.mark.browser
NAME = "Nieuwe Nevelvlek"


def sign_up(visitor: Page) -> None:
    """As somebody does who came to look: read, fill in, make a mistake, mend it, check, send."""
    visitor.goto("/vacatures/lid/")
    visitor.get_by_role("link", name="Meld u aan").first.click()
    visitor.get_by_role("radio", name="E-mail").check()
    visitor.get_by_label("Uw e-mailadres").fill("nieuwe.nevelvlek@")
    visitor.get_by_role("button", name="Volgende stap").click()
    expect(visitor).to_have_title(re.compile("^2 foutmeldingen - "))
    visitor.get_by_role("link", name="Vul uw naam in.").click()
    visitor.get_by_label("Uw naam").fill(NAME)
    visitor.get_by_label("Uw e-mailadres").fill("nieuwe.nevelvlek@voorbeeld.example")
    visitor.get_by_role("button", name="Volgende stap").click()
    expect(visitor.get_by_role("heading", name="Controleer uw antwoorden")).to_be_visible()
    visitor.get_by_role("button", name="Aanmelden").click()
    expect(visitor.get_by_role("heading", name="Uw aanmelding is verstuurd")).to_be_visible()
    expect(visitor.get_by_text("werkdagen contact met u op")).to_be_visible()


def press(secretary: Page, button: str, **fields: str) -> None:
    """Open the step from the candidate's page, fill in its small form and do it."""
    secretary.get_by_role("link", name=button).click()
    for name, value in fields.items():
        secretary.locator(f"[name={name}]").fill(value)
    secretary.get_by_role("button", name=button).click()


def hold_talk(secretary: Page, button: str) -> None:
    an_hour_ago = (timezone.localtime() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    secretary.get_by_role("link", name=button).click()
    for choice in secretary.locator("[name=participants]").all()[:2]:
        choice.check()
    secretary.get_by_label("dag en tijd").fill(an_hour_ago)
    secretary.get_by_label("plek, telefoonnummer of webadres").fill("Stadhuis, kamer 3")
    secretary.get_by_role("button", name=button).click()
    secretary.get_by_role("link", name="Leg het gesprek vast").click()
    secretary.get_by_role("radio", name="we gaan verder").check()
    secretary.get_by_role("button", name="Leg het gesprek vast").click()


def answer_yes(secretary: Page, side: str) -> None:
    secretary.get_by_role("link", name="Noteer een antwoord").click()
    secretary.get_by_role("radio", name=side).check()
    secretary.get_by_role("radio", name="ja, akkoord").check()
    secretary.get_by_role("button", name="Noteer een antwoord").click()


def places(visitor: Page) -> str:
    visitor.goto("/vacatures/lid/")
    return visitor.locator("strong", has_text="plaats").first.inner_text()


def test_from_first_visit_to_member(visitor: Page, secretary: Page) -> None:
    today = timezone.localdate()
    seats = occupancy(today)
    sign_up(visitor)

    secretary.goto("/beheer/")
    secretary.get_by_role("link", name="Kandidaten").first.click()
    secretary.get_by_role("link", name=NAME).click()
    hold_talk(secretary, "Plan het kennismakingsgesprek")
    hold_talk(secretary, "Plan het gesprek met een delegatie")
    press(secretary, "Vraag over en weer akkoord")
    answer_yes(secretary, "de raad")
    answer_yes(secretary, "de kandidaat")
    press(secretary, "Start de proefperiode", first=today.isoformat())
    expect(secretary.get_by_text("De proefperiode loopt tot en met")).to_be_visible()
    assert places(visitor).startswith(f"{seats.free - 1} van de {seats.all} ")

    hold_talk(secretary, "Plan het aanstellingsgesprek")
    press(secretary, "Draag voor aan het college", on=today.isoformat())
    press(
        secretary,
        "Noteer de benoeming door het college",
        decided_on=today.isoformat(),
        reference="B26-14",
        first=today.isoformat(),
    )
    expect(secretary.get_by_text("De kandidaat is nu lid.")).to_be_visible()
    assert places(visitor).startswith(f"{seats.free - 1} van de {seats.all} ")

    visitor.goto("/leden/")
    expect(visitor.get_by_text(NAME)).to_have_count(0)
    secretary.goto(f"/beheer/members/member/{Member.objects.get(name=NAME).pk}/change/")
    secretary.locator("[name=consent_on]").fill(today.isoformat())
    secretary.locator("[name=consent_how]").fill("in het aanstellingsgesprek")
    secretary.get_by_role("button", name="Opslaan", exact=True).click()
    expect(secretary.locator(".messagelist .success")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text(NAME)).to_be_visible()


def test_the_applicant_follows_her_own_road_and_stops(visitor: Page) -> None:
    sign_up(visitor)
    candidate = Candidate.objects.get(name=NAME)
    letter = post.full_text(candidate.letters.get())
    visitor.goto(re.search(r"http://testserver(\S+)", letter)[1])
    visitor.get_by_role("button", name="Open mijn pagina").click()
    expect(visitor).to_have_url(re.compile("/aanmelding/mijn/$"))
    expect(visitor.locator("[aria-current=step]")).to_contain_text("Aangemeld")

    visitor.get_by_role("link", name="Ik wil stoppen").click()
    visitor.get_by_role("button", name="Ja, ik stop").click()
    expect(visitor.get_by_text("U bent gestopt met uw aanmelding.")).to_be_visible()
    visitor.get_by_role("button", name="Klaar, sluit af").first.click()
    visitor.goto("/aanmelding/mijn/")
    expect(visitor).to_have_url(re.compile("/aanmelding/afgesloten/$"))
