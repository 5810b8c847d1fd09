from django.contrib import admin

from events.models import NewsItem
from members.admin_tools import RichTextAdmin


@admin.register(NewsItem)
class NewsItemAdmin(RichTextAdmin):
    list_display = ["title", "published_on", "is_published"]
    list_filter = ["is_published"]
    date_hierarchy = "published_on"
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
