"""The one trail: who of the colleagues saw, changed, exported or erased what, and when; never the content (rule 19).

The rows are django-auditlog's. Whoever writes one, ``without_content`` leaves of it a kind, a moment, an account, the
number of a row and the names of fields. What an applicant, a visitor or the night does stands elsewhere: in the road's
log, with the letters, and in the journal of who was erased.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from auditlog.context import disable_auditlog
from auditlog.models import LogEntry
from auditlog.signals import accessed
from dateutil.relativedelta import relativedelta
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

MONTHS_KEPT = 24


class Kind(models.IntegerChoices):
    """What somebody did; the first four are django-auditlog's own numbers."""

    ADDED = LogEntry.Action.CREATE, "toegevoegd"
    CHANGED = LogEntry.Action.UPDATE, "gewijzigd"
    REMOVED = LogEntry.Action.DELETE, "verwijderd"
    SEEN = LogEntry.Action.ACCESS, "bekeken"
    EXPORTED = 4, "afgedrukt of gedownload"
    ERASED = 5, "gewist"
    BACKED_UP = 6, "reservekopie gemaakt"


_request: ContextVar[HttpRequest | None] = ContextVar("request at the desk", default=None)


@contextmanager
def at_the_desk(request: HttpRequest) -> Iterator[None]:
    """What is done inside, is done by who is logged in at that moment."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def colleague() -> User | None:
    """The account at work in the admin now; None for the night, a command, a visitor or an applicant."""
    request = _request.get()
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def note(kind: Kind, what: models.Model | type[models.Model], button: str = "") -> LogEntry:
    """Write that somebody did this to a row, or to rows of this model; ``button`` was pressed, or is what came out."""
    number = what.pk if isinstance(what, models.Model) else None
    return LogEntry.objects.create(
        action=kind,
        content_type=ContentType.objects.get_for_model(what),
        object_id=number,
        object_pk=str(number or ""),
        changes={button: None} if button else {},
    )


@contextmanager
def pressed(row: models.Model, button: str) -> Iterator[None]:
    """Write that a button was pressed, as one line; what follows from it inside has none, and a refusal neither."""
    # Written first, so that erasing cuts this line loose as well. Not in one transaction: some buttons need their own.
    entry = note(Kind.CHANGED, row, button)
    try:
        with disable_auditlog():
            yield
    except BaseException:
        entry.delete()
        raise


def seen(row: models.Model) -> None:
    """Write that somebody looked at this row."""
    accessed.send(type(row), instance=row)


def without_content(instance: LogEntry) -> None:
    """Before a row of the trail is kept: put in who did it, and take out all that could hold a person's data."""
    instance.actor = instance.actor or colleague()
    instance.changes = sorted(instance.changes or ())
    if instance.additional_data:
        _tell_as_owner(instance, **instance.additional_data)
    instance.object_repr, instance.changes_text = "", ""
    instance.additional_data = instance.serialized_data = instance.actor_email = None
    instance.remote_addr = instance.remote_port = instance.cid = None


def _tell_as_owner(entry: LogEntry, of: str, number: int) -> None:
    """A row that is part of another says so in ``get_additional_data``: a talk is told of as its candidate."""
    part = ".".join(entry.content_type.natural_key())
    changed = entry.changes if entry.action == Kind.CHANGED else ()
    entry.changes = [f"{part}.{field}" for field in changed] or [part]
    entry.content_type = ContentType.objects.get_by_natural_key(*of.split("."))
    entry.object_id, entry.object_pk = number, str(number)


def about(rows: Iterable[models.Model]) -> models.QuerySet[LogEntry]:
    """All that the trail holds of these rows."""
    numbers: dict[ContentType, list[int]] = {}
    for row in rows:
        numbers.setdefault(ContentType.objects.get_for_model(row), []).append(row.pk)
    found = LogEntry.objects.none()
    for kind, keys in numbers.items():
        found = found | LogEntry.objects.filter(content_type=kind, object_id__in=keys)
    return found


def forget(rows: Iterable[models.Model]) -> None:
    """Cut the trail loose from these rows: that somebody did something stays, about whom does not."""
    about(rows).update(object_id=None, object_pk="", changes=None)


def hand_over(lost: models.Model, kept: models.Model) -> None:
    """Two rows turned out to be one person: the trail of the one is the other's from now on."""
    about([lost]).update(object_id=kept.pk, object_pk=str(kept.pk))


def erase_old(today: date) -> int:
    """Delete what is older than the months for which the trail is kept; returns how many rows."""
    first = datetime.combine(today - relativedelta(months=MONTHS_KEPT), time(), timezone.get_current_timezone())
    return LogEntry.objects.filter(timestamp__lt=first).delete()[0]
