from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from clientenraad.models import Message, Page
from clientenraad.verbs import EraseMessage, OpenAgain, TickOff
from members.admin_tools import RichTextAdmin, Verb, VerbAdmin


@admin.register(Page)
class PageAdmin(RichTextAdmin):
    """The words can be changed; which pages there are is fixed, since the menu and the footer lead to them."""

    list_display = ["title", "slug"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class IsAnswered(admin.SimpleListFilter):
    title, parameter_name = "beantwoord", "beantwoord"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("nee", "Nee"), ("ja", "Ja")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(answered_on__isnull=self.value() == "nee") if self.value() else queryset


@admin.register(Message)
class MessageAdmin(VerbAdmin):
    """Messages to read and to tick off; the sender's words stay as they were sent."""

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

    def done(self, request: HttpRequest, subject: Any, form: Verb) -> HttpResponse:
        super().done(request, subject, form)
        # What is next on the list; an erased message has no page any more.
        return HttpResponseRedirect(reverse("admin:clientenraad_message_changelist"))
