"""Pages of text, kept by the council itself, with the versions to go back to."""

from datetime import date
from textwrap import shorten
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django_prose_editor.fields import ProseEditorField

from members.dates import end_of_stretch
from members.models.council import RICH_TEXT
from members.plain import bare
from members.rich import cleaned

# Pages with an address that the menu, the footer and letters lead to: they always exist.
FIXED = {"over-ons": "about", "uitkering": "benefit"}


class PageQuerySet(models.QuerySet["Page"]):
    def published(self) -> Self:
        """Pages that visitors may read."""
        return self.filter(is_published=True)

    def in_menu(self) -> Self:
        """Published pages with a name in the menu."""
        return self.published().exclude(menu_title="")


class Page(models.Model):
    """A page of text in the council's own words. Changed by ``clientenraad.pages``, which keeps the versions.

    The pages of FIXED have an address of their own, others stand below /p/: so no page can ever take an
    address that the site itself needs later. ``checked_on`` is the Dutch day on which somebody saw that all
    of it was still true.
    """

    slug = models.SlugField(
        "webadres", max_length=60, unique=True, help_text="Het laatste stuk van het webadres. Dat blijft daarna zo."
    )
    title = models.CharField("titel", max_length=120)
    text = ProseEditorField("tekst", extensions=RICH_TEXT, sanitize=cleaned)
    is_published = models.BooleanField("staat op de website", default=True)
    menu_title = models.CharField(
        "naam in het menu",
        max_length=20,
        blank=True,
        help_text="Een of twee woorden. Laat leeg als de pagina niet in het menu hoort.",
    )
    menu_order = models.PositiveSmallIntegerField(
        "volgorde in het menu",
        default=60,
        help_text="Vacatures is 10, Leden 20, Agenda 30, Nieuws 40, Documenten 50 en Contact 90.",
    )
    municipality_url = models.URLField(
        "pagina van de gemeente hierover", blank=True, help_text="Onder de tekst komt een link daarheen."
    )
    check_yearly = models.BooleanField(
        "elk jaar nakijken", default=False, help_text="Na een jaar leest de secretaris dat bij ‘Wat is er te doen?’."
    )
    checked_on = models.DateField("nagekeken op", null=True, blank=True)
    changed_on = models.DateField("laatst gewijzigd op", null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = "pagina met tekst"
        verbose_name_plural = "pagina's met tekst"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(FIXED[self.slug]) if self.is_fixed else reverse("text_page", args=[self.slug])

    @property
    def is_fixed(self) -> bool:
        """Whether the site itself leads to this page, so that it cannot go."""
        return self.slug in FIXED

    @property
    def description(self) -> str:
        """The first words, for a list of what was found."""
        return shorten(bare(self.text), 155, placeholder="…")

    def must_be_checked(self, today: date) -> bool:
        """Whether ``today`` lies a year or more after the last check, or there was none."""
        if not self.check_yearly:
            return False
        return self.checked_on is None or end_of_stretch(self.checked_on, years=1) < today


class PageRevision(models.Model):
    """What a page said from ``saved_at`` on, and who wrote that; ``by`` is empty for what came with the software."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="revisions", verbose_name="pagina")
    title = models.CharField("titel", max_length=120)
    text = models.TextField("tekst")
    saved_at = models.DateTimeField("bewaard op", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name="door")

    class Meta:
        verbose_name = "versie van een pagina"
        verbose_name_plural = "versies van pagina's"
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title}, versie {self.pk}"
