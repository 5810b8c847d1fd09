"""The outbox in the admin: to read, to print, and to change only while a letter waits for the secretary's yes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from members import post, qr, trail
from members.admin_tools import Verb, VerbAdmin
from members.letter_verbs import DiscardDraft, MarkPosted, MarkTold, PrintLetter, SendAgain, SendDraft
from members.models import Letter
from members.seen_forms import SeenForm


class DraftForm(SeenForm):
    """A letter that nobody has received yet, in the secretary's own words."""

    class Meta:
        model = Letter
        fields = ["subject", "body"]
        widgets = {
            "subject": forms.TextInput(attrs={"size": 80}),
            "body": forms.Textarea(attrs={"rows": 20, "cols": 80}),
        }

    def clean_subject(self) -> str:
        # A header of a mail is one line.
        return " ".join(self.cleaned_data["subject"].split())

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        had, has = (Letter.PERSONAL_LINK in text for text in (self.initial["body"], body))
        if had and not has:
            raise forms.ValidationError(f"Laat {Letter.PERSONAL_LINK} staan. Daar komt de link naar de eigen pagina.")
        if has and not had:
            raise forms.ValidationError(f"Haal {Letter.PERSONAL_LINK} weg. Deze brief heeft geen link.")
        return body


@admin.register(Letter)
class LetterAdmin(VerbAdmin):
    """Letters are written by the actions; what was sent is history and never changes."""

    notes_looking = True
    verbs = [SendDraft, DiscardDraft, SendAgain, MarkTold, PrintLetter, MarkPosted]
    change_form_template = "admin/members/letter/change_form.html"
    form = DraftForm
    list_display = ["subject", "addressee_name", "status", "written", "left"]
    list_filter = ["status"]
    fields = ["reached_at", "status", "subject", "body", "goes_along", "history"]

    @admin.display(description="aan")
    def addressee_name(self, letter: Letter) -> str:
        return letter.letter_name

    @admin.display(description="geschreven", ordering="written_at")
    def written(self, letter: Letter) -> str:
        return _moment(letter.written_at)

    @admin.display(description="weg", ordering="sent_at")
    def left(self, letter: Letter) -> str:
        return _moment(letter.sent_at) if letter.sent_at else "nog niet"

    @admin.display(description="aan")
    def reached_at(self, letter: Letter) -> str:
        """The name, leading to the page of this person, and the number to call when there is one."""
        person = letter.addressee
        if person is None or letter.last_email:
            return letter.letter_name
        page = reverse(f"admin:{person._meta.label_lower.replace('.', '_')}_change", args=[person.pk])
        phone = f", telefoon {person.phone}" if getattr(person, "phone", "") else ""
        return format_html('<a href="{}">{}</a>{}', page, letter.letter_name, phone)

    @admin.display(description="gaat mee")
    def goes_along(self, letter: Letter) -> str:
        return "een afspraak voor de agenda, als de brief per e-mail gaat" if letter.calendar else "niets"

    @admin.display(description="wat er met deze brief gebeurde")
    def history(self, letter: Letter) -> str:
        """Every step in words, the oldest first."""
        return format_html_join("", "<p>{}</p>", ((line,) for line in _happened(letter)))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("addressee")

    def get_readonly_fields(self, request: HttpRequest, obj: Letter | None = None) -> list[str]:
        fixed = ["reached_at", "status", "goes_along", "history"]
        return fixed if _is_draft(obj) else [*fixed, "subject", "body"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        # A draft is kept and stays in sight, with the button for the yes above it; the others have nothing to keep.
        draft = _is_draft(self.get_object(request, object_id))
        buttons = {"title": "Brief", "show_save": False, "show_save_and_continue": draft, "is_draft": draft}
        return super().change_view(request, object_id, form_url, {**buttons, **(extra_context or {})})

    def response_change(self, request: HttpRequest, obj: Letter) -> HttpResponse:
        if "_send" in request.POST:
            return redirect(reverse("admin:members_letter_verb", args=[obj.pk, SendDraft.slug]))
        return super().response_change(request, obj)

    def save_model(self, request: HttpRequest, obj: Letter, form: Any, change: bool) -> None:
        # One statement: a letter that got its yes meanwhile keeps the words it left with.
        draft = Letter.objects.filter(pk=obj.pk, status=Letter.Status.DRAFT)
        if form.changed_data and not draft.update(subject=obj.subject, body=obj.body):
            messages.error(request, "Deze brief is intussen verstuurd. Uw wijziging is niet bewaard.")
        elif form.changed_data:
            trail.note(trail.Kind.CHANGED, obj)

    def done(self, request: HttpRequest, subject: Any, form: Verb) -> HttpResponse:
        if isinstance(form, PrintLetter):
            trail.note(trail.Kind.EXPORTED, subject)
            return _printed(request, subject)
        if isinstance(form, DiscardDraft):
            return self._discard(request, subject, form)
        return super().done(request, subject, form)

    def _discard(self, request: HttpRequest, letter: Letter, form: Verb) -> HttpResponse:
        """Throw a draft away and say so with whom it was for: of the letter itself only a number is left."""
        person = letter.addressee
        with transaction.atomic():
            response = super().done(request, letter, form)
            if person is not None:
                trail.note(trail.Kind.CHANGED, person, form.button)
        return response


def _is_draft(letter: Letter | None) -> bool:
    return letter is not None and letter.status == Letter.Status.DRAFT


def _printed(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The letter on paper; every time with a link of its own, which is shown here and kept nowhere."""
    text, link = post.filled_in(letter)
    context = {"letter": letter, "text": text, "code": qr.drawn(link) if link else ""}
    response = render(request, "members/letter_print.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def _happened(letter: Letter) -> Iterator[str]:
    yield f"Geschreven op {_moment(letter.written_at)}."
    if letter.tries:
        yield f"{letter.tries} keer geprobeerd te versturen."
    if letter.problem:
        yield letter.problem
    if letter.status == Letter.Status.WAITING and letter.next_try_at and letter.tries:
        yield f"Volgende poging: {_moment(letter.next_try_at)}."
    if letter.sent_at:
        yield f"{letter.get_status_display().capitalize()} op {_moment(letter.sent_at)}."


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "l j F Y, H.i") + " uur"
