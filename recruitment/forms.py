"""The interest form: what a visitor fills in, once, checks, and sends."""

import uuid
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from members.models import Council
from members.seals import seal
from members.stamped_forms import StampedForm, check_phone
from members.words import EmailField, LineField, TextField, holds_address
from recruitment import consent
from recruitment.applying import FormUsed, sent_before
from recruitment.details import OWN
from recruitment.models import Candidate

ContactBy = Candidate.ContactBy
# Which field must be filled in for which way to hear from us.
NEEDED: dict[str, str] = {
    ContactBy.EMAIL: "email",
    ContactBy.PHONE: "phone",
    ContactBy.WHATSAPP: "phone",
    ContactBy.POST: "address",
}
# What the visitor reads when it is not.
MISSING: dict[str, str] = {
    ContactBy.EMAIL: "Vul uw e-mailadres in, bijvoorbeeld naam@voorbeeld.nl. Of kies een andere manier.",
    ContactBy.PHONE: "Vul uw telefoonnummer in. Of kies een andere manier.",
    ContactBy.WHATSAPP: "Vul het nummer in dat u voor WhatsApp gebruikt. Of kies een andere manier.",
    ContactBy.POST: "Vul uw postadres in: straat, nummer, postcode en plaats. Of kies een andere manier.",
}


# What both the visitor's and the secretary's form clean in the same way.
CLEANED: dict[str, type[forms.Field]] = {
    "name": LineField,
    "email": EmailField,
    "phone": LineField,
    "address": TextField,
    "motivation": TextField,
}


class ContactForm(forms.ModelForm):
    """Somebody who can be reached in the way they chose (docs/rules.md, 13)."""

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if holds_address(name):
            raise ValidationError("Vul alleen een naam in, zonder webadres of e-mailadres.")
        return name

    def clean_phone(self) -> str:
        return check_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        way = data.get("contact_by", "")
        field = NEEDED.get(way, "")
        if field and not data.get(field) and field not in self.errors:
            self.add_error(field, self.missing(way))
        return data

    def missing(self, way: str) -> str:
        """What to say when the field for this way to answer is empty."""
        return "Vul dit in, of kies een andere manier om van ons te horen."


class TypedInForm(ContactForm):
    """The secretary types in somebody who called, wrote or came by."""

    number = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # Says what the page showed, so that a correction by the candidate meanwhile is not overwritten.
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Candidate
        fields = ["vacancy", "name", "contact_by", "email", "phone", "address", "motivation", "keep", "way_in"]
        field_classes = CLEANED
        labels = {
            "contact_by": "Hoe wil de kandidaat van ons horen?",
            "motivation": "Waarom wil de kandidaat meedoen?",
            "keep": consent.TYPED_IN,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The number makes going back and saving again the same application.
        self.fields["number"].initial = uuid.uuid4
        # Read before the form writes what was typed into the instance.
        self.initial["seen_version"] = seal(self.instance, OWN) if self.instance.pk else ""
        if "way_in" in self.fields:
            way_in = cast(forms.ChoiceField, self.fields["way_in"])
            way_in.choices = [("", "Kies"), *(c for c in Candidate.WayIn.choices if c[0] != Candidate.WayIn.WEB)]
            way_in.initial = ""
            way_in.help_text = "Sprak u de kandidaat op de borrel? Kies dan: langsgekomen."

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        seen = data.get("seen_version")
        if seen and seen != self.initial["seen_version"]:
            self.add_error(
                None,
                "De gegevens zijn intussen gewijzigd, misschien door de kandidaat. Daarom is er niets bewaard."
                " Open deze pagina ook in een nieuw venster. Zet daar uw wijziging erbij.",
            )
        return data

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.errors or self.instance.pk:
            return
        self.instance.form_number = self.cleaned_data["number"]
        try:
            sent_before(self.instance)
        except FormUsed as used:
            self.add_error(None, str(used))


class ApplicantForm(ContactForm):
    """In the words for the applicant: what both the sign-up and the own page ask."""

    use_required_attribute = False

    class Meta:
        model = Candidate
        fields = ["name", "contact_by", "email", "phone", "address", "motivation"]
        field_classes = CLEANED
        labels = {
            "name": "Uw naam",
            "contact_by": "Hoe wilt u van ons horen?",
            "email": "Uw e-mailadres",
            "phone": "Uw telefoonnummer",
            "address": "Uw postadres",
            "motivation": "Waarom wilt u meedoen?",
        }
        help_texts = {
            "email": "Nodig als u per e-mail van ons wilt horen.",
            "phone": "Nodig als u kiest voor telefoon of WhatsApp. U mag erbij zetten wanneer wij kunnen bellen.",
            "address": "Nodig als u per post van ons wilt horen: straat, nummer, postcode en plaats.",
            "motivation": "Een paar zinnen is genoeg. Schrijf niets over uw gezondheid of uw uitkering.",
        }
        error_messages = {
            "name": {"required": "Vul uw naam in.", "max_length": "Vul een kortere naam in, tot 200 tekens."},
            "contact_by": {
                "required": "Kies hoe u van ons wilt horen.",
                "invalid_choice": "Kies hoe u van ons wilt horen.",
            },
            "email": {"invalid": "Dit e-mailadres klopt niet. Een goed voorbeeld is naam@voorbeeld.nl."},
            "phone": {"max_length": "Vul een korter nummer in, tot 60 tekens."},
            "address": {"max_length": "Vul een korter adres in, tot 500 tekens."},
            "motivation": {
                "max_length": "Uw tekst is te lang. Maak de tekst korter dan 5.000 tekens."
                " U kunt de rest later vertellen."
            },
        }
        widgets = {
            "contact_by": forms.RadioSelect,
            "address": forms.Textarea(attrs={"rows": 3}),
            "motivation": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, purpose in {
            "name": "name",
            "email": "email",
            "phone": "tel",
            "address": "street-address",
        }.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        self.fields["phone"].widget.input_type = "tel"
        cast(forms.ChoiceField, self.fields["contact_by"]).choices = ContactBy.choices
        for name in set(NEEDED.values()):
            # Not required for everybody, yet not optional either: the choice decides.
            self.fields[name].needed_by_choice = True  # type: ignore[attr-defined]

    def missing(self, way: str) -> str:
        return MISSING[way]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("contact_by") != ContactBy.POST and not self.instance.address:
            data["address"] = ""  # asked only for post; a hidden leftover is more than we need
        return data


class SignUpForm(StampedForm, ApplicantForm):
    """Asks only what is needed to talk to somebody (docs/rules.md, 13 and 15)."""

    class Meta(ApplicantForm.Meta):
        fields = [*ApplicantForm.Meta.fields, "keep"]

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weeks = "1 week" if council.erase_after_weeks == 1 else f"{council.erase_after_weeks} weken"
        self.fields["keep"].label = consent.wording(council)
        self.fields["keep"].help_text = (
            "Stopt uw aanmelding, maar wilt u later misschien toch? Dan kunnen wij u laten weten dat er een plaats is."
            f" Vinkt u dit niet aan? Dan wissen wij uw gegevens binnen {weeks} nadat uw aanmelding stopt."
        )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            Fieldset("Over u", "name", "contact_by", "email", "phone", "address"),
            Fieldset("Waarom u meedoet", "motivation", "keep"),
            *self.trap(),
        )
        return helper

    def answers(self) -> list[tuple[str, str]]:
        """What was filled in, as label and text, for the check page."""
        shown = [name for name in self.Meta.fields if name not in ("contact_by", "keep") and self.cleaned_data[name]]
        rows = [(str(self.fields[name].label), self.cleaned_data[name]) for name in shown]
        way = ContactBy(self.cleaned_data["contact_by"]).label
        keep = "Ja" if self.cleaned_data["keep"] else "Nee"
        return [
            *rows[:1],
            ("Hoe u van ons wilt horen", way),
            *rows[1:],
            ("Langer bewaren", keep),
        ]


class LostLinkForm(forms.Form):
    """Ask for a new link to the own page, at the address that is already known."""

    use_required_attribute = False
    email = EmailField(
        label="Uw e-mailadres",
        help_text="Het adres dat u bij uw aanmelding hebt ingevuld.",
        error_messages={
            "required": "Vul uw e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.",
            "invalid": "Dit e-mailadres klopt niet. Een goed voorbeeld is naam@voorbeeld.nl.",
            "max_length": "Dit e-mailadres klopt niet. Een goed voorbeeld is naam@voorbeeld.nl.",
        },
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
