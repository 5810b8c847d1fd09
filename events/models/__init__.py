"""Being together: get-togethers, series of them, and news."""

from events.models.addresses import OldAddress
from events.models.get_togethers import GetTogether
from events.models.news import NewsItem
from events.models.series import Series

__all__ = ["GetTogether", "NewsItem", "OldAddress", "Series"]
