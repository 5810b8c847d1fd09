"""The forms on the candidate's own page."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms

from members.seals import seal
from recruitment.forms import ApplicantForm
from recruitment.models import Candidate


class DetailsForm(ApplicantForm):
    """Correct what we know; by the same rules as when signing up.

    ``seen`` travels along and says what the form showed, so that nobody's later change is overwritten.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, instance: Candidate, fields: list[str], **kwargs: Any) -> None:
        # Read before the form writes what was typed into the instance.
        self.known_address = bool(instance.address)
        initial = {"seen": seal(instance, fields)}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        if "motivation" not in fields:
            del self.fields["motivation"]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(
            "name",
            "contact_by",
            "email",
            "phone",
            Field("address", wrapper_class="always" if self.known_address else ""),
            *(["motivation"] if "motivation" in self.fields else []),
            "seen",
        )
        return helper

    def values(self) -> dict[str, str]:
        """What was filled in, by the name of the candidate's field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
