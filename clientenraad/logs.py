"""What a log may hold: one line an event, without tokens, query strings, or anything that somebody typed."""

import fcntl
import logging
import re
import sys
import threading
import traceback
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.mail import mail_admins

log = logging.getLogger(__name__)

# A token typed from paper may have spaces of any kind in it and before it, and still open the page; it may also have a
# capital, a second slash or a quotation mark before it. What follows it in a server's line is the protocol.
DOOR = r"(/aanmelding/(?!mijn/|gevraagd/|afgesloten/|gewist/)|/beheer/welkom/[0-9]+/)"
SPACE = r"[^\S\r\n]"
TOKEN = re.compile(
    DOOR + rf"(?:{SPACE}|[/'\"])*(?!HTTP/)[^/\s'\"?](?:[^/\s'\"?]|{SPACE}(?!HTTP/))*",
    re.IGNORECASE,
)
QUERY = re.compile(r"(/[^\s'\"?]*)\?[^\s'\"]+")
VISITOR = re.compile(r" from ip=[\w.:]*\w")
FRAMES = 12  # of an error, the nearest to where it broke
BETWEEN_MAILS = 60  # seconds


def clean(text: str) -> str:
    """``text`` on one line: '[persoonlijke link]' for every token, no query strings, no addresses of visitors."""
    text = VISITOR.sub("", QUERY.sub(r"\1", TOKEN.sub(r"\1[persoonlijke link]", text)))
    return text.replace("\r", " ").replace("\n", " ")


class OneLine(logging.Formatter):
    """A clean line, whoever wrote it; of an error its kind and its places in the code, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have kept the full text of the error on the record.
        record.exc_text = None
        return clean(super().format(record))

    def formatException(self, ei: Any) -> str:
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(ei[2])[-FRAMES:]]
        return f"{ei[0].__name__} at {' '.join(places)}"


class TellAdministrator(logging.Handler):
    """Mails the administrator that something broke, at most once a minute for all processes together.

    Not that an answer was a 503: what led to it has a line of its own, and ``/gezondheid/`` says it every few minutes.
    """

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "status_code", None) == 503:
            return
        try:
            line = self.format(record)
            if settings.ADMINS and _may_mail(record.created):
                # A mail server that is silent must not hold up the visitor. A command that broke waits for the mail.
                Thread(target=_mail, args=[line]).start()
        except Exception:
            self.handleError(record)


def catch_what_breaks() -> None:
    """What breaks outside a request, in a command or a thread, is logged like all else, and the administrator told.

    By itself Python prints its words, which may quote a row. At a terminal it still does: who sits there needs them.
    """
    if not sys.stderr.isatty():
        sys.excepthook = _log_broken
        threading.excepthook = lambda broken: _log_broken(*broken[:3])


def _log_broken(kind: Any, error: Any, places: Any) -> None:
    if issubclass(kind, Exception):
        log.error("broke off", exc_info=(kind, error, places))
    else:
        sys.__excepthook__(kind, error, places)


def _mail(line: str) -> None:
    text = f"Op {settings.SITE_URL} ging iets mis:\n\n{line}\n\nMeer staat in het logboek van de server.\n"
    mail_admins("Er ging iets mis op de website", text, fail_silently=True)


def _may_mail(now: float) -> bool:
    """Whether the last mail is over a minute old, or from a future that was taken back; then notes that one goes."""
    with open(Path(settings.DATA_DIR) / "laatste-foutmelding", "a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if 0 <= now - float(file.read() or "-inf") < BETWEEN_MAILS:
            return False
        file.truncate(0)
        file.write(str(now))
        return True
