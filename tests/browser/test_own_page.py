"""The candidate's own page on a shared computer: used with the keyboard, closed, and gone."""

import re

import pytest
from playwright.sync_api import Page, expect

from recruitment.models import Candidate
from recruitment.road import Stage

pytestmark = pytest.mark.browser


def open_page(visitor: Page, candidate: Candidate) -> None:
    path = re.sub(r"^https?://[^/]+", "", candidate.new_personal_link())
    visitor.goto(path)
    visitor.get_by_role("button", name="Open mijn pagina").press("Enter")
    expect(visitor.get_by_role("heading", name="Uw aanmelding")).to_be_visible()


def place(visitor: Page, selector: str) -> dict[str, float]:
    box = visitor.locator(selector).bounding_box()
    assert box
    return dict(box)


@pytest.mark.parametrize(("width", "beside"), [(360, False), (1280, True)])
def test_letters_and_data_stand_beside_the_road_where_there_is_room(visitor: Page, width: int, beside: bool) -> None:
    visitor.set_viewport_size({"width": width, "height": 800})
    open_page(visitor, unanswered())
    road, letters = place(visitor, ".own-road"), place(visitor, "section:has(> #brieven)")
    assert (letters["x"] + letters["width"] <= road["x"], letters["y"] < road["y"] + road["height"]) == (beside, beside)


def unanswered() -> Candidate:
    return Candidate.objects.filter(stage=Stage.AGREEMENT).exclude(answers__side="candidate").earliest("pk")


def test_a_candidate_answers_and_reads_a_letter_with_the_keyboard_alone(visitor: Page) -> None:
    candidate = unanswered()
    open_page(visitor, candidate)
    visitor.get_by_role("link", name="Nee, ik wil niet verder").press("Enter")
    visitor.get_by_role("link", name="Terug naar mijn pagina").press("Enter")
    visitor.get_by_role("button", name="Ja, ik wil verder").press("Enter")
    expect(visitor.get_by_text("U zei ja, ik wil verder")).to_be_visible()
    letter = visitor.locator("details.own-letter").first
    letter.locator("summary").press("Enter")
    expect(letter.get_by_text(f"Beste {candidate.name}")).to_be_visible()
    assert visitor.locator("html").evaluate("page => page.scrollWidth") == 360


def test_after_closing_the_back_button_shows_nothing(visitor: Page) -> None:
    candidate = unanswered()
    open_page(visitor, candidate)
    visitor.get_by_role("link", name="Wijzig mijn gegevens").press("Enter")
    visitor.get_by_label("Uw telefoonnummer").fill("06 0000 0000")
    visitor.get_by_role("button", name="Bewaar").press("Enter")
    expect(visitor.get_by_text("Uw gegevens zijn bewaard.")).to_be_visible()
    visitor.get_by_role("button", name="Klaar, sluit af").last.press("Enter")
    expect(visitor.get_by_role("heading", name="Uw pagina is dicht")).to_be_visible()
    for _ in range(3):
        visitor.go_back()
        expect(visitor.get_by_text(candidate.name)).to_have_count(0)
        expect(visitor.get_by_text("06 0000 0000")).to_have_count(0)
