"""An applicant on her phone and the secretary at her desk, the mail between them, and the days that pass."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from recruitment.models import Candidate
from tests.browser.mailbox import letter_to, link_in, open_link
from tests.browser.ways import log_in

NAME = "Nieuwe Nevelvlek"
EMAIL = "nieuwe.nevelvlek@voorbeeld.example"


def amsterdam(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Europe/Amsterdam"))


def sign_up(visitor: Page) -> None:
    """As somebody does who came to look: read, fill in, make a mistake, mend it, check, send."""
    visitor.goto("/vacatures/lid/")
    visitor.get_by_role("link", name="Meld u aan").first.click()
    visitor.get_by_role("radio", name="E-mail").check()
    visitor.get_by_label("Uw e-mailadres").fill("nieuwe.nevelvlek@")
    visitor.get_by_role("button", name="Volgende stap").click()
    expect(visitor).to_have_title(re.compile("^2 foutmeldingen - "))
    visitor.get_by_role("link", name="Vul uw naam in.").click()
    visitor.get_by_label("Uw naam").fill(NAME)
    visitor.get_by_label("Uw e-mailadres").fill(EMAIL)
    visitor.get_by_role("button", name="Volgende stap").click()
    expect(visitor.get_by_role("heading", name="Controleer uw antwoorden")).to_be_visible()
    visitor.get_by_role("button", name="Aanmelden").click()
    expect(visitor.get_by_role("heading", name="Uw aanmelding is verstuurd")).to_be_visible()
    expect(visitor.get_by_text("werkdagen contact met u op")).to_be_visible()


class Story:
    """Two people in two browsers, the mail between them, and the days that pass."""

    def __init__(self, visitor: Page, secretary: Page, settings: Any, time_machine: Any) -> None:
        self.visitor, self.secretary = visitor, secretary
        self.settings, self.time_machine = settings, time_machine
        self.newest: EmailMessage | None = None  # the newest letter with a link in it

    def on(self, month: int, day: int, hour: int = 10) -> None:
        """Another day: she has to log in again."""
        self.time_machine.move_to(amsterdam(month, day, hour))
        self.secretary.context.clear_cookies()
        log_in(self.secretary, "secretaris")

    def letter(self) -> EmailMessage:
        """The letter that came; she opens her own page with the link in it, or in the one before."""
        letter = letter_to(EMAIL, self.settings)
        if link_in(letter):
            self.newest = letter
        assert self.newest
        open_link(self.visitor, self.newest)
        return letter

    @property
    def page(self) -> str:
        """The candidate's page in the admin."""
        return f"/beheer/recruitment/candidate/{Candidate.objects.get(name=NAME).pk}/change/"

    def work(self, text: str) -> None:
        """Takes up the line of the worklist about the candidate."""
        number = Candidate.objects.get(name=NAME)
        self.secretary.goto("/beheer/")
        self.secretary.get_by_role("link", name=f"{str(number).capitalize()}: {text}").click()

    def press(self, button: str, **fields: str) -> None:
        """Opens the step from the candidate's page, fills in its small form and does it."""
        self.open(button)
        for name, value in fields.items():
            self.secretary.locator(f"[name={name}]").fill(value)
        self.secretary.get_by_role("button", name=button).click()

    def open(self, button: str) -> None:
        """Opens the small form of a step, unless the worklist has led to it already."""
        if "/doe/" not in self.secretary.url:
            self.secretary.get_by_role("link", name=button).click()

    def plan(self, button: str, at: str, people: int = 0, **fields: str) -> None:
        self.open(button)
        for name, value in {"planned_at": at, "place": "Stadhuis, kamer 3", **fields}.items():
            self.secretary.locator(f"[name={name}]").fill(value)
        for number in range(people):
            self.secretary.locator("[name=participants]").nth(number).check()
        self.secretary.get_by_role("button", name=button).click()
        expect(self.secretary.locator(".messagelist .success")).to_contain_text("is gepland.")

    def record(self) -> None:
        self.open("Leg het gesprek vast")
        self.secretary.get_by_role("radio", name="wij gaan verder").check()
        self.secretary.get_by_role("button", name="Leg het gesprek vast").click()
        expect(self.secretary.get_by_text("Het gesprek is vastgelegd.")).to_be_visible()

    def appointment(self) -> str:
        """The file that she puts in her calendar."""
        with self.visitor.expect_download() as download:
            self.visitor.get_by_role("link", name="Zet in mijn agenda").click()
        return download.value.path().read_text(encoding="utf-8")

    def places(self) -> str:
        self.visitor.goto("/vacatures/lid/")
        return self.visitor.locator("strong", has_text="plaats").first.inner_text()
