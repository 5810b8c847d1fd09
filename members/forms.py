"""The forms of the council's own pages in the admin that say more than their model can."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from members.admin_tools import VersionedForm
from members.consent import refuse_future
from members.refusals import Refusal


class MemberForm(VersionedForm):
    """A member; consent is a day that has been, and how it was given (docs/rules.md, 14)."""

    def clean_consent_on(self) -> date | None:
        return self._given("consent_on")

    def clean_former_consent_on(self) -> date | None:
        return self._given("former_consent_on")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.withdraws_consent:
            self.cleaned_data |= {"consent_how": "", "former_consent_on": None, "former_consent_how": ""}
        else:
            self._pair("consent_on", "consent_how")
            self._pair("former_consent_on", "former_consent_how")
        return cleaned

    def _pair(self, on: str, how: str) -> None:
        """Consent is a day and a way, or neither."""
        if self._stated(on) and not self._stated(how):
            self._miss(how, "Schrijf op hoe de toestemming is gegeven, bijvoorbeeld: per e-mail.")
        elif self._stated(how) and not self._stated(on):
            self._miss(on, "Vul in op welke dag de toestemming is gegeven.")

    @property
    def withdraws_consent(self) -> bool:
        """Whether this save takes the name off the site; all other consent ends with it."""
        return bool(self.initial.get("consent_on")) and not self._stated("consent_on") and not self.errors

    def _stated(self, name: str) -> Any:
        return self.cleaned_data.get(name)

    def _miss(self, name: str, text: str) -> None:
        # A field that has an error of its own needs no second one.
        if name in self.fields and name not in self.errors:
            self.add_error(name, text)

    def _given(self, name: str) -> date | None:
        day = self.cleaned_data[name]
        try:
            refuse_future(day, timezone.localdate())
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return day
