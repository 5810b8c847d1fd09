"""A photo as a phone or camera makes it, turned into clean small pictures; nothing else of it is kept."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageCms, ImageFilter, ImageOps

from members.refusals import Refusal
from members.uploads import MOST_BYTES

SIZES = [96, 192, 384]  # pixels; shown as 96, for ordinary, sharp and very sharp screens
LARGEST = SIZES[-1]
# How many bytes a picture of so many pixels wide may take: a page with its picture stays under 60 kB on a phone.
WIDTHS = {240: 7_000, 480: 30_000, 960: 110_000}
WIDEST = max(WIDTHS)
TALLEST = WIDEST * 4 // 3
FORMATS = ["JPEG", "PNG", "WEBP"]
WAYS: dict[str, dict[str, Any]] = {
    "webp": {"format": "WEBP", "quality": 80, "method": 6},
    "jpg": {"format": "JPEG", "quality": 82},
}
# Phones go up to 50 million, always in JPEG; that can be decoded at a fraction of its size, the others can not.
MOST_PIXELS = {"JPEG": 51_000_000, "MPO": 51_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
LANCZOS = Image.Resampling.LANCZOS
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
    square = _read_safely(upload, _square)
    return {f"{size}.{way}": _encoded(square.resize((size, size), LANCZOS), way) for size in SIZES for way in WAYS}


def whole(upload: UploadedFile) -> tuple[Image.Image, dict[str, bytes]]:
    """The whole photo as its widest picture, and in every width and way, by the end of the name such as ``480.webp``.

    As clean as ``squares``. Never wider than the photo itself; one that is very tall is less wide.
    Raises ``Refusal``, whatever the file may be.
    """
    picture = _read_safely(upload, _whole)
    return picture, {f"{width}.{way}": _small_enough(picture, width, way) for width in WIDTHS for way in WAYS}


def _read_safely(upload: UploadedFile, read: Callable[[UploadedFile], Image.Image]) -> Image.Image:
    if (upload.size or 0) > MOST_BYTES:
        raise Refusal(TOO_BIG)
    try:
        return read(upload)
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refusal(TOO_MANY_PIXELS) from bomb
    except Exception as error:
        # A file made to do harm may break a decoder in any way; each of them means the same to the secretary.
        raise Refusal(UNREADABLE) from error


def _square(upload: UploadedFile) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as photo:
        _refuse_unfit(photo)
        # Lets a JPEG be decoded at a fraction of its size.
        photo.draft(None, (2 * LARGEST, 2 * LARGEST))
        width, height = photo.size
        side = min(width, height)
        left, top = (width - side) / 2, (height - side) / 2
        box = (left, top, left + side, top + side)
        square = _with_plain_mode(photo).resize((LARGEST, LARGEST), LANCZOS, box, reducing_gap=3)
        profile = photo.info.get("icc_profile")
    # The middle stays the middle, so turning the small picture does.
    return _finished(square, profile)


def _whole(upload: UploadedFile) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as photo:
        _refuse_unfit(photo)
        # It may lie on its side: until it is turned, either side may become the width.
        photo.draft(None, (2 * TALLEST, 2 * TALLEST))
        picture = _with_plain_mode(photo)
        picture.thumbnail((TALLEST, TALLEST), LANCZOS, reducing_gap=3)
        profile = photo.info.get("icc_profile")
        picture = picture.copy()  # what is small enough already is still the file itself
    return _narrowed(_finished(picture, profile), WIDEST)


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    """At most so wide, and in proportion as tall as TALLEST is to WIDEST; never larger than it was."""
    picture = picture.copy()
    picture.thumbnail((width, width * TALLEST // WIDEST), LANCZOS)
    return picture


def _small_enough(picture: Image.Image, width: int, way: str) -> bytes:
    """The finest that costs a visitor no more than ``WIDTHS`` says; noise that cannot be pressed is smoothed away."""
    small = _narrowed(picture, width)
    for quality, smooth in [(80, 0), (70, 0), (60, 0), (45, 0), (30, 0), (30, 2), (15, 5)]:
        content = _encoded(small.filter(ImageFilter.GaussianBlur(smooth)) if smooth else small, way, quality=quality)
        if len(content) <= WIDTHS[width]:
            break
    return content


def _finished(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Upright, without holes, in the colours of the web, and bare."""
    return _bare(_in_web_colours(_on_white(ImageOps.exif_transpose(picture)), profile))


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


def _encoded(picture: Image.Image, way: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, **{**WAYS[way], **options})
    return file.getvalue()
