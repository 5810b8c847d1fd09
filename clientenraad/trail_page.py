"""/beheer/spoor/: who did what, for the chair; to read only, and never with the name of whom it is about (rule 19)."""

from datetime import date, datetime, time, timedelta
from typing import Any

from auditlog.models import LogEntry
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clientenraad.trail import FOLLOWED
from members import trail_words
from members.admin_tools import DayField
from members.trail import MONTHS_KEPT, Kind

ON_A_PAGE = 50
LARGEST = 2**63 - 1  # what a number in the database can be


def _models() -> list[type[Model]]:
    return sorted((apps.get_model(label) for label in FOLLOWED), key=lambda model: str(model._meta.verbose_name))


class Narrowed(forms.Form):
    """What the list is narrowed to; everything may stay empty."""

    use_required_attribute = False
    soort = forms.TypedChoiceField(label="wat er is gedaan", required=False, coerce=int, empty_value=None)
    wie = forms.ModelChoiceField(User.objects.none(), label="door wie", required=False, empty_label="iedereen")
    wat = forms.ChoiceField(label="waarvan", required=False)
    nummer = forms.IntegerField(
        label="nummer", required=False, min_value=1, max_value=LARGEST, help_text="Zoals 12, van kandidaat 12."
    )
    van = DayField(label="vanaf", required=False)
    tot = DayField(label="tot en met", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: Any = self.fields["soort"], self.fields["wie"], self.fields["wat"]
        kind, who, what = everything
        kind.choices = [("", "alles"), *Kind.choices]
        who.queryset = User.objects.filter(is_staff=True).order_by("username")
        who.label_from_instance = User.get_username
        what.choices = [("", "alles"), *((model._meta.label_lower, model._meta.verbose_name) for model in _models())]

    def narrow(self, entries: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        """These rows, as far as the form asks for them; a field that is wrong asks for nothing."""
        asked = self.cleaned_data
        wanted = {
            "action": asked.get("soort"),
            "actor": asked.get("wie"),
            "content_type": _kind_of_row(asked.get("wat")),
            "object_id": asked.get("nummer"),
            "timestamp__gte": _begin(asked.get("van")),
            "timestamp__lt": _begin(_day_after(asked.get("tot"))),
        }
        return entries.filter(**{field: value for field, value in wanted.items() if value not in (None, "")})


def _kind_of_row(label: str | None) -> ContentType | None:
    return ContentType.objects.get_by_natural_key(*label.split(".")) if label else None


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _begin(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), timezone.get_current_timezone()) if day else None


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The newest first, fifty at a time."""
    if not request.user.has_perm("auditlog.view_logentry"):
        raise PermissionDenied
    form = Narrowed(request.GET)
    form.is_valid()
    entries = form.narrow(LogEntry.objects.select_related("actor", "content_type").order_by("-pk"))
    found = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        **admin.site.each_context(request),
        "title": "Wie deed wat",
        "form": form,
        "page_obj": found,
        "lines": trail_words.lines(found, request.user),
        "asked": _without_page(request),
        "months": MONTHS_KEPT,
    }
    return TemplateResponse(request, "admin/trail.html", context)


def _without_page(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("pagina", None)
    return asked.urlencode()
