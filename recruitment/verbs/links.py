"""The buttons for the personal links to a candidate's own page."""

from members.admin_tools import Verb
from recruitment import applying
from recruitment.models import Candidate


class WriteNewLink(Verb):
    slug, button = "nieuwe-link", "Stuur een nieuwe link"

    def consequence(self) -> str:
        return "De kandidaat krijgt een brief met een link naar de eigen pagina. Oudere links blijven werken."

    def perform(self) -> str:
        applying.write_new_link(self.subject, by=self.by)
        return "De brief met de nieuwe link is geschreven."


class RevokeLinks(Verb):
    slug, button, dangerous = "links-ongeldig", "Maak alle links ongeldig", True

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.links.exists()

    def consequence(self) -> str:
        return (
            "Geen enkele link naar de eigen pagina werkt dan nog. Een pagina die open staat, gaat meteen dicht."
            " Daarna kunt u een nieuwe link sturen."
        )

    def perform(self) -> str:
        applying.revoke_links(self.subject, by=self.by)
        return "Alle links zijn ongeldig. Stuur een nieuwe link als de kandidaat die nodig heeft."
