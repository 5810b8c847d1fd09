"""Pages of text, kept by the council itself."""

from django.db import models
from django_prose_editor.fields import ProseEditorField

from members.models.council import RICH_TEXT


class Page(models.Model):
    """A page of text whose address is fixed and whose words are the council's own; a migration makes the rows."""

    slug = models.SlugField("webadres", max_length=60, unique=True, editable=False)
    title = models.CharField("titel", max_length=120)
    text = ProseEditorField("tekst", extensions=RICH_TEXT, sanitize=True)

    class Meta:
        verbose_name = "pagina met tekst"
        verbose_name_plural = "pagina's met tekst"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The slug is the address: clientenraad/urls.py names one for every page."""
        return f"/{self.slug}/"
