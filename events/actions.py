"""Changes to get-togethers that visitors must hear of, and to many at once.

Every function locks the council first, as saving in the admin does: of two editors, one waits.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import slugify

from events import addresses
from events.models import GetTogether, OldAddress, Series
from events.series import Plan, plan, values_on
from members.models import Council
from members.refusals import Refusal

CHANGED_MEANWHILE = "Iemand anders heeft dit intussen gewijzigd. Er is niets bewaard. Open de pagina opnieuw."


@transaction.atomic
def cancel(event: GetTogether, *, why: str, seen: int) -> None:
    """Let it not go on; the page stays and says why. ``seen`` is the version somebody decided on.

    Raises ``Refusal`` when it was changed meanwhile, or does not go on already.
    """
    row = _locked(event, seen)
    if row.cancelled_why:
        raise Refusal("Deze bijeenkomst ging al niet door.")
    _write(row, cancelled_why=why)


@transaction.atomic
def undo_cancel(event: GetTogether, *, seen: int) -> None:
    """Let it go on after all; raises ``Refusal`` when it was changed meanwhile or already goes on."""
    row = _locked(event, seen)
    if not row.cancelled_why:
        raise Refusal("Deze bijeenkomst gaat al door.")
    _write(row, cancelled_why="")


@transaction.atomic
def move(
    event: GetTogether,
    *,
    starts_at: datetime,
    ends_at: datetime | None,
    place: str,
    address: str,
    why: str,
    seen: int,
    now: datetime,
) -> None:
    """Give it another time or place; its page says what it was, and why.

    Raises ``Refusal`` when it was changed meanwhile or is cancelled, when nothing changes, or when the new
    time is past or ends before it starts.
    """
    row = _locked(event, seen)
    old_start, old_where = row.starts_at, row.where
    row.starts_at, row.ends_at, row.place, row.address = starts_at, ends_at, place, address
    if row.cancelled_why:
        raise Refusal("Deze bijeenkomst gaat niet door. Zet die eerst weer in de agenda.")
    if starts_at <= now:
        raise Refusal("Het nieuwe begin ligt in het verleden. Kies een dag en tijd die nog komen.")
    if ends_at and ends_at <= starts_at:
        raise Refusal("Het einde moet na het begin liggen.")
    if (old_start, old_where) == (starts_at, row.where):
        raise Refusal("Het begin en de plek zijn nog hetzelfde. Vul in wat er verandert.")
    _write(row, **_told(row, old_start, old_where, why))


def _told(row: GetTogether, old_start: datetime, old_where: str, why: str) -> dict[str, Any]:
    """The fields that say what ``row`` was before it changed; all empty without ``why``."""
    return {
        "moved_from": old_start if why and old_start != row.starts_at else None,
        "moved_from_place": old_where if why and old_where != row.where else "",
        "moved_why": why,
    }


@transaction.atomic
def delete(event: GetTogether) -> None:
    """Take it away, page and all; its series remembers the day as left out, and does not propose it again."""
    Council.objects.locked()
    if event.series and event.planned_on:
        series = Series.objects.select_for_update().get(pk=event.series.pk)
        series.left_out = [*series.left_out, event.planned_on.isoformat()]
        series.save(update_fields=["left_out"])
    event.delete()


def _locked(event: GetTogether, seen: int) -> GetTogether:
    Council.objects.locked()
    row = GetTogether.objects.select_for_update().filter(pk=event.pk, version=seen).first()
    if row is None:
        raise Refusal(CHANGED_MEANWHILE)
    return row


def _write(row: GetTogether, **values: Any) -> None:
    """Save what somebody decided about this one, so that its series leaves it alone."""
    _set(row, values)
    row.touched = True
    row.version += 1
    row.save()


def _set(row: GetTogether, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


@transaction.atomic
def carry_out(
    series: Series,
    *,
    days: Collection[date],
    seen: str,
    now: datetime,
    why: str = "",
    cancelled_why: str = "",
) -> Plan:
    """Make the agenda as the series wants it, in what is to come and was not touched; returns what was done.

    Of the new days only ``days`` get a row; the others are remembered as left out. A change of time or place
    gets ``why`` on its page, or nothing when that is empty. What the series no longer has is deleted, or when
    there is a ``cancelled_why``: kept as cancelled. Raises ``Refusal`` when the plan is not the one with the
    fingerprint ``seen``.
    """
    Council.objects.locked()
    series = Series.objects.select_for_update().get(pk=series.pk)
    todo = plan(series, now=now)
    if todo.fingerprint != seen:
        raise Refusal("Er is intussen iets veranderd. Kijk de dagen hieronder nog een keer na.")
    _let_go(todo, cancelled_why)
    _change(todo, why)
    _add(series, todo, days)
    return todo


@transaction.atomic
def stop(series: Series, *, last: date, seen: int, now: datetime, cancelled_why: str = "") -> int:
    """End the series after ``last``; returns how many get-togethers go, deleted or cancelled as in ``carry_out``.

    Raises ``Refusal`` when somebody else changed the series meanwhile, or it does not run past that day.
    """
    Council.objects.locked()
    row = Series.objects.select_for_update().filter(pk=series.pk, version=seen).first()
    if row is None:
        raise Refusal(CHANGED_MEANWHILE)
    if not row.first_day <= last < row.last_day:
        raise Refusal(f"Kies een dag van {date_format(row.first_day)} tot {date_format(row.last_day)}.")
    row.last_day = last
    row.version += 1
    row.save()
    todo = plan(row, now=now)
    _let_go(todo, cancelled_why)
    return len(todo.gone)


def _let_go(todo: Plan, cancelled_why: str) -> None:
    for row in todo.gone:
        if cancelled_why:
            _write(row, cancelled_why=cancelled_why)
        else:
            row.delete()


def _change(todo: Plan, why: str) -> None:
    for change in todo.changed:
        row = change.event
        old_start, old_where = row.starts_at, row.where
        _set(row, change.values)
        # Also without a reason: what was told of an earlier change would now be said of another time and place.
        if change.moves:
            _set(row, _told(row, old_start, old_where, why))
        row.version += 1
        row.save()


def _add(series: Series, todo: Plan, days: Collection[date]) -> None:
    for new in todo.new:
        if new.day in days:
            slug = slug_for(series.title, new.day)
            GetTogether.objects.create(series=series, slug=slug, version=1, **values_on(series, new.day))
    series.left_out = [new.day.isoformat() for new in todo.new if new.day not in days]
    series.save(update_fields=["left_out"])


def slug_for(title: str, day: date, *, wanted: str = "", but: int | None = None) -> str:
    """The address that was ``wanted``, else one of title and month: borrel-december-2026; free, so maybe with -2."""
    base = wanted or f"{slugify(title)[:50].strip('-') or 'bijeenkomst'}-{date_format(day, 'F-Y')}"
    return addresses.free_slug(GetTogether, OldAddress.Kind.AGENDA, base, but=but)
