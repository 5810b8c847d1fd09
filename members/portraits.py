"""The portrait of a member: made from an upload, shown only while the member is, and gone when consent is.

The row names one file, the largest JPEG; the others have the same random name with another end.
"""

import logging
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse

from members import files
from members.consent import refuse_future
from members.models import Council, Member
from members.pictures import LARGEST, SIZES, WAYS
from members.refusals import Refusal

log = logging.getLogger(__name__)

FOLDER = "portretten"
NAMED_IN_ROW = f"-{LARGEST}.jpg"


@dataclass(frozen=True)
class Portrait:
    """The addresses of one portrait, for ``<picture>``; drawn as 96 by 96."""

    webp: str
    jpeg: str
    fallback: str

    size = SIZES[0]


def add(member: Member, squares: dict[str, bytes], *, consent_on: date, how: str, today: date) -> None:
    """Give a member this portrait, in the place of an older one; raises ``Refusal`` without consent that counts."""
    refuse_future(consent_on, today)
    refuse_unnamed(member)
    stem = f"{FOLDER}/{secrets.token_hex(16)}"
    with files.written({f"{stem}-{end}": content for end, content in squares.items()}, what="Het portret kon"):
        _write(member, stem + NAMED_IN_ROW, consent_on, how)


def take_away(member: Member) -> None:
    """Take the portrait off the site, its files included; the consent for it is over."""
    with transaction.atomic():
        _write(member, "", None, "")


def _write(member: Member, portrait: str, consent_on: date | None, how: str) -> None:
    # The same lock as the form of this member takes, which writes every column.
    Council.objects.locked()
    files.delete_after_commit(file_names(Member.objects.get(pk=member.pk)))
    member.portrait, member.portrait_consent_on, member.portrait_consent_how = portrait, consent_on, how
    member.save(update_fields=["portrait", "portrait_consent_on", "portrait_consent_how"])


def refuse_unnamed(member: Member) -> None:
    """Raise ``Refusal`` for who is not named on the site: a face says as much as a name."""
    if not member.shown_name:
        raise Refusal(
            f"{member} staat niet met naam op de website. Leg eerst de toestemming voor de naam vast."
            " Dan kan het portret erbij."
        )


@receiver(post_delete, sender=Member)
def _delete_with_member(instance: Member, **kwargs: Any) -> None:
    files.delete_after_commit(file_names(instance))


def file_names(member: Member) -> list[str]:
    """All files of this member's portrait, below the folder for media; none without a portrait."""
    if not member.portrait:
        return []
    stem = str(member.portrait).removesuffix(NAMED_IN_ROW)
    return [f"{stem}-{size}.{way}" for size in SIZES for way in WAYS]


def portrait_of(member: Member) -> Portrait | None:
    """The addresses of the portrait that this member agreed to."""
    if not member.portrait:
        return None
    stem = str(member.portrait).removeprefix(f"{FOLDER}/").removesuffix(NAMED_IN_ROW)
    return Portrait(webp=_sources(stem, "webp"), jpeg=_sources(stem, "jpg"), fallback=_address(stem, SIZES[0], "jpg"))


def _sources(stem: str, way: str) -> str:
    """The choices for the browser, by how sharp its screen is."""
    return ", ".join(f"{_address(stem, size, way)} {size // SIZES[0]}x" for size in SIZES)


def _address(stem: str, size: int, way: str) -> str:
    return reverse("portrait", args=[stem, size, way])


def open_for_visitor(stem: str, size: int, way: str, today: date) -> Any:
    """The file of that portrait, only while its member is on the site; None otherwise."""
    name = f"{FOLDER}/{stem}-{size}.{way}"
    member = Member.objects.shown_on(today).filter(portrait=f"{FOLDER}/{stem}{NAMED_IN_ROW}").first()
    if member is None or name not in file_names(member):
        return None
    try:
        return default_storage.open(name)
    except FileNotFoundError:
        # A restored database without its files: the page shows the name, and the log says what is missing.
        log.warning("portrait without its file, of member %s", member.pk)
        return None


def clear_strays(now: datetime) -> int:
    """Delete files that belong to no portrait; returns how many."""
    return files.clear_strays(FOLDER, _known, now)


def _known() -> set[str]:
    return {name for member in Member.objects.exclude(portrait="") for name in file_names(member)}
