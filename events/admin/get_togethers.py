from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import DateTimeField, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from events import actions, addresses, agenda
from events.admin.addressed import PreviewedAdmin
from events.admin.photos import WithPhotos
from events.models import GetTogether, OldAddress
from events.models.get_togethers import is_over
from events.verbs import Cancel, Move, UndoCancel
from events.words import moved_text
from members.admin_tools import (
    MOMENT_INPUT,
    LocalDateTimeField,
    RichTextAdmin,
    VerbAdmin,
    VersionedAdmin,
    VersionedForm,
)


class GetTogetherForm(VersionedForm):
    """Settles the address: an empty one is made, and one that another page has gets a number behind it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # who may only look has no fields
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        wanted, starts_at = self.cleaned_data.get("slug"), self.cleaned_data.get("starts_at")
        if wanted is not None and starts_at:
            self.cleaned_data["slug"] = actions.slug_for(
                self.cleaned_data.get("title", ""),
                timezone.localdate(starts_at),
                wanted=wanted or self.initial.get("slug", ""),
                but=self.instance.pk,
            )
        return cleaned


class When(admin.SimpleListFilter):
    """What is to come, unless somebody asks for more."""

    title = "wanneer"
    parameter_name = "wanneer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("geweest", "Wat is geweest"), ("alles", "Alles")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": "Wat er komt"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[GetTogether]) -> QuerySet[GetTogether]:
        now = timezone.now()
        if self.value() == "geweest":
            return queryset.filter(is_over(now))
        return queryset if self.value() == "alles" else queryset.exclude(is_over(now))


class GoesOn(admin.SimpleListFilter):
    title = "gaat door"
    parameter_name = "door"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", "Ja"), ("nee", "Nee")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[GetTogether]) -> QuerySet[GetTogether]:
        if self.value() == "ja":
            return queryset.filter(cancelled_why="")
        return queryset.exclude(cancelled_why="") if self.value() == "nee" else queryset


@admin.register(GetTogether)
class GetTogetherAdmin(PreviewedAdmin, WithPhotos, VersionedAdmin, RichTextAdmin, VerbAdmin):
    form = GetTogetherForm
    page_template = "events/get_together.html"
    verbs = [Cancel, Move, UndoCancel, *WithPhotos.verbs]
    list_display = ["title", "starts_at", "kind", "goes_on", "quickly", "is_published"]
    list_filter = [When, "kind", GoesOn, "for_whom", "is_published"]
    search_fields = ["title", "place"]
    readonly_fields = ["news"]
    formfield_overrides = {DateTimeField: {"form_class": LocalDateTimeField, "widget": MOMENT_INPUT}}
    fieldsets = [
        (
            "Wat en wanneer",
            {
                "fields": ["news", "kind", "title", "starts_at", "ends_at"],
                "description": "Verandert de dag, de tijd of de plek? Gebruik dan de knop ‘Verplaats’."
                " Dan lezen bezoekers wat er is veranderd. Hier verbetert u alleen een tikfout.",
            },
        ),
        ("Waar", {"fields": ["place", "address", "directions", "accessible", "accessible_note"]}),
        ("Wat bezoekers verder lezen", {"fields": ["text", "costs", "for_whom"]}),
        ("Op de website", {"fields": ["is_published", "published_from", "slug"]}),
    ]

    def get_ordering(self, request: HttpRequest) -> tuple[str]:
        """What is to come: the first in front. What was: the last in front."""
        return ("-starts_at" if request.GET.get(When.parameter_name) else "starts_at",)

    def shown_with(self, row: GetTogether) -> dict[str, Any]:
        return agenda.shown_with(row, timezone.now())

    def is_public(self, row: GetTogether) -> bool:
        return GetTogether.objects.published(timezone.now()).contains(row)

    @admin.display(description="gaat door", boolean=True)
    def goes_on(self, event: GetTogether) -> bool:
        return not event.cancelled_why

    @admin.display(description="snel regelen")
    def quickly(self, event: GetTogether) -> str:
        """One click to the question that most often has to be answered in a hurry."""
        verb = Cancel if Cancel.fits(event) else UndoCancel
        url = reverse("admin:events_gettogether_verb", args=[event.pk, verb.slug])
        return format_html('<a href="{}">{}</a>', url, verb.button)

    @admin.display(description="stand van zaken")
    def news(self, event: GetTogether) -> str:
        """What visitors are told besides, and whether a series looks after this one."""
        if event.pk is None:
            return "Nieuw"
        cancelled = f"Gaat niet door: {event.cancelled_why}" if event.cancelled_why else "Gaat door."
        series = f"Uit de reeks ‘{event.series}’." if event.series else ""
        alone = "Apart gewijzigd: de reeks verandert hier niets meer aan." if event.series and event.touched else ""
        return " ".join(filter(None, [cancelled, moved_text(event), series, alone]))

    def delete_model(self, request: HttpRequest, obj: GetTogether) -> None:
        actions.delete(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[GetTogether]) -> None:
        for event in queryset:
            actions.delete(event)

    def save_model(self, request: HttpRequest, obj: GetTogether, form: forms.ModelForm, change: bool) -> None:
        obj.touched = True
        super().save_model(request, obj, form, change)
        old_slug = form.initial.get("slug")
        if old_slug and old_slug != obj.slug:
            addresses.remember(OldAddress.Kind.AGENDA, old_slug, obj.pk)
