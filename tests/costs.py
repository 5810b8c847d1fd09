"""The public pages of whatever council is there, one of each kind."""

from django.urls import reverse

from events.models import Award, GetTogether, NewsItem
from recruitment.models import Vacancy

ALWAYS = [
    "home", "about", "benefit", "documents", "contact", "glossary", "privacy", "accessibility", "security", "robots",
    "sitemap", "members", "roster", "roster_sheet", "roster_calendar", "vacancies", "agenda", "whole_calendar", "news",
    "news_feed", "awards", "search", "lost_link",
]  # fmt: skip


def public_pages() -> dict[str, str]:
    """The address of each by its name; only one that the council has rows for."""
    pages = {name: reverse(name) for name in ALWAYS}
    pages["search_found"] = f"{reverse('search')}?q=raad"
    pages["search_nothing"] = f"{reverse('search')}?q=onvindbaar"
    if event := GetTogether.objects.order_by("starts_at").first():
        pages["get_together"] = event.get_absolute_url()
        pages["get_together_calendar"] = reverse("get_together_calendar", args=[event.slug])
        pages["agenda_archive"] = reverse("agenda_archive", args=[event.starts_at.year])
    if item := NewsItem.objects.filter(is_published=True).order_by("published_at").first():
        pages["news_item"] = item.get_absolute_url()
        pages["news_of_year"] = reverse("news_of_year", args=[item.published_at.year])
    if award := Award.objects.published().first():
        pages["award"] = award.get_absolute_url()
    if vacancy := Vacancy.objects.published().first():
        pages["vacancy"] = vacancy.get_absolute_url()
        pages["sign_up"] = reverse("sign_up", args=[vacancy.slug])
        pages["signed_up"] = reverse("signed_up", args=[vacancy.slug])
    return pages
