"""What a page says, in blocks of running text, as somebody hears it who has it read aloud."""

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "time", "u"}
# No running text; what stands in a field was typed there, and a drawing says its title and its description.
SILENT = {"script", "style", "template", "text", "textarea", "select"}
# A cell mostly holds a name or a date: it is a text only when it ends like one.
CELLS = {"td", "th"}
SAID_BY = ("aria-label", "alt", "title", "placeholder")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in {element.tag for element in self.open}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        here = self.open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data


def parsed(html: str) -> Element:
    """The elements of a page that closes what it opens."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def blocks_of(element: Element) -> list[str]:
    """The texts in an element, each block of them apart: a paragraph, an item, a cell, a label."""
    blocks = [""]
    for text in _said(element):
        if text is None:
            blocks.append("")
        else:
            blocks[-1] += text
    return [" ".join(block.split()) for block in blocks if block.strip()]


def _said(element: Element) -> Iterator[str | None]:
    """Pieces of text in the order of the page; none where a block begins or ends."""
    if element.tag in CELLS:
        texts = blocks_of(_without_its_cell(element))
        yield from [None, *(part for text in texts if text.endswith((".", "?", "!")) for part in (text, None))]
    elif element.tag not in SILENT:
        inline = element.tag in INLINE
        for name in SAID_BY:
            yield from [None, element.get(name), None] if element.get(name) else []
        yield from [] if inline else [None]
        yield element.text or ""
        for child in element:
            yield from _said(child)
        yield from [] if inline else [None]
    yield element.tail or ""


def _without_its_cell(cell: Element) -> Element:
    inside = Element("div")
    inside.text = cell.text
    inside.extend(cell)
    return inside


def text_of(element: Element) -> str:
    """All text in an element on one line."""
    return " ".join("".join(element.itertext()).split())


def controls_of(element: Element) -> list[str]:
    """What can be chosen from a list or pressed, which is no running text."""
    choices = ["".join(option.itertext()) for option in element.iter("option")]
    return choices + [field.get("value", "") for field in element.iter("input") if field.get("type") == "submit"]
