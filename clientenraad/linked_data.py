"""What the pages tell search engines, in the words of schema.org; which type and why: docs/decisions/0009.

Everything here stands on the page itself too. Nobody is named: not a member, not who received a prize.
"""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from events.models import Award, GetTogether, NewsItem, Photo
from events.words import summary
from members.models import Council
from members.rich import cleaned
from members.seats import Occupancy
from recruitment.models import Vacancy

Data = dict[str, object]
Photos = list[Photo] | QuerySet[Photo]
STATUS = "https://schema.org/Event"


def organization(council: Council) -> Data:
    """The council itself."""
    return _page("Organization", "/") | _known(
        name=council.name,
        areaServed=council.municipality,
        email=council.contact_email,
        telephone=council.phone,
        address=" ".join(council.postal_address.split()),
    )


def event(one: GetTogether, photos: Photos, council: Council) -> Data:
    """A get-together: when, where, and whether it goes on."""
    return _page("Event", one.get_absolute_url()) | _known(
        name=one.title,
        description=summary(one),
        startDate=timezone.localtime(one.starts_at).isoformat(),
        endDate=timezone.localtime(one.ends_at).isoformat() if one.ends_at else "",
        previousStartDate=timezone.localtime(one.moved_from).isoformat() if one.moved_from else "",
        eventStatus=f"{STATUS}{_status(one)}",
        eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
        location=_place(one),
        isAccessibleForFree=one.costs.partition(".")[0].strip().casefold() == "gratis",
        image=_pictures(photos),
        organizer=_named(council),
    )


def _place(one: GetTogether) -> Data | None:
    known = _known(name=one.place or one.address, address=one.address)
    return {"@type": "Place", **known} if known else None


def _status(one: GetTogether) -> str:
    if one.cancelled_why:
        return "Cancelled"
    return "Rescheduled" if one.moved_from else "Scheduled"


def news(item: NewsItem, photos: Photos, council: Council) -> Data:
    """A piece of news, by the council."""
    day = timezone.localtime(item.published_at).isoformat()
    return _article("NewsArticle", item.get_absolute_url(), item.title, photos, council) | _known(
        description=item.summary, datePublished=day
    )


def award(one: Award, photos: Photos, council: Council) -> Data:
    """The page about an award; the day on which it was received is not the day on which that was written."""
    return _article("Article", one.get_absolute_url(), one.prize, photos, council) | {"description": one.occasion}


def _article(kind: str, path: str, headline: str, photos: Photos, council: Council) -> Data:
    return _page(kind, path) | _known(
        headline=headline, image=_pictures(photos), author=_named(council), publisher=_named(council)
    )


def vacancy(one: Vacancy, seats: Occupancy, council: Council) -> Data | None:
    """Work for volunteers; None when there is no place now, or when nobody knows since when it is asked for."""
    if not one.posted_on or (one.needs_seat and not seats.free):
        return None
    return _page("JobPosting", one.get_absolute_url()) | _known(
        title=one.title,
        description=f"<p>{one.summary}</p>{cleaned(one.text + one.wanted + one.offered)}",
        datePosted=one.posted_on.isoformat(),
        employmentType="VOLUNTEER",
        workHours=one.hours,
        totalJobOpenings=seats.free if one.needs_seat else None,
        directApply=True,
        hiringOrganization=_named(council),
        jobLocation={"@type": "Place", "address": _municipality(council)},
    )


def _municipality(council: Council) -> Data:
    return {"@type": "PostalAddress", "addressLocality": council.municipality, "addressCountry": "NL"}


def breadcrumbs(parent: str, parent_url: str, here: str) -> Data:
    """The way from the front page to this one."""
    steps = [("Voorpagina", "/"), (parent, parent_url), (here, "")]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number} | _known(name=name, item=_whole(path) if path else "")
            for number, (name, path) in enumerate(steps, 1)
        ],
    }


def _page(kind: str, path: str) -> Data:
    return {"@context": "https://schema.org", "@type": kind, "url": _whole(path)}


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _named(council: Council) -> Data:
    return {"@type": "Organization", "name": council.name, "url": _whole("/")}


def _pictures(photos: Photos) -> list[str]:
    return [_whole(photo.jpeg["960"]) for photo in photos]


def _known(**facts: object) -> Data:
    """Only what is filled in: an empty fact is no fact."""
    return {name: fact for name, fact in facts.items() if fact}
