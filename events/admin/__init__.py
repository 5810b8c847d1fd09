from events.admin.get_togethers import GetTogetherAdmin
from events.admin.news import NewsItemAdmin

__all__ = ["GetTogetherAdmin", "NewsItemAdmin"]
