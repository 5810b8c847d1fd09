"""Addresses that pages used to have."""

from django.db import models


class OldAddress(models.Model):
    """What a page's address once ended in; links to it still lead to the page (``events.addresses``)."""

    class Kind(models.TextChoices):
        """The part of the site."""

        AGENDA = "agenda", "agenda"
        NEWS = "nieuws", "nieuws"
        AWARDS = "prijzen", "prijzen"

    kind = models.CharField("onderdeel", max_length=10, choices=Kind.choices)
    slug = models.SlugField("oud webadres", max_length=80)
    object_id = models.PositiveBigIntegerField("nummer")

    class Meta:
        verbose_name = "oud webadres"
        verbose_name_plural = "oude webadressen"
        constraints = [models.UniqueConstraint(name="old_address_leads_to_one_page", fields=["kind", "slug"])]

    def __str__(self) -> str:
        return f"/{self.kind}/{self.slug}/"
