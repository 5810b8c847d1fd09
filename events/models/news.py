"""What the council has to tell."""

from datetime import date, datetime, time, timedelta
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_prose_editor.fields import ProseEditorField

from events.models.get_togethers import SANE_MOMENT
from events.models.years import years_of
from members.models.council import RICH_TEXT
from members.rich import cleaned

MOST_TO_CHOOSE_FROM = 100
TOLD_BEFORE = timedelta(days=60)


class NewsItemQuerySet(models.QuerySet["NewsItem"]):
    def published(self, now: datetime) -> Self:
        """News that visitors may read at ``now``, the newest in front: from its first minute until its last is over."""
        still_there = Q(published_until=None) | Q(published_until__gt=now)
        return self.filter(still_there, is_published=True, published_at__lte=now).order_by("-published_at", "-pk")

    def in_year(self, year: int) -> Self:
        """News that came out in this Dutch calendar year."""
        return self.filter(published_at__year=year)

    def to_choose_from(self, day: date | None) -> Self:
        """What may be about something of this Dutch day: from two months before it the first hundred items.

        Without a day the newest hundred.
        """
        if day is None:
            return self.order_by("-published_at", "-pk")[:MOST_TO_CHOOSE_FROM]
        begin = timezone.make_aware(datetime.combine(day - TOLD_BEFORE, time.min))
        return self.filter(published_at__gte=begin).order_by("published_at", "pk")[:MOST_TO_CHOOSE_FROM]

    def years(self) -> list[int]:
        """The Dutch calendar years in which something came out, the last in front."""
        return years_of(self, "published_at")

    def newer_than(self, item: "NewsItem") -> Self:
        """What comes in front of ``item``, the nearest first."""
        # The second condition follows from the first, and is one by which the database can look this up.
        newer = Q(published_at__gt=item.published_at) | Q(published_at=item.published_at, pk__gt=item.pk)
        return self.filter(newer, published_at__gte=item.published_at).order_by("published_at", "pk")

    def older_than(self, item: "NewsItem") -> Self:
        """What comes after ``item``, the nearest first."""
        older = Q(published_at__lt=item.published_at) | Q(published_at=item.published_at, pk__lt=item.pk)
        return self.filter(older, published_at__lte=item.published_at).order_by("-published_at", "-pk")


class NewsItem(models.Model):
    """One piece of news, on the site from ``published_at``, which may lie ahead, until ``published_until`` if known."""

    title = models.CharField("titel", max_length=200)
    slug = models.SlugField(
        "webadres",
        max_length=80,
        unique=True,
        help_text="Het laatste stuk van het webadres. Laat leeg, dan komt het uit de titel.",
    )
    summary = models.CharField(
        "in het kort", max_length=300, help_text="Een of twee zinnen. Ze staan ook op de voorpagina."
    )
    text = ProseEditorField("tekst", extensions=RICH_TEXT, sanitize=cleaned, blank=True)
    published_at = models.DateTimeField(
        "op de website vanaf", default=timezone.now, validators=SANE_MOMENT, help_text="Mag een later moment zijn."
    )
    published_until = models.DateTimeField(
        "op de website tot",
        null=True,
        blank=True,
        validators=SANE_MOMENT,
        help_text="Laat leeg als het bericht mag blijven staan.",
    )
    is_published = models.BooleanField(
        "klaar voor de website", default=True, help_text="Haal het vinkje weg zolang u nog schrijft."
    )
    changed_at = models.DateTimeField("laatst gewijzigd", auto_now=True)
    # Names this item to readers of the feed for ever, whatever happens to its address.
    feed_id = models.UUIDField("nummer in de feed", default=uuid4, unique=True, editable=False)
    # Counts the saves, so that the second of two people who edit at once is told.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = NewsItemQuerySet.as_manager()

    class Meta:
        verbose_name = "nieuwsbericht"
        verbose_name_plural = "nieuwsberichten"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="news_ends_after_it_begins",
                condition=Q(published_until=None) | Q(published_until__gt=F("published_at")),
                violation_error_message="Het einde moet na het begin liggen.",
            )
        ]
        indexes = [models.Index(fields=["-published_at", "-id"], name="news_newest_first")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news_item", args=[self.slug])
