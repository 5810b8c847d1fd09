from events.admin.awards import AwardAdmin
from events.admin.get_togethers import GetTogetherAdmin
from events.admin.news import NewsItemAdmin

__all__ = ["AwardAdmin", "GetTogetherAdmin", "NewsItemAdmin"]
