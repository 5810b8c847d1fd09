"""What came in the mail."""

import re
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from playwright.sync_api import Page

from members import post


def deliver(settings: Any) -> list[EmailMessage]:
    """Send what waits, as the timer of every minute does; returns what has arrived since the last time."""
    mail.outbox.clear()
    settings.MAIL_LEAVES = True
    post.deliver_due(timezone.now())
    # Outside these lines nothing leaves by itself: a sender beside the test would still work when it is over.
    settings.MAIL_LEAVES = False
    return list(mail.outbox)


def letter_to(email: str, settings: Any) -> EmailMessage:
    """The one letter that has come for this address."""
    (letter,) = [letter for letter in deliver(settings) if email in letter.to[0]]
    return letter


def link_in(letter: EmailMessage) -> str:
    """The personal link, without the name of the site; "" when the letter has none."""
    found = re.search(r"http://testserver(/aanmelding/\S+)", str(letter.body))
    return found[1] if found else ""


def open_link(visitor: Page, letter: EmailMessage) -> None:
    """As somebody does who reads the letter: the link, and the one button behind it."""
    visitor.goto(link_in(letter))
    visitor.get_by_role("button", name="Open mijn pagina").click()
