"""Every page of the public site in every state that a visitor can meet: where to look at it, and how to get there."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from playwright.sync_api import Page

from members import post
from members.models import Letter
from recruitment import letters
from recruitment.models import Candidate
from recruitment.road import Stage

Way = Callable[[Page], object]

WIDTHS = {"360": {"width": 360, "height": 740}, "1280": {"width": 1280, "height": 900}}
SCHEMES = ["light", "dark"]


def at(address: str) -> Way:
    """Just go there."""
    return lambda page: page.goto(address)


def fill_in(page: Page) -> None:
    page.goto("/vacatures/lid/aanmelden/")
    page.get_by_label("Uw naam").fill("Nieuwe Nevelvlek")
    page.get_by_role("radio", name="E-mail").check()
    page.get_by_label("Uw e-mailadres").fill("nieuwe.nevelvlek@voorbeeld.example")
    page.get_by_role("button", name="Volgende stap").click()


def send_nothing(page: Page, address: str, button: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=button).click()


def own_page(page: Page, stage: str) -> None:
    """The page of somebody who is at this stage, or the nearest who was."""
    candidate = Candidate.objects.filter(stage=stage).order_by("pk").first()
    assert candidate, f"nobody in the demo is at {stage}"
    page.goto(re.sub("^https?://[^/]+", "", candidate.new_personal_link()))
    page.get_by_role("button", name="Open mijn pagina").click()


def behind(page: Page, stage: str, address: str) -> None:
    """A page behind the own page of somebody at this stage."""
    own_page(page, stage)
    page.goto(f"/aanmelding/mijn/{address}")


def details_in_error(page: Page) -> None:
    behind(page, Stage.INTAKE_TALK, "wijzigen/")
    page.get_by_label("Uw naam").fill("")
    page.get_by_role("button", name="Bewaar").click()


def asked_to_wait(page: Page) -> None:
    """Somebody who has waited for over a year, and was asked three days ago whether that is still wanted."""
    today = timezone.localdate()
    waits = {"waits_since": today - timedelta(days=390), "asked_to_wait_on": today - timedelta(days=3)}
    Candidate.objects.filter(stage=Stage.RECEIVED).update(**waits)
    own_page(page, Stage.RECEIVED)


def offered_a_seat(page: Page) -> None:
    waits = Candidate.objects.filter(stage=Stage.RECEIVED).order_by("pk")
    waits.update(waits_since=timezone.localdate(), asked_to_wait_on=None)
    letter = letters.write_for(waits[0], "seat_free", draft=True)
    Letter.objects.filter(pk=letter.pk).update(status=Letter.Status.SENT, sent_at=timezone.now())
    own_page(page, Stage.RECEIVED)


def printed_letter() -> str:
    letter = Letter.objects.to_print().first()
    assert letter
    return post.full_text(letter)


STATES: dict[str, Way] = {
    "home": at("/"),
    "vacancies": at("/vacatures/"),
    "vacancy": at("/vacatures/lid/"),
    "vacancy of a committee": at("/vacatures/communicatie/"),
    "sign up": at("/vacatures/lid/aanmelden/"),
    "sign up in error": lambda page: send_nothing(page, "/vacatures/lid/aanmelden/", "Volgende stap"),
    "sign up check": fill_in,
    "signed up": at("/vacatures/lid/aanmelden/verstuurd/"),
    "lost link": at("/aanmelding/"),
    "lost link in error": lambda page: send_nothing(page, "/aanmelding/", "Stuur mij een nieuwe link"),
    "lost link asked": at("/aanmelding/gevraagd/"),
    "own page is closed": at("/aanmelding/afgesloten/"),
    "own page does not exist": at("/aanmelding/abcd-efgh/"),
    **{f"own page at {stage}": (lambda page, stage=stage: own_page(page, stage)) for stage in Stage.values},
    "own details": lambda page: behind(page, Stage.INTAKE_TALK, "wijzigen/"),
    "own details in error": details_in_error,
    "saying no": lambda page: behind(page, Stage.AGREEMENT, "antwoord/"),
    "stopping": lambda page: behind(page, Stage.TRIAL, "stoppen/"),
    "erasing": lambda page: behind(page, Stage.TRIAL, "wissen/"),
    "erasing by a member": lambda page: behind(page, Stage.APPOINTED, "wissen/"),
    "erased": at("/aanmelding/gewist/"),
    "own page asks whether to wait": asked_to_wait,
    "own page offers a seat": offered_a_seat,
    "members": at("/leden/"),
    "agenda": at("/agenda/"),
    "news": at("/nieuws/"),
    "about": at("/over-ons/"),
    "benefit": at("/uitkering/"),
    "contact": at("/contact/"),
    "privacy": at("/privacy/"),
    "accessibility": at("/toegankelijkheid/"),
    "page that is not there": at("/bestaat-niet/"),
}


def url_names() -> set[str]:
    """The name of every address outside the admin."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver]) -> list[str]:
    names: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            names.append(pattern.name or str(pattern.pattern))
        elif pattern.namespace != "admin":
            names += _names(pattern.url_patterns)
    return names
