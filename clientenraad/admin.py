from typing import Any, cast

from auditlog import admin as auditlog_admin
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import DateField, URLField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from clientenraad import documents, pages
from clientenraad.accounts import admin as accounts_admin  # noqa: F401 (registers the accounts)
from clientenraad.forms import DocumentForm, StatementForm
from clientenraad.models import AccessibilityStatement, Document, Message, Page, PageRevision, Word
from clientenraad.verbs import EraseMessage, MarkChecked, OpenAgain, PutBack, RemovePage, TickOff
from members.admin_tools import DAY_INPUT, DayField, RichTextAdmin, Verb, VerbAdmin, VersionedAdmin
from members.seen_forms import SeenAdmin
from members.templatetags.rich_text import rich


def back_to_list(model: str) -> HttpResponse:
    """Where to go when the row itself may be gone."""
    return HttpResponseRedirect(reverse(f"admin:clientenraad_{model}_changelist"))


@admin.register(Page)
class PageAdmin(VersionedAdmin, VerbAdmin, RichTextAdmin):
    """Pages of text. An address is a promise, so it stays; a page that the site itself leads to stays too."""

    verbs = [MarkChecked, RemovePage]
    list_display = ["title", "slug", "menu_title", "is_published", "changed_on", "checked_on"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    readonly_fields = ("checked_on", "changed_on", "versions")
    fieldsets = [
        (None, {"fields": ["title", "slug", "text", "is_published"]}),
        ("In het menu", {"fields": ["menu_title", "menu_order"]}),
        ("Klopt het nog?", {"fields": ["municipality_url", "check_yearly", "checked_on"]}),
        ("Wijzigingen", {"fields": ["changed_on", "versions"]}),
    ]

    @admin.display(description="eerdere versies")
    def versions(self, page: Page) -> str:
        address = reverse("admin:clientenraad_pagerevision_changelist")
        return format_html('<a href="{}?page__id__exact={}">Bekijk eerdere versies</a>', address, page.pk)

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> tuple[str, ...]:
        fixed = ("is_published",) if obj and obj.is_fixed else ()
        return (*self.readonly_fields, *fixed, "slug") if obj else self.readonly_fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Page | None = None) -> Any:
        return {} if obj else {"slug": ["title"]}

    def get_fieldsets(self, request: HttpRequest, obj: Page | None = None) -> Any:
        return self.fieldsets if obj else self.fieldsets[:-1]

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        # A button does it, for the pages that may go.
        return False

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        pages.save(obj, by=cast(User, request.user), now=timezone.now(), today=timezone.localdate())

    def done(self, request: HttpRequest, subject: Any, form: Verb) -> HttpResponse:
        response = super().done(request, subject, form)
        return back_to_list("page") if isinstance(form, RemovePage) else response


@admin.register(PageRevision)
class PageRevisionAdmin(VerbAdmin):
    """What a page said before, to read and to put back."""

    verbs = [PutBack]
    list_display = ["saved_at", "page", "title", "by"]
    list_filter = ["page"]
    list_select_related = ["page", "by"]
    fields = ["page", "saved_at", "by", "title", "shown_text"]
    readonly_fields = ("page", "saved_at", "by", "title", "shown_text")

    @admin.display(description="tekst")
    def shown_text(self, revision: PageRevision) -> str:
        return rich(revision.text)

    def may_do(self, request: HttpRequest, subject: Any, verb: type[Verb]) -> bool:
        return request.user.has_perm("clientenraad.change_page")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Document)
class DocumentAdmin(SeenAdmin):
    form = DocumentForm
    formfield_overrides = {DateField: {"form_class": DayField, "widget": DAY_INPUT}}
    list_display = ["title", "kind", "dated_on", "is_published"]
    list_filter = ["kind", "is_published"]
    search_fields = ["title", "summary"]

    def get_fields(self, request: HttpRequest, obj: Document | None = None) -> Any:
        fields = DocumentForm.Meta.fields
        return [name for name in fields if name != "drop_answer" or (obj and obj.answer)]

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        documents.save(obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except OSError:  # a full disk, or a folder that cannot be written to; no row was kept either
            self.message_user(request, documents.NOT_KEPT, messages.ERROR)
            return HttpResponseRedirect(request.path)


@admin.register(AccessibilityStatement)
class AccessibilityStatementAdmin(SeenAdmin, RichTextAdmin):
    """One row: what the council says about who can use the website."""

    form = StatementForm
    formfield_overrides = {DateField: {"form_class": DayField, "widget": DAY_INPUT}}
    list_display = ["status", "researched_on"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Word)
class WordAdmin(SeenAdmin):
    list_display = ["word", "meaning"]
    search_fields = ["word"]


class IsAnswered(admin.SimpleListFilter):
    title, parameter_name = "beantwoord", "beantwoord"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("nee", "Nee"), ("ja", "Ja")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(answered_on__isnull=self.value() == "nee") if self.value() else queryset


@admin.register(Message)
class MessageAdmin(VerbAdmin):
    """Messages to read and to tick off; the sender's words stay as they were sent."""

    notes_looking = True
    verbs = [TickOff, OpenAgain, EraseMessage]
    list_display = ["received_at", "kind", "name", "answer_by", "answered_on"]
    list_filter = [IsAnswered, "kind"]
    readonly_fields = ("received_at", "kind", "name", "text", "answer_by", "email", "phone", "call_when", "answered_on")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only what was filled in."""
        return [name for name in self.readonly_fields if getattr(obj, name)]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        # Nothing here can be changed, so there is nothing to save.
        read_only = {"title": "bericht van de contactpagina", "show_save": False, "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, {**read_only, **(extra_context or {})})

    def done(self, request: HttpRequest, subject: Any, form: Verb) -> HttpResponse:
        super().done(request, subject, form)
        return back_to_list("message")


# The package's own pages would show the trail beside ours.
admin.site.unregister(auditlog_admin.LogEntry)
