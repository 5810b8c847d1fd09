"""Adding, describing and taking off photos; their files come and go with their rows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from events.models import Award, GetTogether, NewsItem, Photo
from events.models.photos import FOLDER
from members import files, pictures
from members.consent import refuse_future
from members.refusals import Refusal

MOST = 24  # photos on one page
Owner = Award | GetTogether | NewsItem
Ready = tuple[Photo, dict[str, bytes]]  # a photo that is not saved, and its files by name


def made_ready(upload: UploadedFile) -> Ready:
    """The upload as a photo and its files, nothing kept yet; raises ``Refusal``, whatever the file may be."""
    picture, made = pictures.whole(upload)
    photo = Photo(stem=token_hex(16), width=picture.width, height=picture.height)
    return photo, {f"{FOLDER}/{photo.stem}-{end}": content for end, content in made.items()}


def add(owner: Owner, ready: Sequence[Ready], *, consent_on: date, today: date) -> None:
    """Put photos behind those of ``owner``, all or none; they are on the page once they are described.

    Raises ``Refusal`` when there would be too many, and for consent that would still have to be given.
    """
    refuse_future(consent_on, today)
    made = {name: content for _, contents in ready for name, content in contents.items()}
    with files.written(made, what="De foto's konden"):
        # Of two people who add photos at once the second counts what the first has added.
        owner = type(owner).objects.select_for_update().get(pk=owner.pk)
        positions = [photo.position for photo in owner.photos.all()]
        _refuse_too_many(len(positions), len(ready))
        for position, (photo, _) in enumerate(ready, max(positions, default=0) + 1):
            photo.position, photo.consent_on = position, consent_on
            owner.photos.add(photo, bulk=False)


def _refuse_too_many(there: int, more: int) -> None:
    if there + more > MOST:
        raise Refusal(f"Er passen {MOST} foto's op een pagina. Er staan er al {there}. Kies er minder.")


@transaction.atomic
def describe(owner: Owner, described: Mapping[int, tuple[int, str]], *, seen: Mapping[int, str]) -> None:
    """Write what is to be seen on the photos, by key: the place in the row and the words; then number them from 1.

    A photo that was taken off meanwhile is passed over. ``seen`` is what ``state_of`` said of each when the page
    was opened; raises ``Refusal`` when somebody else has described one of them since.
    """
    photos = list(owner.photos.select_for_update())
    if any(photo.pk in described and seen.get(photo.pk) != state_of(photo) for photo in photos):
        raise Refusal(
            "Iemand anders heeft deze foto's intussen beschreven. Daarom is er niets bewaard."
            " Wat u typte, staat hieronder nog. Open deze pagina ook in een nieuw venster."
            " Zet daar uw wijziging erbij."
        )
    for photo in photos:
        photo.position, photo.alternative = described.get(photo.pk, (photo.position, photo.alternative))
    for place, photo in enumerate(sorted(photos, key=lambda photo: (photo.position, photo.pk)), 1):
        photo.position = place
    Photo.objects.bulk_update(photos, ["position", "alternative"])


def state_of(photo: Photo) -> str:
    """The place and the words of a photo, to see whether they changed."""
    return f"{photo.position} {photo.alternative}"


def take_off(photo: Photo) -> None:
    """Take the photo off the site at once, its files included."""
    photo.delete()


@receiver(post_delete, sender=Photo)
def _delete_files(instance: Photo, **kwargs: Any) -> None:
    files.delete_after_commit(instance.file_names)


def opened(photo: Photo, width: int, way: str) -> Any:
    """The file; None when a restored database came without it."""
    try:
        return default_storage.open(f"{FOLDER}/{photo.stem}-{width}.{way}")
    except FileNotFoundError:
        return None


def clear_strays(now: datetime) -> int:
    """Delete files of no photo, such as those of a server that stopped half-way; returns how many."""
    return files.clear_strays(FOLDER, lambda: {name for photo in Photo.objects.all() for name in photo.file_names}, now)
