"""What search looks through, kept in step with the rows that visitors read of (docs/decisions/0017-search.md)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save

from clientenraad.models import Findable
from clientenraad.published import ROOMS, Published
from members.plain import bare, plain

# What a found row tells, as ``Published`` calls it.
TOLD = ["kind", "title", "url", "summary", "on", "comes_again"]


def published_with(words: Iterable[str], now: datetime) -> list[Published]:
    """What visitors may read at ``now`` and has all these plain words, room by room in the order of the alphabet."""
    rows = Findable.objects.all()
    for word in words:
        rows = rows.filter(words__contains=word)
    # To put the rules of all rooms into a question takes longer than to look through all words.
    if not rows.exists():
        return []
    found = rows.filter(_published(now)).order_by("number").values("room", *TOLD)
    rooms = list(ROOMS)
    in_order = sorted(found, key=lambda row: (rooms.index(row["room"]), plain(row["title"])))
    return [Published(**{name: row[name] for name in TOLD}) for row in in_order]


def _published(now: datetime) -> Q:
    """Each room's own rule, asked of the database in one question."""
    rule = Q()
    for label, room in ROOMS.items():
        rule |= Q(room=label, number__in=room.published(now).values("pk"))
    return rule


def words_of(one: Published) -> str:
    """The plain words of its title and text, each once: whoever looks for a part of one finds the same."""
    text = " ".join([plain(one.title), plain(one.summary), plain(bare(one.rich))])
    return " ".join(dict.fromkeys(text.split()))


def follow() -> None:
    """Begin to keep in step with each row that is saved or deleted; once, when the site starts.

    What goes past ``save()``, such as ``bulk_create()``, must end with ``rebuild()``.
    """
    for room in ROOMS.values():
        post_save.connect(_saved, sender=room.model, dispatch_uid="search_index")
        post_delete.connect(_deleted, sender=room.model, dispatch_uid="search_index")


def _saved(sender: Any, instance: Any, **kwargs: Any) -> None:
    # Not the row in hand, which may hold more than was saved of it, and a day as it was typed.
    row = sender._base_manager.get(pk=instance.pk)
    key = {"room": sender._meta.label_lower, "number": row.pk}
    Findable.objects.update_or_create(**key, defaults=_columns(row))


def _deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    Findable.objects.filter(room=sender._meta.label_lower, number=instance.pk).delete()


@transaction.atomic
def rebuild() -> None:
    """Make all of it anew, also of what is not published yet; ``migrate`` ends with it."""
    Findable.objects.all().delete()
    for label, room in ROOMS.items():
        rows = room.model._base_manager.iterator(chunk_size=500)
        Findable.objects.bulk_create(Findable(room=label, number=row.pk, **_columns(row)) for row in rows)


def _columns(row: Any) -> dict[str, Any]:
    one = ROOMS[row._meta.label_lower].told(row)
    return {name: getattr(one, name) for name in TOLD} | {"words": words_of(one)}
