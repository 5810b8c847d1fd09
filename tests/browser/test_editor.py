"""The rich text editor works under the strict policy, and has a name for who cannot see its label."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
DUTCH_BUTTONS = {"soort tekst", "lijst met punten", "lijst met nummers", "vet", "schuin", "link maken", "link weghalen"}
DUTCH_BUTTONS |= {"Soort lijst", "ongedaan maken", "opnieuw doen"}


def test_the_editor_opens_with_a_name_and_the_browser_has_nothing_to_complain_about(secretary: Page) -> None:
    secretary.goto("/beheer/members/council/1/change/")
    editor = secretary.get_by_role("textbox", name="Wie helpt bij een eigen probleem").first
    expect(editor).to_be_visible()
    expect(editor).to_have_attribute("contenteditable", "true")
    assert editor.bounding_box()["height"] >= 100


PASTE = """(box, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<h1>Kop</h1><p>Tekst</p><h2>Onder</h2>", "<h2>Kop</h2><p>Tekst</p><h3>Onder</h3>"),
        ("<h4>Kop</h4><h6>Onder</h6>", "<h2>Kop</h2><h3>Onder</h3>"),
        ("<h2>Kop</h2><h3>Onder</h3>", "<h2>Kop</h2><h3>Onder</h3>"),
        ("<h3>Onder</h3><p>Tekst</p>", "<h3>Onder</h3><p>Tekst</p>"),
        (
            "<p>Voor</p><table><tr><th>Dag</th><th>Uur</th></tr><tr><td><p>ma</p></td><td>9</td></tr></table>",
            "<p>Voor</p><p>Dag, Uur</p><p>ma, 9</p>",
        ),
    ],
    ids=["from Word", "far too low", "as ours", "a piece of ours", "a table"],
)
def test_pasted_headings_stay_headings_and_a_table_becomes_lines(secretary: Page, pasted: str, kept: str) -> None:
    secretary.goto("/beheer/events/newsitem/add/")
    editor = secretary.get_by_role("textbox", name="Tekst")
    editor.click()
    editor.evaluate(PASTE, pasted)
    expect(secretary.locator("textarea[name=text]")).to_have_value(kept)


def test_the_buttons_of_the_editor_are_named_in_dutch(secretary: Page) -> None:
    secretary.goto("/beheer/events/newsitem/add/")
    expect(secretary.get_by_role("button", name="vet")).to_be_visible()
    titles = secretary.locator(".prose-menubar__button[title]").evaluate_all("all => all.map(one => one.title)")
    assert set(titles) == DUTCH_BUTTONS
    kinds = secretary.locator(".prose-menubar__option > *").evaluate_all("all => all.map(one => one.textContent)")
    assert set(kinds) == {"Kop", "Kleine kop", "Gewone tekst"}


def test_a_button_of_the_editor_that_does_nothing_now_is_called_so(secretary: Page) -> None:
    secretary.goto("/beheer/events/newsitem/add/")
    undo = secretary.get_by_role("button", name="ongedaan maken")
    expect(undo).to_be_disabled()
    secretary.get_by_role("textbox", name="Tekst").press_sequentially("Dag")
    expect(undo).to_be_enabled()
    undo.click()
    expect(undo).to_be_disabled()
