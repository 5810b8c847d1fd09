from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from clientenraad.models import Page
from members.admin_tools import RichTextAdmin


@admin.register(Page)
class PageAdmin(RichTextAdmin):
    """The words can be changed; which pages there are is fixed, since the menu and the footer lead to them."""

    list_display = ["title", "slug"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
