"""A telephone with a fingerprint reader, played by the browser itself, for who logs in with a passkey."""

from playwright.sync_api import Page

OWNER_IS_THERE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_passkey_reader(page: Page) -> None:
    """From here on this page can make and use passkeys, without anybody touching anything.

    The site must believe that it is where the browser sees it: set ``settings.SITE_URL`` to the server's address.
    """
    reader = page.context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": OWNER_IS_THERE})


def make_passkey(page: Page) -> None:
    """Set one up as the second step, as somebody does who has just logged in; ends at the recovery codes."""
    page.get_by_role("link", name="Maak een passkey").click()
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url("**/beheer/tweede-stap/codes/")


def log_in_by_passkey(page: Page) -> None:
    """From the login page to the dashboard, with one press."""
    page.goto("/beheer/login/")
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.wait_for_url("**/beheer/")
