"""What the council has to tell."""

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django_prose_editor.fields import ProseEditorField

from members.dates import SANE_DAY
from members.models.council import RICH_TEXT


class NewsItemQuerySet(models.QuerySet["NewsItem"]):
    def published_on_or_before(self, day: date) -> Self:
        """News that visitors may read on ``day``, the newest in front; its own day counts."""
        return self.filter(is_published=True, published_on__lte=day).order_by("-published_on", "-pk")


class NewsItem(models.Model):
    """One piece of news, on the site from ``published_on``, a Dutch calendar day that may lie ahead."""

    title = models.CharField("titel", max_length=120)
    slug = models.SlugField("webadres", max_length=80, unique=True, help_text="Het laatste stuk van het webadres.")
    summary = models.CharField(
        "in het kort", max_length=300, help_text="Een of twee zinnen. Ze staan ook op de voorpagina."
    )
    text = ProseEditorField("tekst", extensions=RICH_TEXT, sanitize=True, blank=True)
    published_on = models.DateField(
        "op de website vanaf", default=timezone.localdate, validators=SANE_DAY, help_text="Mag een latere dag zijn."
    )
    is_published = models.BooleanField("staat op de website", default=True)

    objects = NewsItemQuerySet.as_manager()

    class Meta:
        verbose_name = "nieuwsbericht"
        verbose_name_plural = "nieuwsberichten"
        ordering = ["-published_on"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news_item", args=[self.slug])
