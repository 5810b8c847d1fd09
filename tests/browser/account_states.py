"""The pages of logging in, in the order in which a new colleague meets them; called as in states.py."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page

from clientenraad.accounts import actions, links, sessions
from clientenraad.models import Colleague
from tests.browser.passkey import make_passkey
from tests.browser.ways import Way, at, button, filled, log_in, pressed

NAME = "nieuw"
SETTING_UP = "/beheer/tweede-stap/"
NEW_PASSWORD = "acht bruine stoelen dansen"


def invited() -> Colleague:
    colleague = Colleague(username=NAME, first_name="Nina", last_name="Nevelvlek", email="nina@raad.example")
    actions.invite(colleague, roles=Group.objects.filter(name="Redactie"), by=Colleague.objects.get(username="beheer"))
    return colleague


def link_of_colleague() -> str:
    colleague = Colleague.objects.filter(username=NAME).first() or invited()
    return links.address_for(colleague)


def chosen(page: Page) -> None:
    """The password, and on to the second step."""
    page.goto(link_of_colleague())
    page.get_by_label("Uw nieuwe wachtwoord").fill(NEW_PASSWORD)
    page.get_by_label("Nog een keer hetzelfde wachtwoord").fill(NEW_PASSWORD)
    button("Bewaar het wachtwoord")(page)


def with_passkey(page: Page) -> None:
    page.goto(SETTING_UP)
    make_passkey(page)


def only_password(page: Page) -> None:
    """Out, and in again as far as the password."""
    page.context.clear_cookies()
    page.goto("/beheer/login/")
    filled("Gebruikersnaam", NAME)(page)
    filled("Wachtwoord", NEW_PASSWORD)(page)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/tweede-stap/")


def wrong_code(page: Page) -> None:
    only_password(page)
    filled("Code", "123456")(page)
    button("Inloggen")(page)


def logged_in_for_long(page: Page) -> None:
    """So long ago that a change asks for the password again."""
    only_password(page)
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.wait_for_url("**/beheer/")
    for row in Session.objects.filter(expire_date__gt=timezone.now()):
        data = row.get_decoded()
        for record in data.get("account_authentication_methods", []):
            record["at"] -= 3600
        row.session_data = Session.objects.encode(data)
        row.save(update_fields=["session_data"])


def too_late(page: Page) -> None:
    """A form that was sent when the session had ended, after logging in again."""
    page.goto("/beheer/events/newsitem/add/")
    page.get_by_label("Titel").first.fill("Nieuws dat te laat kwam")
    for row in Session.objects.filter(expire_date__gt=timezone.now()):
        data = row.get_decoded()
        data[sessions.SEEN] = (timezone.now() - timedelta(hours=1)).timestamp()
        row.session_data = Session.objects.encode(data)
        row.save(update_fields=["session_data"])
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.wait_for_url("**/login/**")


def back_in(page: Page) -> None:
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.get_by_role("heading", name="Uw tekst is er nog").wait_for()


def removing(page: Page) -> None:
    passkey = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).latest("pk")
    page.goto(f"{SETTING_UP}passkey/{passkey.pk}/weg/")


def with_app(page: Page) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(Colleague.objects.get(username=NAME), generate_totp_secret())
    page.goto(SETTING_UP)


ACCOUNTS = "/beheer/clientenraad/colleague/"


def account(*rest: str) -> Way:
    def way(page: Page) -> None:
        page.goto("/".join([f"{ACCOUNTS}{Colleague.objects.get(username='secretaris').pk}", *rest, ""]))

    return way


def closed(page: Page) -> None:
    Colleague.objects.filter(username="secretaris").update(is_active=False)
    account("doe", "open")(page)


KEEPER_STATES: dict[str, Way] = {
    "changelist": at(ACCOUNTS),
    "add": at(f"{ACCOUNTS}add/"),
    "add: in error": pressed(f"{ACCOUNTS}add/", "Bewaar"),
    "change": account("change"),
    "history": account("history"),
    "verb: rollen": account("doe", "rollen"),
    "verb: link": account("doe", "link"),
    "verb: sluit": account("doe", "sluit"),
    "verb: open": closed,
}
# One colleague, from her first link to her lost phone: each state is reached from the one before.
STATES: dict[str, Way] = {
    "account_login": at("/beheer/login/"),
    "account_login: in error": lambda page: log_in(page, "niemand"),
    "welcome": lambda page: page.goto(link_of_colleague()),
    "welcome: in error": lambda page: pressed(link_of_colleague(), "Bewaar het wachtwoord")(page),
    "welcome: gone": at("/beheer/welkom/1/abc-def/"),
    "mfa_index: none yet": chosen,
    "mfa_activate_totp": at(f"{SETTING_UP}app/"),
    "mfa_activate_totp: in error": pressed(f"{SETTING_UP}app/", "Gebruik deze app"),
    "mfa_add_webauthn": at(f"{SETTING_UP}passkey/"),
    "mfa_view_recovery_codes": with_passkey,
    "mfa_view_recovery_codes: seen": at(f"{SETTING_UP}codes/"),
    "mfa_index": at(SETTING_UP),
    "mfa_generate_recovery_codes": at(f"{SETTING_UP}codes/nieuw/"),
    "mfa_remove_webauthn": removing,
    "mfa_index: with both": with_app,
    "mfa_deactivate_totp": at(f"{SETTING_UP}app/weg/"),
    "mfa_authenticate": only_password,
    "mfa_authenticate: in error": wrong_code,
    "account_reauthenticate": lambda page: (logged_in_for_long(page), page.goto(f"{SETTING_UP}passkey/")),
    "mfa_reauthenticate": at("/beheer/bevestig/code/"),
    "mfa_reauthenticate_webauthn": at("/beheer/bevestig/passkey/"),
    "account_login: a form came too late": too_late,
    "typed": back_in,
    "logged_out": button("Uitloggen"),
}
