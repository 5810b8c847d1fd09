"""The buttons of the site's own rows in the admin. Each ends in an action."""

from django.utils import timezone

from clientenraad import messages, pages
from clientenraad.models import Message, Page
from members.admin_tools import Verb


class TickOff(Verb):
    slug, button = "beantwoord", "Beantwoord"

    @classmethod
    def fits(cls, subject: Message) -> bool:
        return subject.answered_on is None

    def consequence(self) -> str:
        return "Het bericht gaat van uw lijst. Over vier weken wordt het gewist."

    def perform(self) -> str:
        messages.answer(self.subject, today=self.today, by=self.by)
        return "Het bericht is beantwoord. Over vier weken wordt het gewist."


class OpenAgain(Verb):
    slug, button = "toch-niet", "Toch nog niet beantwoord"

    @classmethod
    def fits(cls, subject: Message) -> bool:
        return subject.answered_on is not None

    def consequence(self) -> str:
        return "Het bericht komt terug op uw lijst. Het wordt nog niet gewist."

    def perform(self) -> str:
        messages.open_again(self.subject, by=self.by)
        return "Het bericht staat weer op uw lijst."


class EraseMessage(Verb):
    slug, button, dangerous = "wis", "Wis dit bericht nu", True

    def consequence(self) -> str:
        return "Het bericht is meteen weg. U kunt dit niet terugdraaien."

    def perform(self) -> str:
        messages.erase(self.subject, by=self.by)
        return "Het bericht is gewist."


class MarkChecked(Verb):
    slug, button = "nagekeken", "Ik heb dit nagekeken"

    @classmethod
    def fits(cls, subject: Page) -> bool:
        return subject.check_yearly

    def consequence(self) -> str:
        return "Klopt alles nog? Dan komt de dag van vandaag op de pagina. Over een jaar vragen wij het weer."

    def perform(self) -> str:
        pages.mark_checked(self.subject, by=self.by, today=self.today)
        return "De pagina is vandaag nagekeken."


class RemovePage(Verb):
    slug, button, dangerous = "weg", "Wis deze pagina", True

    @classmethod
    def fits(cls, subject: Page) -> bool:
        return not subject.is_fixed

    def consequence(self) -> str:
        return "De pagina is meteen weg, met alle eerdere versies. U kunt dit niet terugdraaien."

    def perform(self) -> str:
        pages.remove(self.subject, by=self.by)
        return "De pagina is weg."


class PutBack(Verb):
    slug, button = "terug", "Zet deze versie terug"

    def consequence(self) -> str:
        return "De website toont dan weer deze tekst. Wat er nu staat, blijft als versie bewaard."

    def perform(self) -> str:
        page = pages.put_back(self.subject, by=self.by, now=timezone.now(), today=self.today)
        return f"Op ‘{page.title}’ staat weer de tekst van deze versie."
