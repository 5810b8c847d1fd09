"""What the jobs of the night leave behind."""

from django.db import models


class GoodRun(models.Model):
    """When a job of the night last ran well; erasing trusts the clock by it (docs/rules.md, 16)."""

    job = models.SlugField("werk", max_length=40, unique=True)
    at = models.DateTimeField("laatste goede keer")

    class Meta:
        verbose_name = "goede keer"
        verbose_name_plural = "goede keren"

    def __str__(self) -> str:
        return self.job
