"""Letters as the secretary sees them: tried before they are kept, and on one sheet of paper."""

import pytest
from playwright.sync_api import Page, expect

from members import post
from members.models import Letter
from recruitment import letters
from recruitment.letter_defaults import MOMENTS
from recruitment.models import Candidate

pytestmark = pytest.mark.browser


def on_paper(secretary: Page, letter: Letter) -> None:
    secretary.goto(f"/beheer/members/letter/{letter.pk}/doe/druk-af/")
    secretary.get_by_role("button", name="Toon de brief om af te drukken").click()
    expect(secretary.locator("article.letter")).to_be_visible()


def test_every_letter_fits_on_one_sheet_with_the_address_behind_the_window(secretary: Page) -> None:
    candidate = Candidate.objects.get(contact_by="post", email="")
    for moment in MOMENTS[:-1]:
        on_paper(secretary, letters.write_for(candidate, moment.kind))
        sheet = secretary.pdf(prefer_css_page_size=True)
        assert b"/Count 1\n" in sheet, moment.kind
    secretary.emulate_media(media="print")
    box = secretary.locator(".letter-to").bounding_box()
    assert box is not None
    # The sheet has a margin of 18 mm above; a millimetre is 96 / 25.4 pixels.
    assert round(18 + box["y"] / 96 * 25.4) == 45


def test_the_code_on_a_letter_is_drawn_and_named(secretary: Page) -> None:
    with post.held_back():
        letter = letters.write_for(Candidate.objects.get(contact_by="post", email=""), "received")
    on_paper(secretary, letter)
    code = secretary.get_by_role("img", name="QR-code met de link uit deze brief")
    expect(code).to_be_visible()
    box = code.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] == box["height"] == 144  # 9rem


def test_a_text_is_tried_corrected_and_kept(secretary: Page) -> None:
    secretary.goto("/beheer/recruitment/lettertext/")
    secretary.get_by_role("link", name="Wilt u verder?").click()
    secretary.get_by_label("Tekst").fill("Dag {naam}, wilt u verder? {")
    secretary.get_by_role("button", name="Toon voorbeeld").click()
    expect(secretary.get_by_role("heading", name="Er ging iets niet goed.")).to_be_focused()
    secretary.get_by_label("Tekst").fill("Dag {naam}, wilt u verder? {link}")
    secretary.get_by_role("button", name="Toon voorbeeld").click()
    expect(secretary.get_by_role("heading", name="Voorbeeld")).to_be_focused()
    expect(secretary.get_by_text("Dag Wolk Voorbeeld, wilt u verder?")).to_be_visible()
    secretary.get_by_role("button", name="Bewaar deze tekst").click()
    expect(secretary.get_by_text("De tekst is bewaard.")).to_be_visible()
