"""What belongs to no room."""

from clientenraad.models.colleagues import Colleague
from clientenraad.models.documents import Document
from clientenraad.models.findable import Findable
from clientenraad.models.messages import Message, PastMessage
from clientenraad.models.pages import Page, PageRevision
from clientenraad.models.runs import GoodRun
from clientenraad.models.statement import AccessibilityStatement
from clientenraad.models.version import SiteVersion
from clientenraad.models.words import Word

__all__ = [
    "AccessibilityStatement",
    "Colleague",
    "Document",
    "Findable",
    "GoodRun",
    "Message",
    "Page",
    "PageRevision",
    "PastMessage",
    "SiteVersion",
    "Word",
]
