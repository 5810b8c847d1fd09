"""The buttons of a colleague's account."""

from typing import cast

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clientenraad.accounts import actions
from clientenraad.models import Colleague
from clientenraad.roles import ROLES
from members.admin_tools import Verb


class RolesField(forms.ModelMultipleChoiceField):
    """The roles of the site, as boxes to tick."""

    def __init__(self) -> None:
        super().__init__(
            Group.objects.filter(name__in=ROLES).order_by("name"),
            label="Rollen",
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Kies minstens één rol."},
        )


def show_link(request: HttpRequest, colleague: Colleague, link: str) -> HttpResponse:
    """The link on the screen, this one time; like every page of the admin, no cache keeps it."""
    return render(request, "account/link.html", {"colleague": colleague, "link": link})


class ChangeRoles(Verb):
    slug, button = "rollen", "Wijzig de rollen"

    roles = RolesField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["roles"] = self.subject.groups.all()

    @classmethod
    def fits(cls, subject: Colleague) -> bool:
        return subject.is_active

    def consequence(self) -> str:
        return (
            "De collega wordt uitgelogd, en krijgt bericht. De nieuwe rollen werken daarna meteen."
            " Komt er een rol bij die kandidaten ziet? Dan krijgen de secretaris en de voorzitter ook bericht."
        )

    def perform(self) -> str:
        actions.change_roles(self.subject, roles=self.cleaned_data["roles"], by=self.by)
        return "De rollen zijn gewijzigd."


class MakeLink(Verb):
    slug, button = "link", "Maak een nieuwe link om in te loggen"
    link = ""

    @classmethod
    def fits(cls, subject: Colleague) -> bool:
        return subject.is_active

    def consequence(self) -> str:
        how = (
            "De link gaat per e-mail naar deze collega."
            if settings.MAIL_LEAVES and self.subject.letter_email
            else "U ziet de link één keer. Geef hem zelf aan uw collega."
        )
        return (
            "Het oude wachtwoord werkt niet meer, en de collega wordt uitgelogd."
            f" Met de link kiest uw collega een nieuw wachtwoord. De tweede stap blijft. {how}"
        )

    def perform(self) -> str:
        self.link = actions.make_link(self.subject, by=self.by)
        return "De link gaat per e-mail naar deze collega."

    def page(self, request: HttpRequest) -> HttpResponse | None:
        return show_link(request, self.subject, self.link) if self.link else None


class ResetSecondStep(Verb):
    slug, button, dangerous = "tweede-stap", "Haal de tweede stap weg (telefoon kwijt)", True

    @classmethod
    def fits(cls, subject: Colleague) -> bool:
        return subject.is_active and Authenticator.objects.filter(user=subject).exists()

    def consequence(self) -> str:
        return (
            "Bel eerst zelf met uw collega, zodat u weet dat de vraag echt is."
            " Codes, passkeys en reservecodes werken dan niet meer. Uw collega logt in met het wachtwoord en stelt"
            " meteen een nieuwe tweede stap in. Uw collega krijgt bericht. Ziet uw collega kandidaten?"
            " Dan krijgen de secretaris en de voorzitter ook bericht."
        )

    def perform(self) -> str:
        actions.reset_second_step(self.subject, by=self.by)
        return "De tweede stap is weg. Bij de volgende keer inloggen komt er een nieuwe."


class Close(Verb):
    slug, button, dangerous = "sluit", "Sluit dit account", True

    @classmethod
    def fits(cls, subject: Colleague) -> bool:
        return subject.is_active

    def consequence(self) -> str:
        return "Uw collega wordt meteen uitgelogd en kan niet meer inloggen. U kunt het account later weer openen."

    def perform(self) -> str:
        actions.close(self.subject, by=self.by)
        return "Het account is gesloten."


class Reopen(Verb):
    slug, button = "open", "Open dit account weer"

    @classmethod
    def fits(cls, subject: Colleague) -> bool:
        return not subject.is_active

    def consequence(self) -> str:
        return "De rollen van vroeger gelden weer. Maak daarna een nieuwe link om in te loggen."

    def perform(self) -> str:
        actions.reopen(cast(Colleague, self.subject), by=self.by)
        return "Het account is weer open. Maak nu een nieuwe link om in te loggen."
