"""The words of the letters, for the secretary: every moment of the road, and a page to change and try each."""

from typing import Any, Self

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.crypto import salted_hmac

from members.admin_tools import CHANGED_MEANWHILE, SoundListAdmin
from members.letters import parting
from members.models import Council
from members.post import LONGEST_SUBJECT
from members.words import LineField, TextField
from recruitment import letter_texts
from recruitment.letter_defaults import BY_KIND, MOMENTS, Moment
from recruitment.letters import council_words
from recruitment.models import LetterText


class LetterTextForm(forms.Form):
    """The subject and text of one moment; a placeholder that would not work is refused and named."""

    use_required_attribute = False
    subject = LineField(
        label="Onderwerp",
        max_length=LONGEST_SUBJECT,
        error_messages={"required": "Vul een onderwerp in. Zeg daarin of de lezer iets moet doen."},
    )
    body = TextField(
        label="Tekst",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "Vul een tekst in."},
    )

    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, moment: Moment, **kwargs: Any) -> None:
        self.moment = moment
        super().__init__(*args, **kwargs)

    @classmethod
    def of(cls, moment: Moment) -> Self:
        """The form with the words that are in use now, checked like words that were typed."""
        subject, body = letter_texts.texts_of(moment.kind)
        return cls({"subject": subject, "body": body, "seen_version": _seal_of(moment)}, moment=moment)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        seen = self.cleaned_data.get("seen_version")
        if seen and seen != _seal_of(self.moment):
            self.add_error(None, CHANGED_MEANWHILE)
        return cleaned

    def clean_subject(self) -> str:
        return self._sound("subject", letter_texts.problems_in_subject)

    def clean_body(self) -> str:
        return self._sound("body", letter_texts.problems_in_body)

    def _sound(self, field: str, problems: Any) -> str:
        text: str = self.cleaned_data[field]
        if found := problems(self.moment, text):
            raise forms.ValidationError(found)
        return text


@admin.register(LetterText)
class LetterTextAdmin(SoundListAdmin):
    """A row exists only for a text that the council wrote itself, so the list is that of the moments."""

    def get_urls(self) -> list[Any]:
        return [
            path("", self.admin_site.admin_view(self.moments_view), name="recruitment_lettertext_changelist"),
            path("<slug:kind>/", self.admin_site.admin_view(self.moment_view), name="recruitment_lettertext_change"),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def moments_view(self, request: HttpRequest) -> HttpResponse:
        """All moments in the order of the road."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        changed = dict(LetterText.objects.values_list("kind", "changed_on"))
        moments = [(moment, changed.get(moment.kind)) for moment in MOMENTS]
        return self._page(request, "admin/recruitment/lettertext/moments.html", "Briefteksten", moments=moments)

    def moment_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Show the text of a moment with an example; try it, keep it, or go back to the software's own."""
        moment = BY_KIND.get(kind)
        if moment is None:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._moment_page(request, moment, LetterTextForm.of(moment))
        if "reset" in request.POST:
            letter_texts.reset(kind)
            return self._done(request, kind, "De standaardtekst is terug.")
        form = LetterTextForm(request.POST, moment=moment)
        if form.is_valid() and "save" in request.POST:
            letter_texts.keep(kind, subject=form.cleaned_data["subject"], body=form.cleaned_data["body"])
            return self._done(request, kind, "De tekst is bewaard. Nieuwe brieven krijgen deze tekst.")
        return self._moment_page(request, moment, form, tried=True)

    def _done(self, request: HttpRequest, kind: str, message: str) -> HttpResponse:
        messages.success(request, message)
        return HttpResponseRedirect(reverse("admin:recruitment_lettertext_change", args=[kind]))

    def _moment_page(
        self, request: HttpRequest, moment: Moment, form: LetterTextForm, tried: bool = False
    ) -> HttpResponse:
        shown = self._example(form.cleaned_data["subject"], form.cleaned_data["body"]) if form.is_valid() else None
        return self._page(
            request,
            "admin/recruitment/lettertext/moment.html",
            moment.title,
            moment=moment,
            form=form,
            example=shown,
            unsaved=tried,
            changed=LetterText.objects.filter(kind=moment.kind).first(),
            needed=_explained(moment.needs),
            free=_explained(moment.may - moment.needs),
        )

    def _example(self, subject: str, body: str) -> tuple[str, str]:
        council = Council.objects.get()
        subject, text = letter_texts.example(subject, body, council_words(council))
        return subject, f"{text}\n{parting(council)}"

    def _page(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**shared, "title": title, "opts": self.opts, **context})


def _seal_of(moment: Moment) -> str:
    """Stands for the words that are in use now: other words, another seal."""
    return salted_hmac("recruitment.letter_texts", repr(letter_texts.texts_of(moment.kind))).hexdigest()


def _explained(names: frozenset[str]) -> list[tuple[str, letter_texts.Placeholder, bool]]:
    """Each placeholder as it is written, what it means, and whether it may stand in the subject."""
    places = letter_texts.PLACEHOLDERS
    return [(f"{{{name}}}", places[name], name not in letter_texts.NOT_IN_SUBJECT) for name in places if name in names]
