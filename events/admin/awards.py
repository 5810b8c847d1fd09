import re
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import DateField, DecimalField, Field, Q, TextField

from events import awards
from events.admin.addressed import AddressedAdmin, AddressedForm
from events.admin.photos import WithPhotos
from events.admin.years import OfYear
from events.models import Award, AwardComment, AwardReason, NewsItem, OldAddress
from members.admin_tools import DAY_INPUT, DayField, RichTextAdmin

FEW_LINES: dict[type[Field], dict[str, Any]] = {TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}
NEAREST = "Staat het bericht er niet bij? Bewaar dan eerst de prijs. Daarna ziet u het nieuws van rond de datum."
# Digits, in groups of three when dots stand between them, and cents.
DUTCH_AMOUNT = re.compile(r"(\d+|\d{1,3}(\.\d{3})+)(,\d{1,2})?")


class EuroField(forms.DecimalField):
    """An amount as people write it: ``2.500`` is two and a half thousand, with or without a sign for euro."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        typed = re.sub(r"[€\s]", "", str(value or ""))
        if DUTCH_AMOUNT.fullmatch(typed):
            typed = typed.replace(".", "").replace(",", ".")
        return super().to_python(typed)

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value


class AwardForm(AddressedForm):
    """Offers the news of around the award: a council that tells something twice a week has a thousand items."""

    kind = OldAddress.Kind.AWARDS
    title_field = "prize"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "news_item" in self.fields:  # it is not, for who may only look
            near = NewsItem.objects.to_choose_from(self.instance.received_on).values("pk")
            offered = NewsItem.objects.filter(Q(pk__in=near) | Q(pk=self.instance.news_item_id))
            cast(forms.ModelChoiceField, self.fields["news_item"]).queryset = offered.only("title")
            self.fields["news_item"].help_text = NEAREST


class ReasonInline(admin.StackedInline):
    model = AwardReason
    extra = 1
    formfield_overrides = FEW_LINES


class CommentInline(admin.StackedInline):
    model = AwardComment
    extra = 1
    formfield_overrides = FEW_LINES


class ReceivedIn(OfYear):
    moment = "received_on"


@admin.register(Award)
class AwardAdmin(AddressedAdmin, WithPhotos, RichTextAdmin):
    form = AwardForm
    page_template = "events/award.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "prize",
                    "slug",
                    "kind",
                    "giver",
                    "occasion",
                    "received_on",
                    "amount",
                    "recipient",
                    "text",
                    "news_item",
                    "is_published",
                ]
            },
        ),
        ("Alleen voor de redactie", {"fields": ["editors_note"]}),
    ]
    inlines = [ReasonInline, CommentInline]
    list_display = ["prize", "kind", "received_on", "is_published"]
    list_filter = [ReceivedIn, "kind", "is_published"]
    search_fields = ["prize", "occasion"]
    prepopulated_fields = {"slug": ["prize"]}
    formfield_overrides = {
        DateField: {"form_class": DayField, "widget": DAY_INPUT},
        DecimalField: {"form_class": EuroField},
    }

    def shown_with(self, row: Award) -> dict[str, Any]:
        return {"award": row, **awards.shown_with(row)}

    def is_public(self, row: Award) -> bool:
        return Award.objects.published().contains(row)
