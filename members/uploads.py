"""How much of an uploaded file is kept before anybody has looked at it."""

from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 10 * 1024 * 1024


class KeepEnough(FileUploadHandler):
    """Stands before Django's own: of a file that is too big one piece more than is allowed is kept.

    That is enough to see that it is too big, and too little to fill the memory or the disk.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MOST_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file itself to the handlers that kept it."""
