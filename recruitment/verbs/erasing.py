"""The buttons for what a candidate may ask at any time: to be erased, and to be kept for longer or not."""

from members.admin_tools import Verb
from recruitment import consent, waiting
from recruitment.erasing import withdraw_and_erase
from recruitment.keeping import asked_to_wait
from recruitment.models import Candidate
from recruitment.road import ARRIVED


class KeepWaiting(Verb):
    slug, button = "blijft-wachten", "De kandidaat wil blijven wachten"

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return asked_to_wait(subject)

    def consequence(self) -> str:
        return "De kandidaat blijft op de wachtlijst. Later vragen wij het vanzelf opnieuw."

    def perform(self) -> str:
        waiting.keep_waiting(self.subject, by=self.by, today=self.today)
        return "Genoteerd: de kandidaat wil blijven wachten."


class GiveKeep(Verb):
    slug, button = "bewaar-langer", "De kandidaat vindt langer bewaren goed"

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return not subject.keep and subject.stage not in ARRIVED

    def consequence(self) -> str:
        return (
            "Doe dit alleen als de kandidaat dat zelf heeft gezegd. Wij noteren de dag van vandaag."
            " De kandidaat mag dit altijd weer intrekken."
        )

    def perform(self) -> str:
        consent.give_keep(self.subject, by=self.by, today=self.today)
        return "De toestemming is genoteerd."


class WithdrawKeep(Verb):
    slug, button = "bewaar-niet-langer", "De kandidaat trekt ‘langer bewaren’ in"

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.keep and subject.stage not in ARRIVED

    def consequence(self) -> str:
        return "De gegevens gaan dan weg volgens de gewone termijn. Is die al voorbij? Dan wissen wij ze deze nacht."

    def perform(self) -> str:
        consent.withdraw_keep(self.subject, by=self.by, today=self.today)
        return "De toestemming is ingetrokken."


class EraseAll(Verb):
    slug, button, dangerous, takes_away = "wis-alles", "Wis alle gegevens", True, True

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return subject.member is None

    def consequence(self) -> str:
        stops = "De weg stopt hier. Een vastgehouden plaats komt vrij. " if self.subject.on_the_road else ""
        return (
            f"{stops}Alles over deze kandidaat gaat weg: de naam, de gesprekken, de notities en de brieven."
            " Dit kan niemand terugdraaien. Alleen een regel zonder naam blijft, voor de jaarcijfers."
        )

    def perform(self) -> str:
        withdraw_and_erase(self.subject, by=self.by, today=self.today)
        return "Alle gegevens van deze kandidaat zijn gewist."
