"""Files that belong to rows: none stays without its row, and none of them outlives it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from members.refusals import Refusal

# Longer than any request takes: an unknown file this old belongs to nobody.
STRAY_AFTER = timedelta(hours=1)


@contextmanager
def written(files: Mapping[str, bytes], *, what: str) -> Iterator[None]:
    """Write files before the rows that name them, and delete them again when those rows do not come.

    Raises ``Refusal`` when the disk fails; ``what`` is what could not be kept, with a capital. Nothing may be
    around the transaction in this block that could still undo it.
    """
    try:
        for name, content in files.items():
            default_storage.save(name, ContentFile(content))
        with transaction.atomic(durable=True):
            yield
    except BaseException as error:
        delete(files)
        if isinstance(error, OSError):
            raise Refusal(f"{what} niet worden bewaard. Probeer het later nog eens.") from error
        raise


def delete(names: Iterable[str]) -> None:
    """Delete these files; those that are gone already are no error."""
    for name in names:
        default_storage.delete(name)


def delete_after_commit(names: Collection[str]) -> None:
    """Delete these files once the change that lets go of them is certain."""
    # What cannot be deleted now is a stray, and goes the next night.
    transaction.on_commit(partial(delete, list(names)), robust=True)


def clear_strays(folder: str, known: Callable[[], set[str]], now: datetime) -> int:
    """Delete the files in ``folder`` that are not ``known``, such as those of a server that stopped half-way.

    Names are as the storage has them, with the folder in front. Returns how many were deleted.
    """
    if not default_storage.exists(folder):
        return 0
    # First the files, then the rows: what comes in between is young.
    files = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    owned = known()
    strays = [name for name in files if name not in owned and _is_old(name, now)]
    delete(strays)
    return len(strays)


def _is_old(name: str, now: datetime) -> bool:
    return default_storage.get_modified_time(name) < now - STRAY_AFTER
