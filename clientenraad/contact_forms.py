"""The short forms of the contact page: a question, 'bel mij', and what is wrong with the website."""

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from clientenraad.models import Message
from members.stamped_forms import StampedForm, check_phone
from members.words import EmailField, LineField, TextField

AnswerBy = Message.AnswerBy
MISSING = {
    AnswerBy.EMAIL: ("email", "Vul uw e-mailadres in, bijvoorbeeld naam@voorbeeld.nl. Of kies een andere manier."),
    AnswerBy.PHONE: ("phone", "Vul uw telefoonnummer in. Of kies een andere manier."),
}
PURPOSE = {"name": "name", "email": "email", "phone": "tel"}  # for the browser that fills in by itself


class MessageForm(StampedForm, forms.ModelForm):
    """Asks no more than is needed to answer; a name is not needed (docs/rules.md, 15)."""

    class Meta:
        model = Message
        fields = ["text", "name", "answer_by", "email", "phone", "call_when"]
        field_classes = {
            "text": TextField,
            "name": LineField,
            "email": EmailField,
            "phone": LineField,
            "call_when": LineField,
        }
        labels = {
            "text": "Uw bericht",
            "name": "Uw naam",
            "answer_by": "Hoe wilt u antwoord krijgen?",
            "email": "Uw e-mailadres",
            "phone": "Uw telefoonnummer",
            "call_when": "Wanneer kunnen wij u het beste bellen?",
        }
        help_texts = {
            "text": "Een paar zinnen is genoeg. Schrijf niets over uw gezondheid of uw uitkering.",
            "email": "Nodig als u per e-mail antwoord wilt.",
            "phone": "Nodig als u wilt dat wij bellen.",
            "call_when": "Bijvoorbeeld: dinsdag na 14 uur.",
        }
        error_messages = {
            "text": {
                "required": "Schrijf uw bericht.",
                "max_length": "Uw bericht is te lang. Maak het korter dan 5.000 tekens.",
            },
            "name": {"max_length": "Vul een kortere naam in, tot 200 tekens."},
            "answer_by": {
                "required": "Kies hoe u antwoord wilt krijgen.",
                "invalid_choice": "Kies hoe u antwoord wilt krijgen.",
            },
            "email": {"invalid": "Dit e-mailadres klopt niet. Een goed voorbeeld is naam@voorbeeld.nl."},
            "phone": {
                "required": "Vul uw telefoonnummer in.",
                "max_length": "Vul een korter nummer in, tot 60 tekens.",
            },
            "call_when": {"max_length": "Maak dit korter, tot 200 tekens."},
        }
        widgets = {"answer_by": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.kind = kind
        for name, purpose in PURPOSE.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        self.fields["phone"].widget.input_type = "tel"
        if kind == Message.Kind.CALL:
            self._ask_for_a_call()
        else:
            self._ask_how_to_answer()

    def _ask_for_a_call(self) -> None:
        del self.fields["answer_by"], self.fields["email"]
        self.instance.answer_by = AnswerBy.PHONE
        self.fields["phone"].required = True
        self.fields["phone"].help_text = ""
        self.fields["text"].label = "Waarover wilt u praten?"

    def _ask_how_to_answer(self) -> None:
        del self.fields["call_when"]
        self.fields["text"].required = True
        cast(forms.ChoiceField, self.fields["answer_by"]).choices = AnswerBy.choices
        for name in ("email", "phone"):
            # Not required for everybody, yet not optional either: the choice decides.
            self.fields[name].needed_by_choice = True  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        asked = [name for name in self.Meta.fields if name in self.fields]
        helper.layout = Layout(Fieldset("", *asked), *self.trap())
        return helper

    def clean_phone(self) -> str:
        return check_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        field, text = MISSING.get(data.get("answer_by", ""), ("", ""))
        if field and not data.get(field) and field not in self.errors:
            self.add_error(field, text)
        return data

    def answers(self) -> list[tuple[str, str]]:
        """What was filled in, as label and text, for the check page."""
        shown = {name: self.cleaned_data[name] for name in self.Meta.fields if self.cleaned_data.get(name)}
        if "answer_by" in shown:
            shown["answer_by"] = AnswerBy(shown["answer_by"]).label
        return [(str(self.fields[name].label), text) for name, text in shown.items()]
