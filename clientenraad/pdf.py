"""Looking at an uploaded PDF before it is kept: is it one, and can it do anything but be read?

No virus scanner: it refuses what a document of the council never needs. What cannot be looked into is refused too.
"""

import re
import zlib

from django.core.files.uploadedfile import UploadedFile

from members.refusals import Refusal
from members.uploads import MOST_BYTES

HEADER, END = b"%PDF-", b"%%EOF"
LAST_BYTES = 2048  # the end mark stands somewhere in these
MOST_UNPACKED = 50 * 1024 * 1024  # bytes; a small file can be made to unpack to a huge one
ACTIVE = re.compile(rb"/(?:(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])|XFA(?=[\s\[<]))")
LOCKED = re.compile(rb"/Encrypt(?=[\s<])")
# Objects packed together: names in them are not found before they are unpacked.
PACKED = re.compile(rb"/ObjStm\b.*?stream\r?\n", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

NO_PDF = "Dit is geen pdf-bestand. Bewaar uw tekst eerst als pdf."
TOO_BIG = "Dit bestand is te groot. Kies een pdf van hoogstens 10 MB."
IS_ACTIVE = (
    "In deze pdf zit meer dan tekst en beeld: een programma, of een ander bestand."
    " Dat kan gevaarlijk zijn. Druk het document opnieuw af naar pdf en kies dat bestand."
)
UNREADABLE = (
    "Wij kunnen niet in deze pdf kijken. Misschien zit er een wachtwoord op."
    " Druk het document opnieuw af naar pdf en kies dat bestand."
)


def refuse_unfit(upload: UploadedFile) -> None:
    """Raise ``Refusal``, in words for the editor, unless this is a PDF of at most 10 MB that can only be read."""
    if (upload.size or 0) > MOST_BYTES:
        raise Refusal(TOO_BIG)
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    if not content.startswith(HEADER) or END not in content[-LAST_BYTES:]:
        raise Refusal(NO_PDF)
    if LOCKED.search(content):
        raise Refusal(UNREADABLE)
    if _is_active(content) or any(_is_active(part) for part in _unpacked(content)):
        raise Refusal(IS_ACTIVE)


def _is_active(part: bytes) -> bool:
    # A name may be written with its letters as numbers: /J#61vaScript.
    return bool(ACTIVE.search(ESCAPED.sub(lambda escape: bytes.fromhex(escape[1].decode()), part)))


def _unpacked(content: bytes) -> list[bytes]:
    """The packed objects as plain bytes; raises ``Refusal`` for what cannot be unpacked, or is too much."""
    room, parts, view = MOST_UNPACKED, [], memoryview(content)
    for start in PACKED.finditer(content):
        try:
            # One byte more than there is room for tells a full one from one that is too big.
            part = zlib.decompressobj().decompress(view[start.end() :], room + 1)
        except zlib.error as error:
            raise Refusal(UNREADABLE) from error
        room -= len(part)
        if room < 0:
            raise Refusal(UNREADABLE)
        parts.append(part)
    return parts
