"""Two people on one record: whoever saves second on an old page is told, and overwrites nothing.

For rows without a ``version``: the page carries a seal of what it showed (docs/decisions/0015-two-at-once.md).
"""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest

from members.admin_tools import CHANGED_MEANWHILE, LockedAdmin
from members.seals import seal

SEEN = "seen_version"


def seal_of_row(row: Model) -> str:
    """The seal of everything that the row's own columns hold; empty for a row that is not there yet."""
    return seal(row, [field.attname for field in row._meta.concrete_fields]) if row.pk else ""


class SeenForm(forms.ModelForm):
    """Refuses to save over what somebody else saved after the page was made."""

    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read before the form writes what was typed into the instance.
        self.initial[SEEN] = seal_of_row(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        seen = self.cleaned_data.get(SEEN)
        if seen and seen != self.initial[SEEN]:
            self.add_error(None, CHANGED_MEANWHILE)
        return cleaned


class SeenAdmin(LockedAdmin):
    """Reads and saves one form at a time; templates/admin/change_form.html shows the seal."""

    form: Any = SeenForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name != SEEN]
