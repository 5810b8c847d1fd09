"""Somebody who has only a keyboard: Tab from one stop to the next, and each stop must be seen."""

from playwright.sync_api import Page

MOST = 150  # stops on the longest page; beyond it what is looked for is not there
# What hides the focus: no ring around the stop or its label, or something else at its middle.
HIDDEN = """() => {
  const stop = document.activeElement;
  if (stop.localName === "main") return "";
  const rings = [stop, ...(stop.labels ?? [])].filter(one => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  if (!rings.length) return "no ring";
  const box = stop.getClientRects()[0];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (bottom - top < Math.min(box.height, 44) - 1) return "out of sight";
  const there = document.elementFromPoint(box.left + box.width / 2, (top + bottom) / 2);
  return stop.contains(there) || [...(stop.labels ?? [])].some(label => label.contains(there)) ? "" : "covered";
}"""
STOP = f"""() => {{
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const words = stop.labels?.length ? stop.labels[0].innerText : stop.innerText || stop.value || "";
  const name = words.trim().replace(/\\s+/g, " ");
  return {{kind: stop.type || stop.localName, name, hidden: ({HIDDEN})()}};
}}"""


class Keyboard:
    """Hands on the keyboard of this page; what was wrong at any stop stays in ``faults``."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def go(self, key: str = "Enter") -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.press(key)

    def type(self, text: str) -> None:
        """Over what stands in the field."""
        self.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def tab_to(self, name: str, kind: str = "") -> None:
        """Tab until the stop whose words begin with ``name``, and look at every stop on the way."""
        for _ in range(MOST):
            self.press("Tab")
            stop = self.page.evaluate(STOP)
            if stop is None:
                continue  # the browser's own part, between the end of the page and its beginning
            if stop["hidden"]:
                self.faults.append(f"{self.page.url.partition('/')[2]}: {stop['name'][:40]}: {stop['hidden']}")
            if stop["name"].startswith(name) and stop["kind"].startswith(kind):
                return
        raise AssertionError(f"no stop is called ‘{name}’ on {self.page.title()}")

    def follow(self, name: str) -> None:
        """A link or a button, by Tab and Enter."""
        self.tab_to(name)
        self.go()

    def fill_in(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.type(text)
