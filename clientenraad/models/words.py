"""Hard words and what they mean."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.text import slugify


class Word(models.Model):
    """One word of the list for readers, in the words of the council; a migration makes the first ones."""

    word = models.CharField(
        "woord",
        max_length=60,
        help_text="Zoals het midden in een zin staat. Op elke pagina krijgt het een link hierheen, één keer.",
    )
    meaning = models.TextField("betekenis", max_length=600, help_text="Twee of drie korte zinnen, met gewone woorden.")

    class Meta:
        verbose_name = "woord in de woordenlijst"
        verbose_name_plural = "woordenlijst"
        ordering = [Lower("word")]
        constraints = [
            models.UniqueConstraint(
                Lower("word"), name="word_once", violation_error_message="Dit woord staat al in de lijst."
            )
        ]

    def __str__(self) -> str:
        return self.word

    def get_absolute_url(self) -> str:
        return f"{reverse('glossary')}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Where the word stands on its page; other pages link to it."""
        return slugify(self.word)
