"""Erasing what the council knows of a former member, and making sure that the files forget it too (rule 16)."""

from datetime import date

from auditlog.context import disable_auditlog
from django.db import connection, transaction
from django.db.models import QuerySet

from members import journal, portraits, trail
from members.former import NAMELESS, contact_kept_until, is_former, name_kept_until
from members.models import Council, Letter, Member
from members.refusals import Refusal
from members.seats import guarded

CONTACT: dict[str, object] = {"email": "", "phone": "", "address": "", "public_text": "", "told_on": None, "user": None}
NAME: dict[str, object] = {
    "name": NAMELESS,
    "public_name": "",
    "consent_on": None,
    "consent_how": "",
    "former_consent_on": None,
    "former_consent_how": "",
}


@transaction.atomic
def erase_contact(member: Member, *, today: date) -> None:
    """Erase how to reach a former member, with the letters, the portrait and the link to an account.

    Raises ``Refusal`` as long as the council may keep it; the name and the terms stay.
    """
    council = Council.objects.locked()
    member = Member.objects.get(pk=member.pk)
    _refuse_early(contact_kept_until(member, council), today)
    _forget_contact(member)
    trail.note(trail.Kind.ERASED, member)
    forget_in_files()


@transaction.atomic
def erase_name(member: Member, *, today: date) -> None:
    """Erase the name of a former member and all that was written about the terms; their days stay for the figures.

    Raises ``Refusal`` as long as the council, or the member's own consent, lets it stay. Offices stay too: they
    decide who took a seat, and the picture of past seats must not change.
    """
    with guarded(today) as council:
        member = Member.objects.get(pk=member.pk)
        _refuse_early(name_kept_until(member, council), today)
        _forget_all(member)


@transaction.atomic
def erase_on_request(member: Member, *, today: date) -> None:
    """Erase the name and all of a former member who asks for it, whatever period the council has set.

    Raises ``Refusal`` for who still is a member or in a committee.
    """
    with guarded(today):
        member = Member.objects.get(pk=member.pk)
        if not is_former(member, today):
            raise Refusal(f"{member} is nog lid, of zit nog in een commissie. Leg eerst de laatste dag vast.")
        _forget_all(member)


@transaction.atomic
def erase_again(member: Member, *, today: date) -> None:
    """Erase somebody who came back with a backup, though erased since; also who was still a member by that backup."""
    with guarded(today):
        _forget_all(Member.objects.get(pk=member.pk))


def _refuse_early(last_day: date | None, today: date) -> None:
    if last_day is None or last_day >= today:
        raise Refusal("De raad mag deze gegevens nog bewaren. Er is niets gewist.")


@disable_auditlog()
def _forget_contact(member: Member) -> None:
    portraits.take_away(member)
    _change(member, CONTACT)
    forget_letters(member.letters.all())


@disable_auditlog()
def _forget_all(member: Member) -> None:
    journal.remember(member.key)
    _forget_contact(member)
    trail.forget([member, *member.terms.all(), *member.office_places.all(), *member.committee_places.all()])
    trail.note(trail.Kind.ERASED, member)
    _change(member, NAME)
    member.terms.update(decided_on=None, decision_reference="", exception_why="")
    member.committee_places.all().delete()
    forget_in_files()


def _change(member: Member, values: dict[str, object]) -> None:
    for field, value in values.items():
        setattr(member, field, value)
    # An older page of this member must not bring anything back when it is saved.
    member.version += 1
    member.save()


@disable_auditlog()
def forget_letters(letters: QuerySet[Letter]) -> None:
    """Delete these letters, and cut the trail loose from them."""
    trail.forget(letters)
    letters.delete()


def forget_in_files() -> None:
    """After the commit let SQLite empty its write-ahead log, so that what was erased is in none of its files.

    The database itself overwrites what is deleted (secure_delete in the settings). While somebody else reads, the
    log stays; the nightly job empties it then. PostgreSQL keeps no such file beside the database.
    """
    if connection.vendor == "sqlite":
        # What was erased stays erased, whatever becomes of the log.
        transaction.on_commit(_empty_log, robust=True)


def _empty_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rewrite_files() -> None:
    """Write SQLite's file anew, without any room between the rows; for the night, since others wait meanwhile.

    Where a page was split, a copy of a row can stay in the room that came free, and secure_delete does not see it
    when that row goes: of a thousand erased rows about one.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_rewrite, robust=True)


def _rewrite() -> None:
    with connection.cursor() as cursor:
        # What it needs besides must not stand in a file of the system.
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("VACUUM")
    _empty_log()
