"""What happens to a message from the contact page: it comes in, is answered, and is erased (docs/rules.md, 16)."""

from datetime import date
from uuid import UUID

from auditlog.context import disable_auditlog
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from clientenraad.models import Message, PastMessage
from members import journal, post, trail
from members.refusals import Refusal

# What a visitor fills in; with the same number and other answers it is not the same form sent twice.
TYPED = ["kind", "name", "answer_by", "email", "phone", "call_when", "text"]


class FormUsed(Refusal):
    """This form's number was used before, for other answers; nothing was stored."""


def receive(message: Message, *, today: date) -> Message:
    """Keep a new message and tell the secretary that there is work, without a word of its content.

    The same form sent twice is one message: the second time the first one is returned. Raises ``FormUsed``
    when the answers are others than the first time.
    """
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            post.tell_secretary(today)
            return message
    except IntegrityError:
        known = _sent_before(message)
        if known is None:
            raise
        return known


def _sent_before(message: Message) -> Message | None:
    known = Message.objects.filter(form_number=message.form_number).first()
    if known and any(getattr(known, field) != getattr(message, field) for field in TYPED):
        raise FormUsed("Dit formulier is al eerder verstuurd, met andere antwoorden.")
    return known


@transaction.atomic
def answer(message: Message, *, today: date, by: User) -> None:
    """Tick the message off; raises ``Refusal`` when that was done before."""
    if not Message.objects.open().filter(pk=message.pk).update(answered_on=today):
        raise Refusal("Dit bericht is al beantwoord, of het is gewist.")


@transaction.atomic
def open_again(message: Message, *, by: User) -> None:
    """Put a message back on the worklist; raises ``Refusal`` when it was not ticked off."""
    if not Message.objects.filter(pk=message.pk, answered_on__isnull=False).update(answered_on=None):
        raise Refusal("Dit bericht wacht al op antwoord, of het is gewist.")


@transaction.atomic
def erase(message: Message, *, by: User) -> None:
    """Erase one message now, such as rubbish or on its sender's wish; one that was answered stays a number."""
    with disable_auditlog():
        journal.remember(message.key)
        _erase(Message.objects.filter(pk=message.pk))
        trail.note(trail.Kind.ERASED, Message)


@transaction.atomic
def erase_again(keys: set[UUID], today: date) -> None:
    """Erase what came back with a backup: what was erased since, by its number, and what is due by the date."""
    _erase(Message.objects.filter(key__in=keys))
    erase_due(today)


@transaction.atomic
def erase_due(today: date) -> int:
    """Erase the messages that were answered four weeks ago or earlier; returns how many."""
    return _erase(Message.objects.erasable_on(today))


def _erase(messages: QuerySet[Message]) -> int:
    """Delete these messages; of each that was answered the yearly figures keep a row without a person."""
    # Locked and read again, so that of two runs at once only one counts them.
    rows = list(messages.select_for_update().defer("text"))
    trail.forget(rows)
    PastMessage.objects.bulk_create(
        PastMessage(kind=row.kind, answered_in=row.answered_on.replace(day=1), days=row.days_to_answer or 0)
        for row in rows
        if row.answered_on
    )
    Message.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
