"""A photo as a phone or camera makes it, turned into clean square pictures; nothing else of it is kept."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageCms, ImageOps

from members.refusals import Refusal
from members.uploads import MOST_BYTES

SIZES = [96, 192, 384]  # pixels; shown as 96, for ordinary, sharp and very sharp screens
LARGEST = SIZES[-1]
FORMATS = ["JPEG", "PNG", "WEBP"]
WAYS: dict[str, dict[str, Any]] = {
    "webp": {"format": "WEBP", "quality": 80, "method": 6},
    "jpg": {"format": "JPEG", "quality": 82},
}
# Phones go up to 50 million, always in JPEG; that can be decoded at a fraction of its size, the others can not.
MOST_PIXELS = {"JPEG": 51_000_000, "MPO": 51_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
WITHOUT_ALPHA = {"L", "RGB", "CMYK"}

UNREADABLE = "Dit bestand is geen foto die wij kunnen lezen. Kies een foto in JPEG, PNG of WebP."
TOO_BIG = "Deze foto is te groot. Kies een foto van hoogstens 10 MB."
TOO_MANY_PIXELS = "Deze foto heeft te veel beeldpunten. Maak hem eerst kleiner, of kies een andere foto."
TOO_SMALL = f"Deze foto is te klein. Kies een foto van minstens {SIZES[0]} bij {SIZES[0]} beeldpunten."
MOVES = "Deze foto beweegt. Kies een foto die stilstaat."


def squares(upload: UploadedFile) -> dict[str, bytes]:
    """The middle of the photo in every size and way, by the end of the name such as ``96.webp``.

    Upright, in the colours of the web, and without anything that was in the file besides the picture.
    Raises ``Refusal``, whatever the file may be.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise Refusal(TOO_BIG)
    try:
        picture = _square(upload)
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refusal(TOO_MANY_PIXELS) from bomb
    except Exception as error:
        # A file made to do harm may break a decoder in any way; each of them means the same to the secretary.
        raise Refusal(UNREADABLE) from error
    return {f"{size}.{way}": _encoded(picture, size, way) for size in SIZES for way in WAYS}


def _square(upload: UploadedFile) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as photo:
        _refuse_unfit(photo)
        # Lets a JPEG be decoded at a fraction of its size.
        photo.draft(None, (2 * LARGEST, 2 * LARGEST))
        width, height = photo.size
        side = min(width, height)
        left, top = (width - side) / 2, (height - side) / 2
        box = (left, top, left + side, top + side)
        square = _with_plain_mode(photo).resize((LARGEST, LARGEST), Image.Resampling.LANCZOS, box, reducing_gap=3)
        profile = photo.info.get("icc_profile")
    # The middle stays the middle, so turning the small picture does.
    return _bare(_in_web_colours(_on_white(ImageOps.exif_transpose(square)), profile))


def _refuse_unfit(photo: Image.Image) -> None:
    """What the first bytes say is enough for this: nothing has been decoded yet."""
    if photo.width * photo.height > MOST_PIXELS[str(photo.format)]:
        raise Refusal(TOO_MANY_PIXELS)
    if min(photo.size) < SIZES[0]:
        raise Refusal(TOO_SMALL)
    # The many pictures in one JPEG are the same photo, for other screens.
    if photo.format in {"PNG", "WEBP"} and getattr(photo, "is_animated", False):
        raise Refusal(MOVES)


def _with_plain_mode(photo: Image.Image) -> Image.Image:
    """The photo in a mode that can be made smaller smoothly."""
    if photo.mode.startswith("I"):
        # Sixteen bits of grey; Pillow would cut off all that is lighter than the darkest part.
        return photo.convert("I").point(lambda grey: grey / 256).convert("L")
    return photo if photo.mode in {*WITHOUT_ALPHA, "RGBA"} else photo.convert("RGBA")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in WITHOUT_ALPHA:
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _in_web_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, by the colour profile of the camera when that can be read."""
    if not profile:
        return picture.convert("RGB")
    try:
        of_camera = ImageCms.ImageCmsProfile(BytesIO(profile))
        web = ImageCms.profileToProfile(picture, of_camera, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        web = None
    return web or picture.convert("RGB")


def _bare(picture: Image.Image) -> Image.Image:
    """Only the pixels: comments, places and profiles hang on to a picture that was read."""
    canvas = Image.new("RGB", picture.size)
    canvas.paste(picture)
    return canvas


def _encoded(picture: Image.Image, size: int, way: str) -> bytes:
    file = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(file, **WAYS[way])
    return file.getvalue()
