"""Which version of the public site is in force."""

from django.db import models


class SiteVersion(models.Model):
    """At most one row; no row means that no page may be kept (``clientenraad.page_cache``).

    ``number`` becomes another one, never an earlier one, with each committed change of a table that visitors read of.
    Triggers do that; ``watched`` stands for which ones.
    """

    number = models.BigIntegerField("nummer")
    watched = models.CharField("bewaakte tabellen", max_length=32)

    class Meta:
        verbose_name = "versie van de website"
        verbose_name_plural = "versies van de website"

    def __str__(self) -> str:
        return str(self.number)
