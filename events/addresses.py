"""Addresses of pages: one each, that stays; and the old ones, that keep working."""

from itertools import count

from django.db.models import Model

from events.models.addresses import OldAddress

LONGEST = 80


def free_slug(model: type[Model], kind: str, wanted: str, *, but: int | None = None) -> str:
    """``wanted``, or with -2, -3, … behind it: an address that no other page has or had.

    ``but`` is the page that asks: what it has or had itself, it may have. Call it with the council locked.
    """
    taken = {*_slugs(model, wanted, but), *_old_slugs(kind, wanted, but)}
    for number in count(1):
        slug = wanted if number == 1 else f"{wanted[: LONGEST - 6]}-{number}"
        if slug not in taken:
            return slug
    raise AssertionError("numbers never end")


def _slugs(model: type[Model], wanted: str, but: int | None) -> set[str]:
    rows = model._default_manager.filter(slug__startswith=wanted[: LONGEST - 6]).exclude(pk=but)
    return set(rows.values_list("slug", flat=True))


def _old_slugs(kind: str, wanted: str, but: int | None) -> set[str]:
    rows = OldAddress.objects.filter(kind=kind, slug__startswith=wanted[: LONGEST - 6]).exclude(object_id=but or 0)
    return set(rows.values_list("slug", flat=True))


def remember(kind: str, old_slug: str, pk: int) -> None:
    """Let the old address lead to the page with this number from now on."""
    OldAddress.objects.update_or_create(kind=kind, slug=old_slug, defaults={"object_id": pk})


def where(kind: str, slug: str) -> int | None:
    """The number of the page that once had this address; None when no page had."""
    return OldAddress.objects.filter(kind=kind, slug=slug).values_list("object_id", flat=True).first()
