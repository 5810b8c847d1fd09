"""When the clock alone changes what visitors read of get-togethers and news."""

from datetime import datetime

from django.db.models import Min, Model, Q

from events.models import GetTogether, NewsItem

# The moments by which the questions of the models judge; what goes by the day turns at midnight anyway.
MOMENTS: list[tuple[type[Model], list[str]]] = [
    (GetTogether, ["published_from", "starts_at", "ends_at"]),
    (NewsItem, ["published_at", "published_until"]),
]


def next_turns(now: datetime) -> list[datetime]:
    """The first of each of those moments after ``now``, as far as there is one; one query a table."""
    found = [moment for model, names in MOMENTS for moment in _first(model, names, now).values()]
    return [moment for moment in found if moment is not None]


def _first(model: type[Model], names: list[str], now: datetime) -> dict[str, datetime | None]:
    wanted = {f"first_{name}": Min(name, filter=Q(**{f"{name}__gt": now})) for name in names}
    first: dict[str, datetime | None] = model._default_manager.aggregate(**wanted)
    return first
