"""The buttons of the site's own rows in the admin. Each ends in an action."""

from clientenraad import messages
from clientenraad.models import Message
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
