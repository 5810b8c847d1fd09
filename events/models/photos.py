"""Photos of a get-together, a news item or an award."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from events.models.awards import Award
from events.models.get_togethers import GetTogether
from events.models.news import NewsItem
from members.dates import SANE_DAY
from members.pictures import WAYS, WIDTHS

FOLDER = "fotos"


def only(owner: str) -> Q:
    """The photo belongs to this one, and to neither of the others."""
    return Q(**{f"{name}__isnull": name != owner for name in ("get_together", "news_item", "award")})


class PhotoQuerySet(models.QuerySet["Photo"]):
    def described(self) -> Self:
        """Photos with words for who cannot see them; the others are on no page yet."""
        return self.exclude(alternative="")

    def public(self, now: datetime) -> Self:
        """Photos that a visitor may see at ``now``: described, and on a page that is published."""
        on_a_page = (
            Q(news_item__in=NewsItem.objects.published(now).order_by())
            | Q(get_together__in=GetTogether.objects.published(now))
            | Q(award__in=Award.objects.published().order_by())
        )
        return self.described().filter(on_a_page)


class Photo(models.Model):
    """One photo, kept as six small files with ``stem`` in their names; what was uploaded is not kept.

    ``width`` and ``height`` are those of the widest. Everybody on it agreed, on ``consent_on``. Made, changed
    and taken off by ``events.photos``, which keeps the files in step.
    """

    get_together = models.ForeignKey(GetTogether, models.CASCADE, null=True, blank=True, related_name="photos")
    news_item = models.ForeignKey(NewsItem, models.CASCADE, null=True, blank=True, related_name="photos")
    award = models.ForeignKey(Award, models.CASCADE, null=True, blank=True, related_name="photos")
    position = models.PositiveSmallIntegerField("plaats in de rij")
    stem = models.CharField("bestand", max_length=32, unique=True)
    width = models.PositiveSmallIntegerField("breedte")
    height = models.PositiveSmallIntegerField("hoogte")
    alternative = models.CharField("wat is er te zien", max_length=200, blank=True)
    consent_on = models.DateField("iedereen op deze foto vindt het goed, gevraagd op", validators=SANE_DAY)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto's"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="photo_of_exactly_one", condition=only("get_together") | only("news_item") | only("award")
            )
        ]

    def __str__(self) -> str:
        return self.alternative or "foto zonder beschrijving"

    @property
    def file_names(self) -> list[str]:
        """All its files, below the folder for media."""
        return [f"{FOLDER}/{self.stem}-{width}.{way}" for width in WIDTHS for way in WAYS]

    @property
    def webp(self) -> dict[str, str]:
        """The addresses by how wide they are, such as ``"480"``."""
        return self._addresses("webp")

    @property
    def jpeg(self) -> dict[str, str]:
        """The same for browsers that do not know WebP, and for other sites that show a link."""
        return self._addresses("jpg")

    def _addresses(self, way: str) -> dict[str, str]:
        return {str(width): reverse("photo", args=[self.stem, width, way]) for width in WIDTHS}
