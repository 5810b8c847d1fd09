"""The reasons to decline that the secretary may choose from."""

from django.contrib import admin
from django.http import HttpRequest

from members.seen_forms import SeenAdmin
from recruitment.models import DeclineReason


@admin.register(DeclineReason)
class DeclineReasonAdmin(SeenAdmin):
    """For staff and the yearly figures; one that is used stays, and can be left out of the list."""

    list_display = ["text", "is_offered", "order"]

    def has_delete_permission(self, request: HttpRequest, obj: DeclineReason | None = None) -> bool:
        return False
