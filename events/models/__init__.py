"""Being together: get-togethers and news."""

from events.models.get_togethers import GetTogether
from events.models.news import NewsItem

__all__ = ["GetTogether", "NewsItem"]
