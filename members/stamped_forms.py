"""What the site's public forms have in common: a stamp, a trap for robots, and an eye on what is typed."""

from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import ValidationError

from members import safety


class StampedForm(forms.Form):
    """A form that only our own page hands out and that people, other than robots, leave one field of empty."""

    use_required_attribute = False
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(label="Laat dit vak leeg", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def trap(self) -> list[Any]:
        """The two fields for the layout: out of sight for everybody, until something filled in the trap."""
        return [Field("website", wrapper_class="" if "website" in self.errors else "honeypot"), "stamp"]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("Dit vak is een val voor robots. Maak het leeg en probeer het opnieuw.")
        return ""


def stamped(post: Any) -> Any:
    """What was posted, with a new stamp where the old one is missing or too old."""
    data = post.copy()
    try:
        safety.read_stamp(data.get("stamp", ""))
    except safety.StampRefused:
        data["stamp"] = safety.new_stamp()
    return data


def check_phone(phone: str) -> str:
    """``phone`` as it is; raises ``ValidationError`` when it holds no number at all."""
    if phone and not any(char.isdigit() for char in phone):
        raise ValidationError("Dit telefoonnummer klopt niet. Een goed voorbeeld is 06 1234 5678.")
    return phone
