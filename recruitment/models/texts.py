"""The council's own words for the letters of the road."""

from django.db import models


class LetterText(models.Model):
    """What the secretary wrote for one moment of the road, instead of the text that comes with the software."""

    kind = models.SlugField("moment", max_length=40, unique=True)
    subject = models.CharField("onderwerp", max_length=200)
    body = models.TextField("tekst", max_length=5000)
    changed_on = models.DateField("gewijzigd op", auto_now=True)

    class Meta:
        verbose_name = "brieftekst"
        verbose_name_plural = "briefteksten"
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind
