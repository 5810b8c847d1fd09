"""Data for programs inside a page."""

import json

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from clientenraad import linked_data as data
from clientenraad.linked_data import Data, Photos
from events.models import Award, GetTogether, NewsItem
from recruitment.models import Vacancy

register = template.Library()
# What could end the block that the data stands in, or open another.
UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def linked_data(value: Data | None) -> SafeString:
    """The value as a block of type application/ld+json, which no browser runs; nothing for None."""
    if value is None:
        return SafeString("")
    text = json.dumps(value, ensure_ascii=False).translate(UNSAFE)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag(takes_context=True)
def organization_data(context: Context) -> SafeString:
    return linked_data(data.organization(context["council"]))


@register.simple_tag(takes_context=True)
def event_data(context: Context, event: GetTogether, photos: Photos) -> SafeString:
    return linked_data(data.event(event, photos, context["council"]))


@register.simple_tag(takes_context=True)
def news_data(context: Context, item: NewsItem, photos: Photos) -> SafeString:
    return linked_data(data.news(item, photos, context["council"]))


@register.simple_tag(takes_context=True)
def award_data(context: Context, award: Award, photos: Photos) -> SafeString:
    return linked_data(data.award(award, photos, context["council"]))


@register.simple_tag(takes_context=True)
def vacancy_data(context: Context, vacancy: Vacancy) -> SafeString:
    return linked_data(data.vacancy(vacancy, context["seats"], context["council"]))


@register.simple_tag
def breadcrumb_data(parent: str, parent_url: str, here: object) -> SafeString:
    return linked_data(data.breadcrumbs(parent, parent_url, str(here)))
