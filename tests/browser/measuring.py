"""What a page asks of a small screen, of fingers and of a phone's data: what does not fit, and what it weighs."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Response

from tests.browser.looking import sticks_out
from tests.browser.ways import Way

PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}  # also what is left of 1280 pixels at 400 %
SHEETS = Path(__file__).parents[2] / "static" / "css"
# As a reader may set it who reads better so (WCAG 1.4.12); a style element of ours would be refused by the CSP.
WIDER_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  const hides = [style.overflowX, style.overflowY].some(value => value === 'hidden' || value === 'clip');
  const words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return hides && words && !element.closest('.visually-hidden, svg')
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 100))"""
# Links in a sentence may be as high as their line; the label belongs to the little box before it.
TOO_SMALL = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
.filter(element => {
  const box = element.getBoundingClientRect();
  if (element.type === 'hidden' || !box.width || element.closest('.visually-hidden, .skip-link')) return false;
  const label = element.labels && element.labels[0] && /radio|checkbox/.test(element.type)
    ? element.labels[0].getBoundingClientRect() : box;
  const around = element.parentElement.textContent.trim().length > element.textContent.trim().length;
  const sentence = element.tagName === 'A' && getComputedStyle(element).display === 'inline' && around;
  return !sentence && (Math.max(box.height, label.height) < 43.5 || Math.max(box.width, label.width) < 24);
}).map(element => element.outerHTML.slice(0, 100))"""
SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifted += entry.value))
    .observe({type: 'layout-shift', buffered: true});
}"""
SHIFTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifted))))"
UNSIZED = "() => [...document.images].filter(i => !i.hasAttribute('width') || !i.hasAttribute('height')).length"
CLASSES = "() => [...new Set([...document.querySelectorAll('[class]')].flatMap(e => [...e.classList]))]"


def does_not_fit(page: Page) -> dict[str, object]:
    """What sticks out, is cut off or is too small to press, on the narrowest screen and with wider text."""
    page.set_viewport_size(NARROWEST)
    found: dict[str, object] = {"at 320 pixels": sticks_out(page)}
    page.set_viewport_size(PHONE)
    found["too small to press"] = page.evaluate(TOO_SMALL)
    page.evaluate(WIDER_TEXT)
    found["with wider text"] = sticks_out(page) + page.evaluate(CUT_OFF)
    page.evaluate("document.adoptedStyleSheets = []")
    return {where: what for where, what in found.items() if what}


@dataclass(frozen=True)
class Visit:
    """What a browser that was never here fetched for one page at phone size, and what that did."""

    weights: dict[str, int]  # of each address, in bytes
    shifted: float  # how far things moved by themselves, as browsers count it
    unsized: int
    unstyled: list[str]
    cookies: list[str]

    @property
    def weight(self) -> int:
        return sum(self.weights.values())

    @property
    def scripts(self) -> int:
        return sum(size for url, size in self.weights.items() if url.partition("?")[0].endswith(".js"))

    def weight_after(self, first: "Visit") -> int:
        """For who came from ``first`` and still has what that page fetched."""
        return sum(size for url, size in self.weights.items() if url not in first.weights)


def visit(browser: Browser, site: str, way: Way) -> Visit | None:
    """Come as a stranger; nothing when the way leads over more than one page, since that is no first visit."""
    context = browser.new_context(base_url=site, locale="nl-NL", viewport=PHONE, device_scale_factor=2)
    context.add_init_script(f"({SHIFTS})()")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    way(page)
    alone = sum(answer.request.is_navigation_request() for answer in answers) == 1
    found = _measured(page, answers) if alone else None
    context.close()
    return found


def _measured(page: Page, answers: list[Response]) -> Visit:
    weights = {answer.url: weight(answer.body(), answer.headers) for answer in answers}
    # A browser without a window does not ask for the mark in its tab.
    mark = page.request.get(page.locator("link[rel=icon]").get_attribute("href"))
    weights[mark.url] = weight(mark.body(), mark.headers)
    cookies = [cookie["name"] for cookie in page.context.cookies()]
    unstyled = _unstyled(page, list(weights))
    return Visit(weights, page.evaluate(SHIFTED), page.evaluate(UNSIZED), unstyled, cookies)


def weight(body: bytes, headers: dict[str, Any]) -> int:
    """Bytes over the wire; the server of the tests does not pack what a real one packs."""
    packed = min(len(body), len(gzip.compress(body, 6)))
    return packed + sum(len(name) + len(str(value)) + 4 for name, value in headers.items())


def styled_in(css: str) -> set[str]:
    return set(re.findall(r"\.([a-z][a-z-]*)(?![^{}]*;)", css))


def _unstyled(page: Page, urls: list[str]) -> list[str]:
    """Classes on the page whose styles are in a sheet that it does not load."""
    loaded = {url.rsplit("/")[-1] for url in urls}
    sheets = {sheet.name: styled_in(sheet.read_text()) for sheet in SHEETS.glob("*.css") if sheet.name != "admin.css"}
    here = set().union(*(classes for name, classes in sheets.items() if name in loaded))
    return sorted((set(page.evaluate(CLASSES)) & set().union(*sheets.values())) - here)
