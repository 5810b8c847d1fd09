"""The sign-up in w3m, a browser of text only, by the keys that a person presses."""

import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import termios
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from recruitment.models import Candidate, Vacancy

W3M = shutil.which("w3m")
PATIENCE = 30  # seconds for a page that must come
LOCAL = 3  # where among the settings of a terminal it stands that it works by the line
NEXT, BEFORE, ENTER = "\t", "\x1b\t", "\r"
# A text of several lines is written in an editor of one's own; this one types by itself.
EDITOR = """#!/bin/sh
printf 'Ik wil meepraten.' > "$1"
touch "$0-done"
"""


class W3m:
    """A w3m in a terminal of its own, in which somebody presses keys."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder, self.pages = folder, 0
        self.editor = folder / "editor"
        self.editor.write_text(EDITOR)
        self.editor.chmod(0o755)
        self.screen, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        known = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "vt100", "LANG": "C.UTF-8"}
        command = [str(W3M), "-no-proxy", "-no-cookie", "-o", f"editor={self.editor} %s", "-o", "confirm_qq=0", url]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=known)
        os.close(theirs)

    def press(self, keys: str) -> None:
        """Type ahead: w3m takes the next key when it is ready with the last, also when that fetched a page."""
        os.write(self.screen, keys.encode())
        self._read_screen(0)

    def _read_screen(self, seconds: float) -> None:
        """Take away what was drawn; a screen that nobody reads holds the browser up."""
        while select.select([self.screen], [], [], seconds)[0]:
            os.read(self.screen, 65536)
            seconds = 0

    def find(self, words: str) -> None:
        """Go to these words, from the top of the page."""
        self.press("g")
        self.press(f"/{words}{ENTER}")

    def fill_in(self, label: str, text: str) -> None:
        """In the first field behind these words: Enter asks for a line, and Enter ends it."""
        self.find(label)
        self.press(NEXT)
        self.press(ENTER)
        self.press(f"{text}{ENTER}")

    def write_in_editor(self) -> None:
        """Enter begins the editor; keys that are pressed before w3m has the terminal back are thrown away."""
        self.press(ENTER)
        done = self.editor.with_name("editor-done")
        self._wait_until(lambda: done.exists() and not termios.tcgetattr(self.screen)[LOCAL] & termios.ICANON)

    def page(self) -> str:
        """The whole page as w3m shows it, with single spaces."""
        self.pages += 1
        file, done = self.folder / f"page-{self.pages}", self.folder / f"page-{self.pages}-done"
        for name in (file, done):
            # The second is begun when the first is whole.
            self.press("S")
            self.press(f"{name}{ENTER}")
        self._wait_until(done.exists)
        return " ".join(file.read_text(encoding="utf-8").split())

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        end = monotonic() + PATIENCE
        while not is_so():
            assert monotonic() < end, "w3m does not answer"
            self._read_screen(0.1)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        os.close(self.screen)


@pytest.fixture
def w3m(transactional_db, council, live_server, tmp_path) -> Iterator[W3m]:
    if W3M is None and os.environ.get("CI") != "true":
        pytest.skip("w3m is not on this machine")
    Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")
    browser = W3m(f"{live_server.url}/vacatures/lid/", tmp_path)
    yield browser
    browser.close()


def test_somebody_signs_up_in_a_browser_of_text_only(w3m):
    w3m.find("Meld u aan")
    w3m.press(ENTER)
    w3m.fill_in("Uw naam", "Wolk Voorbeeld")
    w3m.find("E-mail")
    w3m.press(ENTER)
    w3m.find("Volgende stap")
    w3m.press(ENTER)
    assert "Vul uw e-mailadres in" in w3m.page()

    w3m.fill_in("Nodig als u per e-mail", "wolk@voorbeeld.example")
    w3m.find("Een paar zinnen is genoeg")
    w3m.press(NEXT)
    w3m.write_in_editor()
    w3m.find("Volgende stap")
    w3m.press(ENTER)
    checked = w3m.page()
    assert "Controleer uw antwoorden" in checked
    assert "Ik wil meepraten." in checked

    w3m.find("Antwoorden wijzigen")
    w3m.press(BEFORE)
    w3m.press(ENTER)
    assert "Uw aanmelding is verstuurd" in w3m.page()
    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.email, candidate.contact_by, candidate.motivation) == (
        "Wolk Voorbeeld",
        "wolk@voorbeeld.example",
        "email",
        "Ik wil meepraten.",
    )
