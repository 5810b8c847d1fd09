"""Every way through the public site by Tab, Space, Enter and letters alone, and the focus is seen at every stop."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from clientenraad.models import Message
from recruitment.models import Candidate
from recruitment.road import Stage
from tests.browser.dressed import newcomer
from tests.browser.keyboard import Keyboard
from tests.browser.looking import WIDTHS
from tests.browser.ways import link_of

pytestmark = pytest.mark.browser


@pytest.fixture(params=WIDTHS)
def keys(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Keyboard]:
    """A visitor without a mouse and without JavaScript, on a narrow and on a wide screen."""
    context = browser.new_context(
        base_url=site,
        java_script_enabled=False,
        viewport=WIDTHS[request.param],
        locale="nl-NL",
        reduced_motion="reduce",
    )
    keyboard = Keyboard(context.new_page())
    yield keyboard
    context.close()
    assert keyboard.faults == []


def heading(keys: Keyboard, words: str) -> None:
    expect(keys.page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


def sign_up(keys: Keyboard) -> None:
    """From the front page by the menu, with a mistake that is mended and an answer that is changed."""
    keys.page.goto("/")
    keys.tab_to("Naar de inhoud")
    if keys.page.get_by_text("Menu", exact=True).is_visible():  # on a wide screen it stands open
        keys.tab_to("Menu")
        keys.press("Enter")
    keys.follow("Vacatures")
    keys.follow("Lid van de raad")
    keys.follow("Meld u aan")
    keys.fill_in("Uw naam", "Nieuwe Nevelvlek")
    keys.tab_to("E-mail", "radio")
    keys.press("Space")
    keys.follow("Volgende stap")
    keys.tab_to("Vul uw e-mailadres in")
    keys.press("Enter")
    keys.type("nieuwe.nevelvlek@voorbeeld.example")
    keys.fill_in("Waarom wilt u meedoen?", "Ik praat graag mee.")
    keys.tab_to("Ja, bewaar mijn gegevens")
    keys.press("Space")
    keys.follow("Volgende stap")
    heading(keys, "Controleer uw antwoorden")
    keys.follow("Antwoorden wijzigen")
    keys.fill_in("Uw naam", "Nieuwste Nevelvlek")
    keys.follow("Volgende stap")
    keys.follow("Aanmelden")


def test_somebody_signs_up(keys: Keyboard) -> None:
    sign_up(keys)
    heading(keys, "Uw aanmelding is verstuurd")
    candidate = Candidate.objects.latest("pk")
    assert (candidate.name, candidate.contact_by) == ("Nieuwste Nevelvlek", "email")
    assert candidate.motivation == "Ik praat graag mee."


def test_a_candidate_answers_mends_her_number_and_stops(keys: Keyboard) -> None:
    unanswered = Candidate.objects.filter(stage=Stage.AGREEMENT).exclude(answers__side="candidate").earliest("pk")
    keys.page.goto(link_of(unanswered))
    keys.follow("Open mijn pagina")
    keys.follow("Ja, ik wil verder")
    expect(keys.page.get_by_text("U zei ja, ik wil verder")).to_be_visible()
    keys.follow("Wijzig mijn gegevens")
    keys.fill_in("Uw telefoonnummer", "06 0000 0001")
    keys.follow("Bewaar")
    keys.follow("Ik wil stoppen")
    keys.follow("Ja, ik stop")
    unanswered.refresh_from_db()
    assert (unanswered.phone, unanswered.stage) == ("06 0000 0001", Stage.WITHDRAWN)
    keys.follow("Klaar, sluit af")
    heading(keys, "Uw pagina is dicht")


def test_somebody_who_lost_the_link_asks_for_a_new_one(keys: Keyboard) -> None:
    keys.page.goto("/aanmelding/")
    keys.follow("Stuur mij een nieuwe link")
    keys.tab_to("Vul uw e-mailadres in")
    keys.press("Enter")
    keys.type(newcomer().email)
    keys.go()
    heading(keys, "gevraagd|onderweg|link")


def test_somebody_writes_to_the_council_and_asks_for_a_call(keys: Keyboard) -> None:
    keys.page.goto("/contact/")
    keys.follow("Stuur ons een bericht")
    keys.fill_in("Uw bericht", "Wanneer vergadert de raad?")
    keys.tab_to("E-mail", "radio")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.follow("Volgende stap")
    keys.follow("Bericht versturen")
    heading(keys, "Uw bericht is verstuurd")
    assert Message.objects.get().answer_by == Message.AnswerBy.values[2]
    keys.page.goto("/contact/bel-mij/")
    keys.fill_in("Uw telefoonnummer", "06 0000 0001")
    keys.fill_in("Wanneer kunnen wij", "dinsdag")
    keys.follow("Volgende stap")
    keys.follow("Vraag versturen")
    heading(keys, "Uw bericht is verstuurd")


def test_somebody_searches_and_reads_what_was_found(keys: Keyboard) -> None:
    keys.page.goto("/zoeken/")
    keys.fill_in("Wat zoekt u?", "borrel")
    keys.go()
    keys.follow("Borrel")
    heading(keys, "Borrel")


def test_every_stop_of_the_long_pages_is_seen(keys: Keyboard) -> None:
    for url in ("/", "/agenda/", "/nieuws/", "/leden/", "/documenten/", "/over-ons/", "/privacy/", "/bestaat-niet/"):
        keys.page.goto(url)
        keys.tab_to("Toegankelijkheid")


def test_what_is_covered_or_has_no_ring_is_a_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<style>a, button { outline: 3px solid }</style><a href=x style='outline: 0'>Kaal</a><button>Onder</button>"
        "<p style='position: fixed; inset: 0'>Boven</p><a href=y style='position: relative'>Goed</a>"
    )
    keys = Keyboard(page)
    keys.tab_to("Goed")
    page.close()
    assert [fault.rpartition(": ")[2] for fault in keys.faults] == ["no ring", "covered"]
