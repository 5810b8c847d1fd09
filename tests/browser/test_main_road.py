"""From first visit to welcome letter: the applicant on her phone and the secretary at her desk, on one road."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from members.models import Member
from members.seats import occupancy
from recruitment.models import Candidate
from tests.browser.mailbox import letter_to, open_link
from tests.browser.story import EMAIL, NAME, Story, sign_up

pytestmark = pytest.mark.browser
OTHER = "Samuel Granaatappel"  # of the demo; his appointment talk is planned


def is_received(story: Story) -> None:
    sign_up(story.visitor)
    letter = story.letter()
    assert letter.subject == "U hoeft niets te doen: wij hebben uw aanmelding"
    expect(story.visitor).to_have_url(re.compile("/aanmelding/mijn/$"))
    expect(story.visitor.locator("[aria-current=step]")).to_contain_text("Aangemeld")
    story.visitor.get_by_role("button", name="Ja, dit adres klopt").click()
    expect(story.visitor.get_by_text("Uw e-mailadres is bevestigd.")).to_be_visible()


def is_invited(story: Story) -> None:
    story.work("plan het kennismakingsgesprek")
    story.plan("Plan het kennismakingsgesprek", "2026-03-10T14:30", bring="uw vragen op papier")
    assert story.letter().subject == "Noteer in uw agenda: kennismakingsgesprek op 10 maart"
    talk = story.visitor.locator(".facts")
    expect(talk).to_contain_text("dinsdag 10 maart 2026, 14.30 uur")
    expect(talk).to_contain_text("Stadhuis, kamer 3")
    expect(talk).to_contain_text("Desmond Kompas, voorzitter")
    expect(talk).to_contain_text("uw vragen op papier")
    file = story.appointment()
    assert "DTSTART;TZID=Europe/Amsterdam:20260310T143000" in file
    assert NAME not in file


def is_moved(story: Story) -> None:
    story.plan("Verzet de afspraak", "2026-03-11T15:00")
    story.letter()
    expect(story.visitor.locator(".facts")).to_contain_text("woensdag 11 maart 2026, 15.00 uur")
    file = story.appointment()
    assert "DTSTART;TZID=Europe/Amsterdam:20260311T150000" in file
    assert "SEQUENCE:1" in file


def talks(story: Story) -> None:
    story.on(3, 11, 17)
    story.work("leg het kennismakingsgesprek vast")
    story.record()
    story.plan("Plan het gesprek met een delegatie", "2026-03-18T10:00", people=2)
    story.letter()
    expect(story.visitor.locator("[aria-current=step]")).to_contain_text("Gesprek met een delegatie")
    story.on(3, 18, 12)
    story.work("leg het gesprek met een delegatie vast")
    story.record()


def agree(story: Story) -> None:
    """She says yes on her own page; for the council the secretary does."""
    story.press("Vraag over en weer akkoord")
    story.letter()
    story.visitor.get_by_role("button", name="Ja, ik wil verder").click()
    expect(story.visitor.get_by_text("U zei ja, ik wil verder")).to_be_visible()
    story.work("noteer het antwoord van de raad")
    story.open("Noteer een antwoord")
    story.secretary.get_by_role("radio", name="de raad").check()
    story.secretary.get_by_role("radio", name="ja, akkoord").check()
    story.secretary.get_by_role("button", name="Noteer een antwoord").click()


def is_on_trial(story: Story) -> None:
    """Three months, over the change of the clock; the place is held from the first day."""
    seats = occupancy(timezone.localdate())
    story.press("Start de proefperiode", first="2026-03-19")
    expect(story.secretary.get_by_text("loopt tot en met donderdag 18 juni 2026")).to_be_visible()
    story.letter()
    expect(story.visitor.get_by_text("tot en met donderdag 18 juni 2026").first).to_be_visible()
    assert story.places().startswith(f"{seats.free - 1} van de {seats.all} ")
    story.on(5, 11)
    story.work("de helft van de proefperiode is voorbij")
    story.press("Noteer hoe het halverwege gaat", notes="Gaat goed. Wil meer weten over schulden.")
    expect(story.secretary.get_by_text("Genoteerd hoe het halverwege gaat.")).to_be_visible()


def has_the_last_talk(story: Story) -> None:
    story.on(6, 8)
    story.work("de proefperiode eindigt op 18 juni 2026. Plan het aanstellingsgesprek")
    story.plan("Plan het aanstellingsgesprek", "2026-06-18T14:00")
    story.letter()
    expect(story.visitor.locator(".facts")).to_contain_text("Desmond Kompas, voorzitter")
    story.on(6, 18, 16)
    story.work("leg het aanstellingsgesprek vast")
    story.record()


def is_nominated_with_another(story: Story) -> None:
    story.secretary.goto(f"/beheer/recruitment/candidate/{Candidate.objects.get(name=OTHER).pk}/change/")
    story.record()
    story.secretary.goto("/beheer/")
    story.secretary.get_by_role("link", name="2 kandidaten kunnen worden voorgedragen").click()
    story.secretary.get_by_role("button", name="Draag voor aan het college").click()
    expect(story.secretary.get_by_text("2 kandidaten zijn voorgedragen op 18 juni 2026.")).to_be_visible()
    story.secretary.get_by_role("button", name="Toon om af te drukken").first.click()
    for name in (NAME, OTHER):
        expect(story.secretary.get_by_text(name)).to_be_visible()
    expect(story.secretary.get_by_text(EMAIL)).to_have_count(0)
    story.letter()
    expect(story.visitor.get_by_text("De raad droeg u voor op donderdag 18 juni 2026.")).to_be_visible()


def is_appointed(story: Story) -> None:
    story.on(7, 1)
    seats = occupancy(timezone.localdate())
    story.work("noteer het besluit van het college")
    story.press("Noteer de benoeming door het college", decided_on="2026-06-30", reference="B26-14", first="2026-07-01")
    expect(story.secretary.get_by_text("De kandidaat is nu lid.")).to_be_visible()
    letter = story.letter()
    assert letter.subject == "U hoeft niets te doen: u bent benoemd"
    assert "Eerste dag als lid: 1 juli 2026" in str(letter.body)
    expect(story.visitor.get_by_text("Gefeliciteerd! U bent benoemd tot lid van de raad.")).to_be_visible()
    expect(story.visitor.get_by_text("Uw termijn loopt van woensdag 1 juli 2026")).to_be_visible()
    assert story.places().startswith(f"{seats.free} van de {seats.all} ")  # the held place became the term


def is_named_once_she_agrees(story: Story) -> None:
    story.visitor.goto("/leden/")
    expect(story.visitor.get_by_text(NAME)).to_have_count(0)
    story.secretary.goto(f"/beheer/members/member/{Member.objects.get(name=NAME).pk}/change/")
    story.secretary.locator("[name=consent_on]").fill("2026-07-01")
    story.secretary.locator("[name=consent_how]").fill("in het aanstellingsgesprek")
    story.secretary.get_by_role("button", name="Bewaar", exact=True).click()
    expect(story.secretary.locator(".messagelist .success")).to_be_visible()
    story.visitor.reload()
    expect(story.visitor.get_by_text(NAME)).to_be_visible()


def test_from_first_visit_to_welcome_letter(story: Story) -> None:
    is_received(story)
    is_invited(story)
    is_moved(story)
    talks(story)
    agree(story)
    is_on_trial(story)
    has_the_last_talk(story)
    is_nominated_with_another(story)
    is_appointed(story)
    is_named_once_she_agrees(story)


def test_the_applicant_stops_and_closes_her_page(visitor: Page, settings: Any) -> None:
    sign_up(visitor)
    open_link(visitor, letter_to(EMAIL, settings))
    visitor.get_by_role("link", name="Ik wil stoppen").click()
    visitor.get_by_role("button", name="Ja, ik stop").click()
    expect(visitor.get_by_text("U bent gestopt met uw aanmelding.")).to_be_visible()
    visitor.get_by_role("button", name="Klaar, sluit af").first.click()
    visitor.goto("/aanmelding/mijn/")
    expect(visitor).to_have_url(re.compile("/aanmelding/afgesloten/$"))
