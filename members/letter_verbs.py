"""The buttons of a letter: the secretary's yes, paper, and what was told by phone."""

from django.utils import timezone

from members import post
from members.admin_tools import Verb
from members.models import Letter


class SendDraft(Verb):
    slug, button = "verstuur", "Ja, verstuur deze brief"

    @classmethod
    def fits(cls, subject: Letter) -> bool:
        return subject.status == Letter.Status.DRAFT

    def consequence(self) -> str:
        return (
            "De brief gaat per e-mail weg. Heeft iemand geen e-mailadres? Dan drukt u de brief af."
            " Wilt u nog iets veranderen? Ga dan terug en pas de tekst aan."
        )

    def shown(self) -> str:
        return f"{self.subject.subject}\n\n{self.subject.body}"

    def perform(self) -> str:
        post.approve(self.subject)
        return "De brief gaat op weg."


class DiscardDraft(Verb):
    slug, button, dangerous, takes_away = "verstuur-niet", "Verstuur deze brief niet", True, True

    @classmethod
    def fits(cls, subject: Letter) -> bool:
        return subject.status == Letter.Status.DRAFT

    def consequence(self) -> str:
        return "De brief verdwijnt. De ontvanger krijgt geen bericht. Moet iemand dit wel weten? Bel dan zelf."

    def shown(self) -> str:
        return f"{self.subject.subject}\n\n{self.subject.body}"

    def perform(self) -> str:
        post.discard(self.subject)
        return "De brief is weg. Er is niets verstuurd."


class SendAgain(Verb):
    slug, button = "opnieuw", "Probeer opnieuw te versturen"

    @classmethod
    def fits(cls, subject: Letter) -> bool:
        return subject.status == Letter.Status.REFUSED

    def perform(self) -> str:
        post.approve(self.subject)
        return "Wij proberen de brief opnieuw te versturen."


class MarkPosted(Verb):
    slug, button = "op-de-post", "De brief is op de post"

    @classmethod
    def fits(cls, subject: Letter) -> bool:
        return subject.status == Letter.Status.TO_PRINT

    def perform(self) -> str:
        post.mark_posted(self.subject, timezone.now())
        return "Genoteerd: de brief is op de post."


class MarkTold(Verb):
    slug, button = "doorgegeven", "Ik heb het doorgegeven"

    @classmethod
    def fits(cls, subject: Letter) -> bool:
        return subject.status in post.TOLD_INSTEAD

    def consequence(self) -> str:
        return "U hebt gebeld of geappt en verteld wat er in de brief staat."

    def perform(self) -> str:
        post.mark_told(self.subject, timezone.now())
        return "Genoteerd: u hebt het doorgegeven."


class PrintLetter(Verb):
    """Makes a page to print; by POST, because it makes a new personal link.

    The link of an account is not for whoever keeps the letters: ``link_only_by_mail`` on the addressee says so.
    """

    slug, button = "druk-af", "Toon de brief om af te drukken"

    @classmethod
    def fits(cls, subject: Letter) -> bool:
        with_link = Letter.PERSONAL_LINK in subject.body
        secret = with_link and getattr(subject.addressee, "link_only_by_mail", False)
        return subject.status != Letter.Status.DRAFT and not secret

    def consequence(self) -> str:
        if Letter.PERSONAL_LINK not in self.subject.body:
            return "U ziet de brief zoals hij op papier komt."
        return "U ziet de brief met de persoonlijke link erin. Deze link is van de ontvanger. Geef die niet door."

    def perform(self) -> str:
        return ""
