"""Counts what a hand does: presses of links and buttons. Typing and choosing are done with the keyboard."""

from playwright.sync_api import Page, expect


class Hand:
    """A hand on a mouse, on one page."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def link(self, name: str) -> None:
        self._press("link", name)

    def button(self, name: str) -> None:
        self._press("button", name)

    def _press(self, role: str, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.clicks += 1

    def choose(self, name: str) -> None:
        """A box or a dot, with the space bar."""
        self.page.get_by_role("radio", name=name).or_(self.page.get_by_role("checkbox", name=name)).first.focus()
        self.page.keyboard.press("Space")

    def done(self, words: str) -> int:
        """How many clicks it took until the page said so."""
        expect(self.page.locator(".messagelist .success")).to_contain_text(words)
        return self.clicks
