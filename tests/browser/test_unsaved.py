"""Who leaves a page with something typed on it is asked first, and nobody else is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page

from events.models import NewsItem
from tests.browser.desk_states import page_of

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(editor: Page) -> list[str]:
    """What the browser asked; the answer is always to leave."""
    questions: list[str] = []

    def leave(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.accept()

    editor.on("dialog", leave)
    editor.goto(page_of(NewsItem.objects.earliest("pk"), "change"))
    editor.get_by_role("textbox", name="Tekst").wait_for()
    return questions


def type_a_title(page: Page) -> None:
    page.get_by_label("Titel").press_sequentially(" erbij")


def type_in_the_editor(page: Page) -> None:
    page.get_by_role("textbox", name="Tekst").press_sequentially("Nog een zin.")


def type_and_take_back(page: Page) -> None:
    page.get_by_label("Titel").press_sequentially("x")
    page.get_by_label("Titel").press("Backspace")


def only_look(page: Page) -> None:
    page.get_by_label("Titel").click()


@pytest.mark.parametrize(
    ("act", "question"),
    [
        (type_a_title, ["beforeunload"]),
        (type_in_the_editor, ["beforeunload"]),
        (type_and_take_back, []),
        (only_look, []),
    ],
)
def test_only_who_typed_something_is_asked(
    editor: Page, asked: list[str], act: Callable[[Page], None], question: list[str]
) -> None:
    act(editor)
    editor.get_by_role("link", name="Voorpagina").click()
    editor.wait_for_url("**/beheer/")
    assert asked == question


def test_who_saves_is_not_asked(editor: Page, asked: list[str]) -> None:
    type_a_title(editor)
    editor.get_by_role("button", name="Bewaar", exact=True).click()
    editor.locator(".messagelist .success").wait_for()
    assert asked == []
