"""Rich text as it may be shown: only the editor's own tags, and headings in an order that can be followed by ear."""

import re

from django_prose_editor.fields import create_sanitizer

from members.models.council import RICH_TEXT

HIGHEST, LOWEST = RICH_TEXT["Heading"]["levels"]  # type: ignore[index]  # below the h1 of the page around it
_HEADING = re.compile(r"<(/?)h([1-6])>")
_CELL_END = re.compile(r"(?=</t[dh]\b)", re.IGNORECASE)
# Every level may come in, since text pasted from elsewhere begins at any of them; `_in_order` sets them right.
_clean = create_sanitizer({**RICH_TEXT, "Heading": {"levels": [1, 2, 3, 4, 5, 6]}})


def cleaned(html: str) -> str:
    """``html`` without anything the editor does not offer; its headings start at h2 and never skip a level."""
    # Of a table only the words stay; a space keeps those of two cells apart.
    return _in_order(str(_clean(_CELL_END.sub(" ", html))))


def _in_order(html: str) -> str:
    """The same text with other levels; what comes in has just been cleaned, so that tags are whole and in pairs."""
    above: list[int] = []  # the levels, as they came in, of the headings that this one stands under
    opened: list[int] = []  # those that must still be closed, by the level they were given

    def level(found: re.Match[str]) -> str:
        closing, came_as = found[1], int(found[2])
        if closing:
            return f"</h{opened.pop()}>"
        above[:] = [*(higher for higher in above if higher < came_as), came_as]
        opened.append(min(HIGHEST + len(above) - 1, LOWEST))
        return f"<h{opened[-1]}>"

    return _HEADING.sub(level, html)
