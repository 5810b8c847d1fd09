"""How much of an uploaded file is kept before anybody has looked at it, and what is done with files of nobody."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 10 * 1024 * 1024
# Longer than any request takes: an unknown file this old belongs to nobody.
STRAY_AFTER = timedelta(hours=1)


class KeepEnough(FileUploadHandler):
    """Stands before Django's own: of a file that is too big one piece more than is allowed is kept.

    That is enough to see that it is too big, and too little to fill the memory or the disk.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MOST_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file itself to the handlers that kept it."""


def clear_strays(folder: str, known: Callable[[], set[str]], now: datetime) -> int:
    """Delete the files in ``folder`` that are not ``known``, such as those of a server that stopped half-way.

    Names are as the storage has them, with the folder in front. Returns how many were deleted.
    """
    if not default_storage.exists(folder):
        return 0
    # First the files, then the rows: what comes in between is young.
    files = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    owned = known()
    strays = [
        name for name in files if name not in owned and default_storage.get_modified_time(name) < now - STRAY_AFTER
    ]
    for name in strays:
        default_storage.delete(name)
    return len(strays)
