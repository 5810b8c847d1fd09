"""Writing and delivering letters: an outbox, not a call.

A letter is a row in the same transaction as the change it tells of, so it vanishes with a change that is
rolled back. A sender claims it, sends it, and tries again later when that failed.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from email.utils import parseaddr, quote
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from threading import Lock, Thread
from typing import Any, Protocol, cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator
from icalendar import Calendar

from members.models import Council, Letter
from members.refusals import Refusal

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)  # a sender that is silent for longer has died, and another may try
LONGEST_WAIT = 360  # minutes between two tries
LAST_MAIL_KEPT = timedelta(days=7)
LONGEST_SUBJECT = 200  # characters
# What the secretary tells herself: a letter without an address, or one that its address refused.
TOLD_INSTEAD = [Letter.Status.TO_TELL, Letter.Status.REFUSED]
# One sender a process is enough; what it misses, the minute timer sends.
_sending = Lock()


class Addressee(Protocol):
    """Whoever a letter can be written to."""

    pk: int

    @property
    def address(self) -> str: ...

    @property
    def letter_name(self) -> str: ...

    @property
    def letter_email(self) -> str: ...


def addressee_of(letter: Letter) -> Any:
    """Who the letter is for; an ``Addressee``, and one with ``new_personal_link`` when the body asks for a link."""
    return letter.addressee


def write(
    addressee: Addressee,
    kind: str,
    subject: str,
    body: str,
    *,
    draft: bool = False,
    once: str | None = None,
    calendar: str = "",
    about: str = "",
) -> Letter:
    """Put a letter in the outbox; on paper for somebody without an e-mail address, as a draft on request.

    With ``once`` the letter that already bears that name is returned and nothing new is written. ``calendar`` is a
    file that goes along by mail, ``about`` says whom the letter is about when that is not who it is for.
    """
    values = {
        # A colleague is a proxy of Django's account: only as a colleague can somebody be written to.
        "addressee_type": ContentType.objects.get_for_model(cast(Model, addressee), for_concrete_model=False),
        "addressee_id": addressee.pk,
        "kind": kind,
        # A long name of a council must not stop the change that the letter tells of.
        "subject": Truncator(subject).chars(LONGEST_SUBJECT),
        "body": body,
        "calendar": calendar,
        "about": about,
        "status": Letter.Status.DRAFT if draft else _way(addressee),
        "next_try_at": timezone.now(),
    }
    transaction.on_commit(_deliver_soon)
    if once:
        return Letter.objects.get_or_create(once=once, defaults=values)[0]
    return Letter.objects.create(**values)


def approve(letter: Letter) -> None:
    """The secretary's yes to a draft or to a refused letter: it goes out, or is printed, like any other.

    Raises ``Refusal`` when the letter is on its way already, or even arrived.
    """
    waits_for_yes = Letter.objects.filter(pk=letter.pk, status__in=[Letter.Status.DRAFT, Letter.Status.REFUSED])
    # One statement: of two people who press at once, one sends the letter.
    if not waits_for_yes.update(status=_way(addressee_of(letter)), next_try_at=timezone.now()):
        raise Refusal("Deze brief is al op weg. U hoeft niets te doen.")
    transaction.on_commit(_deliver_soon)


def discard(letter: Letter) -> None:
    """The secretary's no to a draft: nobody receives it; raises ``Refusal`` when it got a yes meanwhile."""
    if not Letter.objects.filter(pk=letter.pk, status=Letter.Status.DRAFT).delete()[0]:
        raise Refusal("Deze brief is al op weg. Tegenhouden kan niet meer.")


def mark_posted(letter: Letter, now: datetime) -> None:
    """The secretary put the printed letter in the mail; raises ``Refusal`` when there was nothing to post."""
    if not Letter.objects.to_print().filter(pk=letter.pk).update(status=Letter.Status.POSTED, sent_at=now):
        raise Refusal("Deze brief hoeft niet op de post. U hoeft niets te doen.")


def mark_told(letter: Letter, now: datetime) -> None:
    """The secretary told what the letter says; raises ``Refusal`` when that was not what was asked."""
    waits = Letter.objects.filter(pk=letter.pk, status__in=TOLD_INSTEAD)
    if not waits.update(status=Letter.Status.TOLD, sent_at=now):
        raise Refusal("Deze brief hoeft u niet door te geven. U hoeft niets te doen.")


@contextmanager
def held_back() -> Iterator[None]:
    """Start no sender for what is written meanwhile; the letters wait for the next one."""
    with _sending:
        yield


def _way(addressee: Addressee) -> str:
    if addressee.letter_email:
        return Letter.Status.WAITING
    # Without any address the secretary tells what the letter says, by phone or WhatsApp.
    return Letter.Status.TO_PRINT if addressee.address else Letter.Status.TO_TELL


def filled_in(letter: Letter) -> tuple[str, str]:
    """The text as it leaves, and the personal link in it, made for this one time; "" when it asks for none."""
    if Letter.PERSONAL_LINK not in letter.body:
        return letter.body, ""
    link: str = addressee_of(letter).new_personal_link()
    return letter.body.replace(Letter.PERSONAL_LINK, link), link


def full_text(letter: Letter) -> str:
    """The letter as it leaves; every call makes a new personal link when it asks for one."""
    return filled_in(letter)[0]


def deliver_due(now: datetime) -> int:
    """Send every letter that is due; returns how many left. Without a mail server none does."""
    Letter.objects.last_ones().filter(written_at__lt=now - LAST_MAIL_KEPT).delete()
    if not settings.MAIL_LEAVES:
        return 0
    due = list(Letter.objects.due_at(now).values_list("pk", flat=True))
    begun = timezone.now()
    # A slow server makes a run long: a claim counts from its own moment.
    return sum(_deliver(pk, now + (timezone.now() - begun)) for pk in due)


def _deliver_soon() -> None:
    """Try right after the commit, beside the request: nobody waits for a mail server."""
    if settings.MAIL_LEAVES:
        soon(deliver_due)


def soon(work: Callable[[datetime], object]) -> None:
    """Do a sender's ``work`` beside the request; when another sender is busy, the minute timer does it."""
    if _sending.acquire(blocking=False):
        Thread(target=_once, args=(work,), daemon=True).start()


def _once(work: Callable[[datetime], object]) -> None:
    try:
        work(timezone.now())
    finally:
        connection.close()
        _sending.release()


def _deliver(pk: int, now: datetime) -> bool:
    letter = _claim(pk, now)
    if letter is None:
        return False
    try:
        _message(letter).send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return _failed(letter, now, f"De mailserver weigert het adres ({codes[0]}).", final=min(codes) >= 500)
    except SMTPResponseException as answer:
        # Only about the letter itself is a no for good: a wrong password of ours can be put right.
        final = isinstance(answer, SMTPDataError) and answer.smtp_code >= 500
        return _failed(letter, now, f"De mailserver antwoordt {answer.smtp_code}.", final=final)
    except OSError:
        return _failed(letter, now, "De mailserver is niet bereikbaar.", final=False)
    except Exception as error:
        # One letter that cannot be a mail must not hold up the others.
        log.error("letter %s: %s", letter.pk, type(error).__name__)
        return _failed(letter, now, "Van deze brief is geen e-mail te maken.", final=True)
    if letter.last_email:
        letter.delete()
        return True
    # Not save: meanwhile the letter may have been erased with its addressee, and that is no reason to stop.
    Letter.objects.filter(pk=letter.pk).update(status=Letter.Status.SENT, sent_at=timezone.now(), problem="")
    return True


@transaction.atomic
def _claim(pk: int, now: datetime) -> Letter | None:
    """Take the letter for this sender alone; None when another was faster or its addressee is gone."""
    letter = Letter.objects.select_for_update().due_at(now).filter(pk=pk).first()
    if letter is None or letter.addressee is None:
        return None
    if not _email(letter):  # it was there when the letter was written
        letter.status = _way(addressee_of(letter))
        letter.save(update_fields=["status"])
        return None
    letter.status, letter.tries, letter.next_try_at = Letter.Status.SENDING, letter.tries + 1, now + CLAIM
    letter.save(update_fields=["status", "tries", "next_try_at"])
    return letter


def _failed(letter: Letter, now: datetime, problem: str, *, final: bool) -> bool:
    # The server's own words may hold the address, so only its number is kept.
    log.warning("letter %s: %s", letter.pk, problem)
    if final and letter.last_email:
        letter.delete()
        return False
    Letter.objects.filter(pk=letter.pk).update(
        status=Letter.Status.REFUSED if final else Letter.Status.WAITING,
        problem=problem,
        next_try_at=now + timedelta(minutes=min(2**letter.tries, LONGEST_WAIT)),
    )
    return False


def _message(letter: Letter) -> EmailMultiAlternatives:
    council, text = Council.objects.get(), full_text(letter)
    host = own_address().rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_to(letter)],
        reply_to=[council.contact_email] if council.contact_email else None,
        headers={"Message-ID": f"<{letter.number}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    # From the same text, so that both hold the same personal link.
    message.attach_alternative(render_to_string("members/letter_mail.html", {"text": text}), "text/html")
    if letter.calendar:
        message.attach("afspraak.ics", letter.calendar, f"text/calendar; method={_method(letter.calendar)}")
    return message


def own_address() -> str:
    """The bare address that letters come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _email(letter: Letter) -> str:
    """Where the letter goes by mail; "" for paper."""
    return letter.last_email or addressee_of(letter).letter_email


def _to(letter: Letter) -> str:
    if letter.last_email:
        return letter.last_email
    # Not formataddr: that fails on an address with a letter such as ü in its host.
    name = quote(" ".join(addressee_of(letter).letter_name.split()))
    return f'"{name}" <{_email(letter)}>'


def _method(calendar: str) -> str:
    """What the calendar file asks, such as REQUEST; a mail program believes it only when the mail says the same."""
    return str(Calendar.from_ical(calendar)["METHOD"])


def write_last(email: str, subject: str, body: str, *, calendar: str = "") -> None:
    """The last mail to somebody whose data were just erased; the outbox holds the address until it has left.

    It belongs to the council, since nobody else is left. The row goes as soon as the mail left, was refused for
    good, or is seven days old. When no mail can leave nothing is written.
    """
    if settings.MAIL_LEAVES:
        letter = write(Council.objects.get(), "erased", subject, body, calendar=calendar)
        Letter.objects.filter(pk=letter.pk).update(last_email=email, status=Letter.Status.WAITING)


def tell_secretary(today: date) -> None:
    """At most one mail a day that there is work, without a name or any content (docs/rules.md, 14)."""
    council = Council.objects.get()
    if not council.secretary_email:
        return
    write(
        council,
        "work",
        "Er is werk",
        "Goedendag,\n\nIn het beheer van de website staat nieuw werk voor u klaar.\n"
        f"U vindt het op {settings.SITE_URL}/beheer/\n\n"
        "Dit bericht krijgt u hoogstens één keer per dag.",
        once=f"work-{today.isoformat()}",
    )
