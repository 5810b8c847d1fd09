"""Rows that decide who takes a seat cannot be written around the guard (docs/rules.md, 1).

Whatever way in: ``save()``, ``delete()``, a bulk action or an import. The day is read here, since here the row
meets the database. Inside ``members.seats.guarded`` the outer guard judges, once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone


@contextmanager
def _guard() -> Iterator[None]:
    # Imported late: the guard counts the very rows that are defined on top of this module.
    from members.seats import guarded

    with guarded(timezone.localdate()):
        yield


Row = TypeVar("Row", bound=models.Model)


class GuardedQuerySet(models.QuerySet[Row]):
    """A query set whose bulk changes are judged like any other."""

    def update(self, **values: Any) -> int:
        with _guard():
            return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        with _guard():
            return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        with _guard():
            return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        with _guard():
            return super().bulk_update(*args, **kwargs)


class GuardedModel(models.Model):
    """A row that counts for the seats."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        # The manager behind ``member.terms.add(term)`` too.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with _guard():
            self.refuse_clash()
            super().save(*args, **kwargs)
            self.refuse_broken_rules()

    def refuse_clash(self) -> None:
        """Raise ``Refusal`` when this row may not stand beside the others; before the database itself says so."""

    def refuse_broken_rules(self) -> None:
        """Raise ``Refusal`` when this row, just written under the lock, breaks a rule of its own."""

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with _guard():
            return super().delete(*args, **kwargs)
