"""Every page of the public site in every state that a visitor can meet: where to look at it, and how to get there.

A state is called by the name of its address, with after a colon what is special about it.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from playwright.sync_api import Page

from clientenraad.models import Page as TextPage
from events.models import Award, GetTogether, NewsItem
from recruitment import letters
from recruitment.models import Candidate
from recruitment.road import Stage
from tests.browser.dressed import newcomer, on_the_waiting_list, somebody
from tests.browser.ways import (
    Way,
    at,
    behind_her_back,
    broken,
    button,
    every_letter_open,
    filled,
    link,
    link_of,
    of,
    own_page,
    pressed,
    rendered,
)


def fill_in(page: Page) -> None:
    page.goto("/vacatures/lid/aanmelden/")
    page.get_by_label("Uw naam").fill("Nieuwe Nevelvlek")
    page.get_by_role("radio", name="E-mail").check()
    page.get_by_label("Uw e-mailadres").fill("nieuwe.nevelvlek@voorbeeld.example")
    page.get_by_role("button", name="Volgende stap").click()


def write_something(page: Page) -> None:
    page.goto("/contact/bericht/")
    page.get_by_label("Uw bericht").fill("Wanneer vergadert de raad?")
    page.get_by_role("radio", name="Ik hoef geen antwoord").check()
    page.get_by_role("button", name="Volgende stap").click()


def text_page() -> TextPage:
    """A page that the editor made, beside those that are always there."""
    known = {"title": "Armoede", "menu_title": "Armoede", "text": "<h2>Wat wij doen</h2><p>Wij adviseren.</p>"}
    return TextPage.objects.get_or_create(slug="armoede", defaults=known)[0]


def coming(**known: str) -> GetTogether:
    return GetTogether.objects.coming(timezone.now()).filter(**known)[0]


def addressed_elsewhere() -> None:
    """The newest candidate asks for letters at another address, and the letter about that comes after her link."""
    letters.write_for(Candidate.objects.latest("pk"), "confirm_address")


def no_question_any_more() -> None:
    Candidate.objects.filter(pk=Candidate.objects.latest("pk").pk).update(waits_since=None, asked_to_wait_on=None)


def renamed() -> None:
    Candidate.objects.filter(pk=Candidate.objects.latest("pk").pk).update(name="Andere Nevelvlek")


PAGES: dict[str, Way] = {
    "home": at("/"),
    "about": at("/over-ons/"),
    "benefit": at("/uitkering/"),
    "contact": at("/contact/"),
    "privacy": at("/privacy/"),
    "accessibility": at("/toegankelijkheid/"),
    "members": at("/leden/"),
    "roster": at("/leden/rooster/"),
    "documents": at("/documenten/"),
    "glossary": at("/woordenlijst/"),
    "search": at("/zoeken/"),
    "search: found": at("/zoeken/?q=raad"),
    "search: found nothing": at("/zoeken/?q=vliegtuig"),
    "text_page": lambda page: page.goto(text_page().get_absolute_url()),
    "write: a message": at("/contact/bericht/"),
    "write: call me": at("/contact/bel-mij/"),
    "write: something does not work": at("/contact/toegankelijkheid/"),
    "write: something is not safe": at("/contact/veiligheid/"),
    "write: in error": pressed("/contact/bericht/", "Volgende stap"),
    "write: to check": write_something,
    "contact_sent": at("/contact/verstuurd/"),
}
EVENTS: dict[str, Way] = {
    "agenda": at("/agenda/"),
    "agenda_archive": lambda page: page.goto(f"/agenda/archief/{timezone.localdate().year - 1}/"),
    "get_together: with photos": of(lambda: coming(cancelled_why="")),
    "get_together: cancelled": of(lambda: coming(cancelled_why__gt="")),
    "get_together: moved": of(lambda: coming(moved_why__gt="")),
    "get_together: for the council": of(lambda: coming(for_whom="council")),
    "get_together: is past": of(lambda: GetTogether.objects.past(timezone.now())[0]),
    "news": at("/nieuws/"),
    "news_of_year": lambda page: page.goto(f"/nieuws/archief/{timezone.localdate().year}/"),
    "news_item: with photos": of(lambda: NewsItem.objects.all()[0]),
    "news_item": of(lambda: NewsItem.objects.all()[1]),
    "awards": at("/prijzen/"),
    "award: with photos": of(lambda: Award.objects.all()[0]),
    "award": of(lambda: Award.objects.all()[1]),
}
SIGNING_UP: dict[str, Way] = {
    "vacancies": at("/vacatures/"),
    "vacancy": at("/vacatures/lid/"),
    "vacancy: of a committee": at("/vacatures/communicatie/"),
    "sign_up": at("/vacatures/lid/aanmelden/"),
    "sign_up: of a committee": at("/vacatures/communicatie/aanmelden/"),
    "sign_up: in error": pressed("/vacatures/lid/aanmelden/", "Volgende stap"),
    "sign_up: to check": fill_in,
    "signed_up": at("/vacatures/lid/aanmelden/verstuurd/"),
    "lost_link": at("/aanmelding/"),
    "lost_link: in error": pressed("/aanmelding/", "Stuur mij een nieuwe link"),
    "lost_link_asked": at("/aanmelding/gevraagd/"),
}
OWN_PAGE: dict[str, Way] = {
    "own_page_door": lambda page: page.goto(link_of(somebody(stage=Stage.TRIAL))),
    "own_page_door: gone": at("/aanmelding/abcd-efgh/"),
    "own_page_closed": at("/aanmelding/afgesloten/"),
    **{f"own_page: at {stage}": own_page(lambda stage=stage: somebody(stage=stage)) for stage in Stage.values},
    "own_page: a newcomer": own_page(newcomer),
    "own_page: every letter open": own_page(lambda: somebody(stage=Stage.APPOINTED), every_letter_open),
    "own_page: address confirmed": own_page(newcomer, button("Ja, dit adres klopt")),
    "own_page: new address to confirm": own_page(
        newcomer, behind_her_back(addressed_elsewhere), at("/aanmelding/mijn/")
    ),
    "own_page: by post": own_page(lambda: somebody(email="", contact_by="post")),
    "own_page: said yes": own_page(lambda: somebody(answers__side="candidate", stage=Stage.AGREEMENT)),
    "own_page: said no": own_page(
        lambda: Candidate.objects.filter(stage=Stage.AGREEMENT).exclude(answers__side="candidate").earliest("pk"),
        link("Nee, ik wil niet verder"),
        button("Nee, ik wil niet verder"),
    ),
    "own_page: waits for a place": own_page(on_the_waiting_list),
    "own_page: asked to keep waiting": own_page(lambda: on_the_waiting_list(asked=True)),
    "own_page: a place is offered": own_page(lambda: on_the_waiting_list(offered=True)),
    "own_page: withdrawn": own_page(newcomer, link("Ik wil stoppen"), button("Ja, ik stop")),
    "own_page_confirm: came too late": own_page(
        newcomer, behind_her_back(addressed_elsewhere), button("Ja, dit adres klopt")
    ),
    "own_page_wait: came too late": own_page(
        lambda: on_the_waiting_list(asked=True),
        behind_her_back(no_question_any_more),
        button("Ja, ik wil op de wachtlijst blijven"),
    ),
    "own_page_details": own_page(newcomer, link("Wijzig mijn gegevens")),
    "own_page_details: in error": own_page(
        newcomer,
        link("Wijzig mijn gegevens"),
        filled("Uw naam", ""),
        filled("Uw e-mailadres", "geen"),
        button("Bewaar"),
    ),
    "own_page_details: changed meanwhile": own_page(
        newcomer,
        link("Wijzig mijn gegevens"),
        filled("Uw naam", "Nog Iemand"),
        behind_her_back(renamed),
        button("Bewaar"),
    ),
    "own_page_answer": own_page(lambda: somebody(stage=Stage.AGREEMENT), at("/aanmelding/mijn/antwoord/")),
    "own_page_withdraw": own_page(newcomer, link("Ik wil stoppen")),
    "own_page_erase": own_page(lambda: somebody(stage=Stage.TRIAL), link("Wis al mijn gegevens")),
    "own_page_erase: of a member": own_page(lambda: somebody(stage=Stage.APPOINTED), link("Wis al mijn gegevens")),
    "own_page_erased": own_page(newcomer, link("Wis al mijn gegevens"), button("Ja, wis al mijn gegevens")),
}
# What has no address of its own, or one that leads nowhere.
ELSEWHERE: dict[str, Way] = {
    "not found": at("/bestaat-niet/"),
    **{f"error {name}": rendered(f"{name}.html") for name in ("400", "403", "403_csrf", "413", "429", "503")},
    "error 500": broken,
}


STATES = PAGES | EVENTS | SIGNING_UP | OWN_PAGE | ELSEWHERE
A_FILE = "a file, not a page"
GOES_BACK = "a button that leads back to the own page"
COLLEAGUES = "seen in account_states.py"
UNSEEN = {
    **dict.fromkeys(
        [
            "account_login",
            "account_reauthenticate",
            "logged_out",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_authenticate",
            "mfa_deactivate_totp",
            "mfa_generate_recovery_codes",
            "mfa_index",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "mfa_remove_webauthn",
            "mfa_view_recovery_codes",
            "typed",
            "welcome",
        ],
        COLLEAGUES,
    ),
    "account_logout": "a button",
    "mfa_login_webauthn": "a form that leads on",
    "health": "one word, for a program",
    "robots": "for programs",
    "sitemap": "for programs",
    "security": "for programs",
    "document": A_FILE,
    "document_answer": A_FILE,
    "portrait": A_FILE,
    "photo": A_FILE,
    "roster_sheet": A_FILE,
    "roster_calendar": A_FILE,
    "whole_calendar": A_FILE,
    "get_together_calendar": A_FILE,
    "news_feed": A_FILE,
    "own_page_appointment": A_FILE,
    "own_page_data": A_FILE,
    "own_page_keep": GOES_BACK,
    "own_page_seat": GOES_BACK,
    "own_page_close": "a button that leads to own_page_closed",
}


def address_of(state: str) -> str:
    """The name of the address that a state is of."""
    return state.partition(":")[0]


def url_names(namespace: str = "") -> set[str]:
    """The name of every address outside the admin, or of every one in it."""
    found = _names(get_resolver().url_patterns, "")
    return {name for within, name in found if within == namespace}


def _names(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, pattern.namespace or namespace)
        elif pattern.name or not namespace:
            # Without a name an address of ours is still one; in the admin those are Django's old spellings.
            yield namespace, pattern.name or str(pattern.pattern)
