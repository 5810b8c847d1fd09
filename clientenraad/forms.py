"""What editors fill in about the site's own rows."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from clientenraad import pdf
from clientenraad.models import AccessibilityStatement, Document
from members.refusals import Refusal
from members.seen_forms import SeenForm

ONLY_PDF = {"accept": "application/pdf"}


class DocumentForm(SeenForm):
    """A document with its files; a file is looked at before it is kept."""

    drop_answer = forms.BooleanField(label="Antwoord van het college weghalen", required=False)

    class Meta:
        model = Document
        fields = [
            "kind",
            "title",
            "dated_on",
            "summary",
            "file",
            "answer",
            "answered_on",
            "drop_answer",
            "is_published",
        ]
        # Not Django's own: that links to an address where nothing is, since files are served by a view.
        widgets = {"file": forms.FileInput(attrs=ONLY_PDF), "answer": forms.FileInput(attrs=ONLY_PDF)}
        help_texts = {
            "file": "Hoogstens 10 MB. Kies alleen een bestand als u het eerste keer bewaart, of vervangt.",
        }

    def clean_file(self) -> Any:
        return _looked_at(self.cleaned_data["file"])

    def clean_answer(self) -> Any:
        return _looked_at(self.cleaned_data["answer"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("drop_answer"):
            data["answer"], data["answered_on"] = False, None  # False empties a file field
        if data.get("answered_on") and not data.get("answer"):
            self.add_error("answered_on", "Kies ook het bestand met het antwoord. Of laat de datum leeg.")
        return data


class StatementForm(SeenForm):
    """Says no more than what an inquiry that really took place has shown."""

    class Meta:
        model = AccessibilityStatement
        fields = ["status", "researched_on", "researched_by", "problems"]

    def clean_researched_on(self) -> date | None:
        day: date | None = self.cleaned_data["researched_on"]
        if day and day > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Vul de dag in waarop het onderzoek klaar was.")
        return day


def _looked_at(file: Any) -> Any:
    if isinstance(file, UploadedFile):
        try:
            pdf.refuse_unfit(file)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
    return file
