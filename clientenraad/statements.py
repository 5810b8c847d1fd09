"""What the site says about itself, to people and to programs; every address comes from SITE_URL."""

from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from clientenraad.models import AccessibilityStatement
from clientenraad.published import addresses
from members.known import KnowingRequest

VALID = timedelta(days=180)  # of security.txt, which asks for less than a year
PRIVATE = ["/beheer/", "/aanmelding/", "/zoeken/"]
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{pages}</urlset>
"""
TEXT = "text/plain; charset=utf-8"


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement; it claims no more than somebody looked into."""
    statement = AccessibilityStatement.objects.first() or AccessibilityStatement()
    today = timezone.localdate()
    context = {
        "statement": statement,
        "claim": statement.claim(today),
        "is_too_old": statement.is_too_old(today),
    }
    return render(request, "clientenraad/accessibility.html", context)


@require_safe
def security(request: KnowingRequest) -> HttpResponse:
    """security.txt: where to tell of a hole in the website (RFC 9116)."""
    expires = datetime.combine(timezone.localdate() + VALID, time.min, UTC)
    contacts = [settings.SITE_URL + reverse("write", args=["veiligheid"])]
    if email := request.known.council.contact_email:
        contacts.append(f"mailto:{quote(email, safe='@+')}")
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What a search engine may visit: all but the pages of one person and those made for one question."""
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in PRIVATE)]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every published page, for search engines."""
    # No template: it would take a tenth of a second for some thousands of addresses.
    pages = "".join(
        f"<url><loc>{escape(settings.SITE_URL + address)}</loc></url>\n" for address in addresses(timezone.now())
    )
    return HttpResponse(SITEMAP.format(pages=pages), content_type="application/xml")
