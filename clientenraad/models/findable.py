"""What the search page looks through."""

from django.db import models


class Findable(models.Model):
    """One thing that may be found, on the site or not yet: row ``number`` of the model ``room``, and what it tells.

    Made from that row by ``clientenraad.search_index`` and nobody else; it can be thrown away and made anew. ``words``
    are the plain words of its title and text, each once. Who may read it today is asked of the row itself.
    """

    room = models.CharField("tabel", max_length=60)
    number = models.BigIntegerField("nummer")
    kind = models.CharField("soort", max_length=20)
    title = models.TextField("titel")
    url = models.TextField("adres")
    summary = models.TextField("in het kort")
    on = models.DateField("datum", null=True)
    comes_again = models.BooleanField("is er vaker", default=False)
    words = models.TextField("woorden")

    class Meta:
        verbose_name = "tekst om in te zoeken"
        verbose_name_plural = "teksten om in te zoeken"
        constraints = [models.UniqueConstraint(name="findable_once", fields=["room", "number"])]

    def __str__(self) -> str:
        return self.title
