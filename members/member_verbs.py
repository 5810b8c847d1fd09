"""The buttons on a member's page that are about the person, not about the seat."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from members import about_you, pictures, portraits
from members.admin_tools import DayField, Verb
from members.erasing import erase_on_request
from members.former import NAMELESS, is_former
from members.models import Letter, Member
from members.refusals import Refusal
from members.words import LineField


class AddPortrait(Verb):
    slug, button = "portret-toevoegen", "Portret toevoegen"
    photo = forms.FileField(
        label="foto",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG of WebP, hoogstens 10 MB. Wij bewaren alleen het midden, als vierkant.",
    )
    consent_on = DayField(label="toestemming gegeven op", initial=timezone.localdate)
    how = LineField(label="hoe is de toestemming gegeven?", max_length=120, help_text="Bijvoorbeeld: per mail.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        portraits.refuse_unnamed(self.subject)

    @classmethod
    def fits(cls, subject: Member) -> bool:
        return not subject.portrait and may_sit(subject)

    def consequence(self) -> str:
        return f"Het portret van {self.subject} staat dan meteen op de website. De foto zelf bewaren wij niet."

    def clean_photo(self) -> dict[str, bytes]:
        try:
            return pictures.squares(self.cleaned_data["photo"])
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal

    def perform(self) -> str:
        data = self.cleaned_data
        portraits.add(self.subject, data["photo"], consent_on=data["consent_on"], how=data["how"], today=self.today)
        return "Het portret is toegevoegd."


class ReplacePortrait(AddPortrait):
    slug, button = "portret-vervangen", "Portret vervangen"

    @classmethod
    def fits(cls, subject: Member) -> bool:
        return bool(subject.portrait) and may_sit(subject)


class TakeAwayPortrait(Verb):
    slug, button, dangerous = "portret-weghalen", "Portret weghalen", True

    @classmethod
    def fits(cls, subject: Member) -> bool:
        return bool(subject.portrait)

    def consequence(self) -> str:
        return (
            f"Het portret van {self.subject} is dan meteen weg, en de bestanden ook."
            " De toestemming voor het portret vervalt."
        )

    def perform(self) -> str:
        portraits.take_away(self.subject)
        return "Het portret is weg."


class TellMember(Verb):
    slug, button = "dit-staat-er-over-u", "Stuur ‘Dit staat er over u’"

    def consequence(self) -> str:
        return (
            f"{self.subject} krijgt een brief. Daarin staat wat u van dit lid bewaart en wat op de website staat."
            " Elk lid krijgt deze brief ook vanzelf, één keer per jaar."
        )

    def perform(self) -> str:
        letter = about_you.write(self.subject, today=self.today)
        if letter.status == Letter.Status.WAITING:
            return "De brief gaat op weg."
        return "De brief staat klaar bij Brieven."


class EraseFormer(Verb):
    slug, button, dangerous = "wis-oud-lid", "Wis alle gegevens van dit oud-lid", True

    @classmethod
    def fits(cls, subject: Member) -> bool:
        return subject.name != NAMELESS and is_former(subject, timezone.localdate())

    def consequence(self) -> str:
        return (
            f"Doe dit als {self.subject} daarom vraagt. De naam, de adressen, de brieven en het portret gaan weg."
            " De aanmelding van vroeger gaat deze nacht weg. Dit kan niemand terugdraaien."
            " De dagen van de termijnen blijven, zonder naam, voor de cijfers."
        )

    def perform(self) -> str:
        erase_on_request(self.subject, today=self.today)
        return "Alle gegevens van dit oud-lid zijn gewist."


def may_sit(member: Member) -> bool:
    """Whether the member sits on the council today or will later."""
    return any(term.ends_on >= timezone.localdate() for term in member.terms.all())
