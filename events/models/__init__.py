"""Being together: get-togethers, series of them, news, awards and photos."""

from events.models.addresses import OldAddress
from events.models.awards import Award, AwardComment, AwardReason
from events.models.get_togethers import GetTogether
from events.models.news import NewsItem
from events.models.photos import Photo
from events.models.series import Series

__all__ = ["Award", "AwardComment", "AwardReason", "GetTogether", "NewsItem", "OldAddress", "Photo", "Series"]
