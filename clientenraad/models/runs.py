"""What the jobs of the night leave behind."""

from datetime import datetime

from django.db import models


class GoodRun(models.Model):
    """When a job of the night last ran well, and when the clock was last trusted (docs/rules.md, 16).

    The clock is trusted by a night that did its erasing, though that failed for somebody, and by the secretary's yes.
    """

    NIGHT, BACKUP, CLOCK = "daily", "backup", "clock"

    job = models.SlugField("werk", max_length=40, unique=True)
    at = models.DateTimeField("laatste goede keer")

    class Meta:
        verbose_name = "goede keer"
        verbose_name_plural = "goede keren"

    def __str__(self) -> str:
        return self.job

    @classmethod
    def note(cls, job: str, now: datetime) -> None:
        """Remember that this job went well."""
        cls.objects.update_or_create(job=job, defaults={"at": now})
