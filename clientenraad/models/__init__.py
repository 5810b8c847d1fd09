"""What belongs to no room."""

from clientenraad.models.documents import Document
from clientenraad.models.messages import Message
from clientenraad.models.pages import Page, PageRevision
from clientenraad.models.runs import GoodRun

__all__ = ["Document", "GoodRun", "Message", "Page", "PageRevision"]
