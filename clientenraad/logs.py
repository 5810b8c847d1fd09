"""What must never stand in a log: the tokens of personal pages, and those with which a colleague chooses a password."""

import logging
import re

# A token copied from paper may have spaces in it; what follows it in a line of a server is the protocol.
DOOR = r"(/aanmelding/(?!mijn/|gevraagd/|afgesloten/|gewist/)|/beheer/welkom/[0-9]+/)"
TOKEN = re.compile(DOOR + r"[^/\s'\"?](?:[^/\s'\"?]| (?!HTTP/))*")


class WithoutTokens(logging.Filter):
    """Takes the token out of every line, whoever wrote it and whatever went wrong."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_tokens(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = without_tokens(logging.Formatter().formatException(record.exc_info))
        return True


def without_tokens(text: str) -> str:
    """``text`` with '[persoonlijke link]' in place of every token."""
    return TOKEN.sub(r"\1[persoonlijke link]", text)
