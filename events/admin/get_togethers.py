from django.contrib import admin
from django.db.models import DateTimeField

from events.admin.photos import WithPhotos
from events.models import GetTogether
from members.admin_tools import MOMENT_INPUT, LocalDateTimeField, RichTextAdmin


@admin.register(GetTogether)
class GetTogetherAdmin(WithPhotos, RichTextAdmin):
    list_display = ["title", "kind", "starts_at", "for_whom", "goes_on", "is_published"]
    list_filter = ["kind", "for_whom", "is_published"]
    date_hierarchy = "starts_at"
    search_fields = ["title", "place"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = {DateTimeField: {"form_class": LocalDateTimeField, "widget": MOMENT_INPUT}}

    @admin.display(description="gaat door", boolean=True)
    def goes_on(self, event: GetTogether) -> bool:
        return not event.cancelled_why
