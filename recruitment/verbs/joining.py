"""The buttons for somebody who perhaps applied twice."""

from typing import Any, cast

from django import forms

from members.admin_tools import Verb
from recruitment.joining import can_join, join, same_person, tell_apart
from recruitment.models import Candidate


class OtherField(forms.ModelChoiceField):
    """Another candidate, as the secretary knows them."""

    def label_from_instance(self, obj: Candidate) -> str:
        return f"{obj}: {obj.name}, {obj.get_stage_display()}"


class Join(Verb):
    slug, button, dangerous = "voeg-samen", "Voeg samen met een andere kandidaat", True
    other = OtherField(
        Candidate.objects.none(), label="wie is dezelfde persoon?", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [other.pk for other in same_person(self.subject) if can_join(self.subject, other)]
        cast(forms.ModelChoiceField, self.fields["other"]).queryset = Candidate.objects.filter(pk__in=numbers)

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return any(can_join(subject, other) for other in same_person(subject))

    def consequence(self) -> str:
        return (
            "Twee kandidaten worden er één. Wie het verst is, gaat door. Is dat gelijk? Dan wie het eerst kwam."
            " Brieven, logboek en links van de ander gaan mee. Wat aan gegevens ontbrak, wordt aangevuld."
            " Wat verschilt, staat daarna in het logboek. Dit kunt u niet terugdraaien."
        )

    def perform(self) -> str:
        # The page to go back to is that of who goes on.
        self.subject = join(self.subject, self.cleaned_data["other"], by=self.by)
        return f"De twee zijn samengevoegd. {str(self.subject).capitalize()} gaat door."


class TellApart(Verb):
    slug, button = "iemand-anders", "Dit is iemand anders"
    other = OtherField(
        Candidate.objects.none(), label="wie is iemand anders?", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = same_person(self.subject)
        field = cast(forms.ModelChoiceField, self.fields["other"])
        field.queryset = Candidate.objects.filter(pk__in=[other.pk for other in others])
        self.initial["other"] = others[0].pk if others else None

    @classmethod
    def fits(cls, subject: Candidate) -> bool:
        return bool(same_person(subject))

    def consequence(self) -> str:
        return "Het zijn twee mensen. Wij vragen er niet meer naar. Er gaat geen brief weg."

    def perform(self) -> str:
        other = self.cleaned_data["other"]
        tell_apart(self.subject, other, by=self.by)
        return f"Genoteerd: {other} is iemand anders."
