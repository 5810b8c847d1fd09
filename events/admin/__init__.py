from events.admin.awards import AwardAdmin
from events.admin.get_togethers import GetTogetherAdmin
from events.admin.news import NewsItemAdmin
from events.admin.series import SeriesAdmin

__all__ = ["AwardAdmin", "GetTogetherAdmin", "NewsItemAdmin", "SeriesAdmin"]
