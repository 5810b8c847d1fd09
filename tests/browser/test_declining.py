"""The secretary declines with a letter in her own words, and finds that it was a mistake (docs/rules.md, 11)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.story import Story, sign_up

pytestmark = pytest.mark.browser
OWN_WORDS = "Wij vonden het fijn u te leren kennen."


def declines(story: Story) -> None:
    story.secretary.goto(story.page)
    story.secretary.get_by_role("link", name="Wijs af").click()
    story.secretary.get_by_label("Reden").select_option("de verwachtingen passen niet bij elkaar")
    story.secretary.get_by_label("Toelichting").fill("Zocht hulp voor zichzelf.")
    story.secretary.get_by_role("button", name="Wijs af").click()
    expect(story.secretary.get_by_text("Lees de brief. Hij gaat pas weg als u ja zegt.")).to_be_visible()


def puts_own_words_in(secretary: Page) -> None:
    text = secretary.get_by_role("textbox", name="Tekst")
    text.fill(f"{text.input_value()}\n\n{OWN_WORDS}")
    secretary.get_by_role("button", name="Bewaar en ga naar versturen").click()


def sends(secretary: Page) -> None:
    secretary.get_by_role("button", name="Ja, verstuur deze brief").click()
    expect(secretary.get_by_text("De brief gaat op weg.")).to_be_visible()


def takes_it_back(story: Story) -> None:
    story.secretary.goto(story.page)
    story.press("Draai de laatste stap terug", why="De verkeerde kandidaat aangeklikt.")
    expect(story.secretary.get_by_text("De kandidaat is weer bij ‘Aangemeld’.")).to_be_visible()


def test_a_decline_is_read_changed_sent_and_taken_back(story: Story) -> None:
    sign_up(story.visitor)
    story.letter()
    declines(story)
    story.visitor.reload()
    expect(story.visitor.get_by_text("Er is een besluit over uw aanmelding.")).to_be_visible()

    puts_own_words_in(story.secretary)
    sends(story.secretary)
    declined = str(story.letter().body)
    assert OWN_WORDS in declined
    assert "Zocht hulp" not in declined
    expect(story.visitor.get_by_text("Wij gaan niet verder met uw aanmelding.")).to_be_visible()

    takes_it_back(story)
    story.secretary.get_by_role("link", name="Ja, verstuur deze brief").click()
    sends(story.secretary)
    assert story.letter().subject.startswith("U ")
    expect(story.visitor.locator("[aria-current=step]")).to_contain_text("Aangemeld")
    story.secretary.goto(story.page)
    expect(story.secretary.get_by_text("teruggedraaid naar Aangemeld. Reden: De verkeerde kandidaat")).to_be_visible()
