"""What every room's admin shares: buttons with small forms that end in an action, and the rich text editor."""

from datetime import datetime
from typing import Any, cast

from csp.decorators import csp_update
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, FieldError, PermissionDenied, ValidationError
from django.db import DataError, ProgrammingError, models, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from js_asset import Media as EditorMedia

from members import trail
from members.dates import SANE_DAY
from members.models import Council
from members.refusals import Refusal
from members.traced import OneTrail
from members.words import TextField

# The browser's own pickers; what is typed in another Dutch notation is understood as well.
DAY_INPUT = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
MOMENT_INPUT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class DayField(forms.DateField):
    """A day between 1900 and 2200; a typing slip such as 0206 is caught where it is typed."""

    widget = DAY_INPUT
    default_validators = [*SANE_DAY]


class LocalDateTimeField(forms.DateTimeField):
    """A Dutch day and time; one that the clock skips or has twice is refused in plain words."""

    widget = MOMENT_INPUT

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
            if moment and not 1900 < moment.year < 2200:
                raise ValidationError("Kies een dag tussen 1900 en 2200.", code="invalid")
            return moment
        except OverflowError as error:
            raise ValidationError("Kies een dag tussen 1900 en 2200.", code="invalid") from error
        except ValidationError as error:
            # Django's own text for this cannot be set per field, and is hard to read.
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(
                "In deze nacht gaat de klok een uur vooruit of terug. Kies een tijd vóór 2 uur of vanaf 3 uur.",
                code=error.code,
            ) from error


class Verb(forms.Form):
    """One button in the admin: a small form whose ``perform`` ends in an action.

    ``consequence`` says in Dutch what will happen. A refusal comes back in the form, with all that was typed.
    """

    use_required_attribute = False
    do_not_call_in_templates = True  # a template that lists buttons means the class itself
    slug: str
    button: str
    dangerous = False
    takes_away = False  # afterwards there is no row to go back to

    def __init__(self, *args: Any, subject: Any, by: User, **kwargs: Any) -> None:
        self.subject, self.by, self.today = subject, by, timezone.localdate()
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = f"Vul in: {field.label}"

    @classmethod
    def fits(cls, subject: Any) -> bool:
        """Whether the button is offered for this row now."""
        return True

    def consequence(self) -> str:
        """What happens after the button, for who reads before pressing."""
        return ""

    def shown(self) -> str:
        """A text to read before pressing, such as the letter that will leave."""
        return ""

    def perform(self) -> str:
        """Do it and return the message to show; may raise ``Refusal``."""
        raise NotImplementedError

    def page(self, request: HttpRequest) -> HttpResponse | None:
        """What to show afterwards instead of the row, such as a page to print."""
        return None


def _is_valid(form: Verb) -> bool:
    try:
        return form.is_valid()
    except OverflowError as error:
        # A number too large for the database, in a choice that no page offers.
        raise BadRequest from error


class SoundListAdmin(OneTrail, admin.ModelAdmin):
    """A list whose address was tampered with shows itself without filters, instead of an error.

    Who has no right on these rows at all hears so, before a row is looked for.
    """

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        try:
            return super().get_changelist_instance(request)
        except (ValueError, IndexError, OverflowError, FieldError, DataError, ProgrammingError) as error:
            raise IncorrectLookupParameters from error

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural, **(extra_context or {})})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        # A browser ends a line in two signs: kept so, a text that nobody touched would count as changed.
        if type(db_field) is models.TextField:
            kwargs.setdefault("form_class", TextField)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what a filter beside the list asks, and never by a pattern, which can keep the server busy for an hour.

        Django lets the address ask about every column of the row, such as how a password or a note begins.
        """
        own = [getattr(one, "parameter_name", one) for one in self.get_list_filter(request)]
        is_own = any(lookup == name or lookup.startswith(f"{name}__") for name in own)
        return is_own and not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        self.refuse_strangers(request)
        return super().history_view(request, object_id, extra_context)

    def refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied


class VerbAdmin(SoundListAdmin):
    """A row that is changed by verbs: each a page with a form, done by POST."""

    verbs: list[type[Verb]] = []
    notes_looking = False  # rows about a person: the trail says who looked
    change_form_template = "admin/verb_change_form.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.verb_view)
        return [path("<path:object_id>/doe/<slug:slug>/", view, name=self._name("verb")), *super().get_urls()]

    def _name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def may_do(self, request: HttpRequest, subject: Model, verb: type[Verb]) -> bool:
        """Whether this user may use this verb on this row; narrower where a room says so."""
        return self.has_change_permission(request, subject)

    def offered(self, request: HttpRequest, subject: Model) -> list[type[Verb]]:
        """The buttons for this row and this user, in the order of ``verbs``."""
        return [verb for verb in self.verbs if verb.fits(subject) and self.may_do(request, subject, verb)]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        subject = self.get_object(request, object_id)
        # No subtitle: it would put a person's name in the page's title.
        context = {"verb_url": f"admin:{self._name('verb')}", "subtitle": None, **(extra_context or {})}
        # A room that orders them for its own page has asked already.
        if "verbs" not in context:
            context["verbs"] = self.offered(request, subject) if subject else []
        response = super().change_view(request, object_id, form_url, context)
        self._note_looking(request, subject, response)
        return response

    def _note_looking(self, request: HttpRequest, subject: Model | None, response: HttpResponse) -> None:
        if self.notes_looking and subject and request.method == "GET" and response.status_code == 200:
            trail.seen(subject)

    def verb_view(self, request: HttpRequest, object_id: str, slug: str) -> HttpResponse:
        """Show the verb's form, or do it; somebody else's old tab is told what has changed meanwhile."""
        self.refuse_strangers(request)
        subject = self.get_object(request, object_id)
        verb = next((verb for verb in self.verbs if verb.slug == slug), None)
        if subject is None or verb is None:
            raise Http404
        if not self.may_do(request, subject, verb):
            raise PermissionDenied
        typed = (request.POST, request.FILES) if request.method == "POST" else ()
        try:
            form = verb(*typed, subject=subject, by=cast(User, request.user))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self._back(subject)
        if request.method == "POST" and _is_valid(form):
            try:
                return self.done(request, subject, form)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
        response = self._verb_page(request, subject, form)
        self._note_looking(request, subject, response)
        return response

    def done(self, request: HttpRequest, subject: Model, form: Verb) -> HttpResponse:
        """Perform the verb, and show the page it made or go back to the row; to the list when the row is gone."""
        with trail.pressed(subject, form.button):
            message = form.perform()
        if page := form.page(request):
            trail.note(trail.Kind.EXPORTED, subject)
            return page
        messages.success(request, message)
        if form.takes_away:
            return HttpResponseRedirect(reverse(f"admin:{self._name('changelist')}"))
        return self._back(subject)

    def _back(self, subject: Model) -> HttpResponse:
        return HttpResponseRedirect(reverse(f"admin:{self._name('change')}", args=[subject.pk]))

    def _verb_page(self, request: HttpRequest, subject: Model, form: Verb) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": form.button,
            "opts": self.opts,
            "subject": subject,
            "form": form,
            "media": form.media,
            "list_url": f"admin:{self._name('changelist')}",
            "back_url": f"admin:{self._name('change')}",
        }
        return TemplateResponse(request, "admin/verb.html", context)


class LockedAdmin(SoundListAdmin):
    """Saves one form at a time: the council is locked from the reading of the row until its save."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with transaction.atomic():
            Council.objects.locked()
            return super().changeform_view(request, *args, **kwargs)


CHANGED_MEANWHILE = (
    "Iemand anders heeft dit intussen gewijzigd. Daarom is er niets bewaard."
    " Wat u typte, staat hieronder nog. Open deze pagina ook in een nieuw venster. Zet daar uw wijziging erbij."
)


class VersionedForm(forms.ModelForm):
    """Of a row with a ``version``: whoever saves second on an old page is told, and overwrites nothing."""

    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = str(self.instance.version)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get("seen_version") != str(self.instance.version):
            self.add_error(None, CHANGED_MEANWHILE)
        return cleaned


class VersionedAdmin(LockedAdmin):
    """Counts the saves of a row; templates/admin/change_form.html shows ``seen_version``."""

    form = VersionedForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.version += 1
        super().save_model(request, obj, form, change)


# The editor builds its own style element; this is the hash of what it writes (docs/decisions/0003-rich-text.md).
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


class RichTextAdmin(SoundListAdmin):
    """A model with rich text: its editor's import map gets the nonce, its one style element a hash."""

    class Media:
        js = ["js/editor-label.js", "js/editor-buttons.js", "js/editor-paste.js"]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["media"] = EditorMedia.from_media(context["media"], nonce=str(cast(Any, request).csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        view = csp_update({"style-src": [EDITOR_STYLE]})(super().changeform_view)
        return cast(HttpResponse, view(*args, **kwargs))
