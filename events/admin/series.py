from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import TimeField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dates import MONTHS

from events.models import Series
from events.models.series import every_month
from events.verbs import CarryOut, Stop
from members.admin_tools import DayField, RichTextAdmin, VerbAdmin, VersionedAdmin, VersionedForm

CLOCK_INPUT = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class SeriesForm(VersionedForm):
    months = forms.TypedMultipleChoiceField(
        label="In de maanden",
        coerce=int,
        initial=every_month,
        choices=[(number, str(name)) for number, name in MONTHS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Voor twee keer per jaar kiest u twee maanden.",
    )
    first_day = DayField(label="Eerste dag")
    last_day = DayField(label="Laatste dag", help_text="Hoogstens vijf jaar later.")


@admin.register(Series)
class SeriesAdmin(VersionedAdmin, RichTextAdmin, VerbAdmin):
    """Saving says what is wanted; the page after it shows the days and asks before anything changes."""

    form = SeriesForm
    verbs = [CarryOut, Stop]
    list_display = ["title", "kind", "rhythm", "first_day", "last_day"]
    list_filter = ["kind"]
    formfield_overrides = {TimeField: {"widget": CLOCK_INPUT}}
    fieldsets = [
        (
            "Wat en wanneer",
            {
                "fields": [
                    "kind",
                    "title",
                    "number",
                    "weekday",
                    "months",
                    "starts",
                    "ends",
                    "first_day",
                    "last_day",
                ],
                "description": "Na het bewaren ziet u alle dagen. Pas als u ja zegt, verandert de agenda.",
            },
        ),
        ("Waar", {"fields": ["place", "address", "directions", "accessible", "accessible_note"]}),
        ("Wat bezoekers verder lezen", {"fields": ["text", "costs", "for_whom"]}),
    ]

    @admin.display(description="wanneer")
    def rhythm(self, series: Series) -> str:
        return series.rhythm

    def has_delete_permission(self, request: HttpRequest, obj: Series | None = None) -> bool:
        """A series is stopped, so that somebody says what happens to its get-togethers."""
        return False

    def response_add(self, request: HttpRequest, obj: Series, post_url_continue: Any = None) -> HttpResponse:
        return self._to_the_days(obj)

    def response_change(self, request: HttpRequest, obj: Series) -> HttpResponse:
        return self._to_the_days(obj)

    def _to_the_days(self, series: Series) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:events_series_verb", args=[series.pk, CarryOut.slug]))
