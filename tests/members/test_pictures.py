"""Whatever is uploaded: clean squares come out, or a sentence in Dutch."""

import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from members import pictures
from members.pictures import MOVES, TOO_BIG, TOO_MANY_PIXELS, TOO_SMALL, UNREADABLE, WIDTHS, squares, whole
from members.refusals import Refusal
from members.uploads import MOST_BYTES, KeepEnough

pytestmark = pytest.mark.once
ENDS = ["96.webp", "96.jpg", "192.webp", "192.jpg", "384.webp", "384.jpg"]
ORIENTATION = 0x0112


def opened(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as image:
        image.load()
        return image


def colour(content: bytes, x: int, y: int) -> tuple[int, ...]:
    """The colour at a place, rounded so that the way of packing does not matter."""
    return tuple(round(value / 51) * 51 for value in opened(content).convert("RGB").getpixel((x, y)))


def red_above_blue(size: tuple[int, int] = (400, 400)) -> Image.Image:
    image = Image.new("RGB", size, "blue")
    ImageDraw.Draw(image).rectangle((0, 0, size[0], size[1] // 2), fill="red")
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_squares_in_three_sizes_and_two_ways(photo, kind):
    made = squares(photo(kind=kind))
    assert list(made) == ENDS
    assert [opened(content).size for content in made.values()] == [(96, 96)] * 2 + [(192, 192)] * 2 + [(384, 384)] * 2
    assert [opened(content).format for content in made.values()] == ["WEBP", "JPEG"] * 3


def test_the_middle_of_a_wide_photo_is_kept(photo):
    image = Image.new("RGB", (900, 300), "blue")
    ImageDraw.Draw(image).rectangle((300, 0, 599, 299), fill="red")
    made = squares(photo(image))["384.jpg"]
    assert [colour(made, x, 192) for x in (8, 192, 375)] == [(255, 0, 0)] * 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("turn", "above", "left"), [(1, "red", "both"), (3, "blue", "both"), (6, "both", "blue")])
def test_a_photo_that_lies_on_its_side_is_set_upright(photo, kind, turn, above, left):
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    made = squares(photo(red_above_blue(), kind, exif=exif))["384.jpg"]
    names = {(255, 0, 0): "red", (0, 0, 255): "blue"}
    top = {names[colour(made, x, 48)] for x in (48, 336)}
    side = {names[colour(made, 48, y)] for y in (48, 336)}
    assert [found.pop() if len(found) == 1 else "both" for found in (top, side)] == [above, left]


def test_nothing_that_hung_on_the_photo_is_kept(photo):
    exif = Image.Exif()
    exif[0x010F] = "Verzonnen camera"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for content in squares(photo(exif=exif, icc_profile=profile, comment=b"Sam Voorbeeld", xmp=b"<x/>")).values():
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(opened(content).info)
        assert not dict(opened(content).getexif())
        assert b"Verzonnen" not in content
        assert b"Sam" not in content


def test_nothing_that_hung_on_a_png_is_kept(photo):
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "Sam Voorbeeld")
    for content in squares(photo(kind="PNG", pnginfo=texts)).values():
        assert b"Sam" not in content


def test_colours_of_a_camera_become_colours_of_the_web(photo):
    # In this profile the numbers for red and green have changed places.
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = srgb.index(b"rXYZ"), srgb.index(b"gXYZ")
    srgb[red : red + 4], srgb[green : green + 4] = b"gXYZ", b"rXYZ"
    made = squares(photo(icc_profile=bytes(srgb)))["384.jpg"]
    assert colour(made, 192, 192) == (0, 255, 0)


def test_a_profile_that_cannot_be_read_is_left_out(photo):
    assert colour(squares(photo(icc_profile=b"geen profiel"))["384.jpg"], 192, 192) == (255, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGBA", "P", "I;16"])
def test_every_kind_of_png_is_understood(photo, mode):
    grey = Image.new("I;16", (200, 200), 0x9999) if mode == "I;16" else Image.new("L", (200, 200), 255).convert(mode)
    expected = 153 if mode == "I;16" else 255
    assert colour(squares(photo(grey, "PNG"))["96.jpg"], 48, 48) == (expected,) * 3


def test_what_can_be_seen_through_becomes_white(photo):
    assert colour(squares(photo(Image.new("RGBA", (200, 200)), "PNG"))["96.jpg"], 48, 48) == (255, 255, 255)


def test_colours_for_print_become_colours_of_the_web(photo):
    assert colour(squares(photo(Image.new("CMYK", (200, 200), (0, 255, 255, 0))))["96.jpg"], 48, 48) == (255, 0, 0)


def test_a_photo_of_a_phone_with_a_second_picture_in_it_is_no_film(photo):
    two = {"save_all": True, "append_images": [Image.new("RGB", (400, 300), "blue")]}
    assert colour(squares(photo(kind="MPO", **two))["96.jpg"], 48, 48) == (255, 0, 0)


# What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("side", "fits"), [(95, False), (96, True)])
def test_a_photo_has_to_be_as_large_as_the_smallest_picture(photo, side, fits):
    upload = photo(Image.new("RGB", (500, side), "red"))
    if fits:
        assert list(squares(upload)) == ENDS
    else:
        with pytest.raises(Refusal, match=TOO_SMALL):
            squares(upload)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_photo_that_moves_is_refused(photo, kind):
    with pytest.raises(Refusal, match=MOVES):
        squares(photo(kind=kind, save_all=True, append_images=[Image.new("RGB", (400, 300), "blue")]))


FAKES = {
    "text": b"Dit is geen foto.",
    "nothing": b"",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page": b"<!doctype html><script>alert(1)</script>",
    "only a first byte": b"\xff\xd8\xff\xe0",
    "png without anything": b"\x89PNG\r\n\x1a\n",
    "webp without anything": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
}


@pytest.mark.parametrize("content", FAKES.values(), ids=FAKES)
def test_what_is_no_photo_is_refused_whatever_its_name(content):
    with pytest.raises(Refusal, match=UNREADABLE):
        squares(SimpleUploadedFile("portret.jpg", content, "image/jpeg"))


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_other_kinds_of_pictures_are_refused(photo, kind):
    with pytest.raises(Refusal, match=UNREADABLE):
        squares(photo(kind=kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_half_a_photo_is_refused(photo, kind, part):
    whole = photo(Image.effect_noise((400, 400), 60).convert("RGB"), kind).read()
    with pytest.raises(Refusal, match=UNREADABLE):
        squares(SimpleUploadedFile("portret.jpg", whole[: int(len(whole) * part)]))


def test_a_photo_that_is_also_a_page_comes_out_as_a_photo(photo):
    page = b"<script>alert(1)</script>"
    for content in squares(SimpleUploadedFile("a.html", photo(comment=page).read() + page)).values():
        assert b"<script" not in content


def png_that_says(width: int, height: int) -> SimpleUploadedFile:
    """A few bytes that would be a picture of this size once unpacked."""

    def part(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    picture = part(b"IHDR", head) + part(b"IDAT", zlib.compress(bytes(99))) + part(b"IEND", b"")
    return SimpleUploadedFile("portret.png", b"\x89PNG\r\n\x1a\n" + picture)


@pytest.mark.parametrize("side", [5_001, 9_500, 14_000, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side, monkeypatch):
    monkeypatch.setattr(Image.Image, "resize", None)
    with pytest.raises(Refusal, match=TOO_MANY_PIXELS):
        squares(png_that_says(side, side))


def test_the_limit_in_pixels_itself_is_still_allowed():
    # Not too many pixels, only no picture behind the first bytes.
    with pytest.raises(Refusal, match=UNREADABLE):
        squares(png_that_says(5_000, 5_000))


def test_a_decoder_that_breaks_in_a_new_way_gives_a_sentence(photo, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(pictures, "_square", broken)
    with pytest.raises(Refusal, match=UNREADABLE):
        squares(photo())


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_a_photo_may_be_10_mb(photo, more, fits):
    whole = photo().read()
    upload = SimpleUploadedFile("portret.jpg", whole + bytes(MOST_BYTES + more - len(whole)))
    if fits:
        assert list(squares(upload)) == ENDS
    else:
        with pytest.raises(Refusal, match=TOO_BIG):
            squares(upload)


# Before anybody looks at it ----------------------------------------------------------------------


def test_of_a_file_of_50_mb_little_more_than_10_is_kept(rf):
    request = rf.post("/", {"photo": SimpleUploadedFile("portret.jpg", bytes(50 * 1024 * 1024))})
    with request.FILES["photo"] as kept:
        assert MOST_BYTES < kept.size <= MOST_BYTES + 64 * 1024
        with pytest.raises(Refusal, match=TOO_BIG):
            squares(kept)


@pytest.mark.parametrize(("start", "kept"), [(MOST_BYTES, b"x"), (MOST_BYTES + 1, None)])
def test_a_piece_after_too_much_is_not_kept(start, kept):
    assert KeepEnough().receive_data_chunk(b"x", start) == kept


# The whole photo ---------------------------------------------------------------------------------

WHOLE_ENDS = [f"{width}.{way}" for width in (240, 480, 960) for way in ("webp", "jpg")]


def sizes_of(image: Image.Image, photo, **extra) -> list[tuple[int, int]]:
    made = whole(photo(image, **extra))[1]
    return [opened(made[f"{width}.jpg"]).size for width in (240, 480, 960)]


def test_a_whole_photo_comes_in_three_widths_and_two_ways(photo):
    widest, made = whole(photo(Image.new("RGB", (2000, 1500), "red")))
    assert list(made) == WHOLE_ENDS
    assert widest.size == (960, 720)
    assert [opened(content).format for content in made.values()] == ["WEBP", "JPEG"] * 3


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((2000, 1000), [(240, 120), (480, 240), (960, 480)]),
        ((1000, 2000), [(160, 320), (320, 640), (640, 1280)]),
        ((4000, 200), [(240, 12), (480, 24), (960, 48)]),
        ((200, 150), [(200, 150)] * 3),
        ((480, 96), [(240, 48), (480, 96), (480, 96)]),
    ],
)
def test_a_whole_photo_keeps_its_shape_and_never_grows(photo, size, sizes):
    assert sizes_of(Image.new("RGB", size, "red"), photo) == sizes


def test_a_whole_photo_on_its_side_is_set_upright(photo):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    made = whole(photo(red_above_blue((400, 200)), exif=exif))[1]["960.jpg"]
    assert opened(made).size == (200, 400)
    assert [colour(made, x, 200) for x in (20, 180)] == [(0, 0, 255), (255, 0, 0)]


def test_nothing_that_hung_on_a_whole_photo_is_kept(photo):
    exif = Image.Exif()
    exif[0x010F] = "Verzonnen camera"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    for content in whole(photo(exif=exif, comment=b"Sam Voorbeeld", xmp=b"<x/>"))[1].values():
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(opened(content).info)
        assert not dict(opened(content).getexif())
        assert b"Verzonnen" not in content
        assert b"Sam" not in content


@pytest.mark.parametrize("size", [(2600, 2000), (1000, 2000)])
def test_even_a_photo_that_is_all_noise_stays_light(photo, size):
    noise = Image.merge("RGB", [Image.effect_noise(size, 120) for _ in range(3)])
    made = whole(photo(noise))[1]
    assert {end: len(content) for end, content in made.items() if len(content) > WIDTHS[int(end.split(".")[0])]} == {}


@pytest.mark.parametrize("content", FAKES.values(), ids=FAKES)
def test_what_is_no_photo_is_refused_as_a_whole_photo_too(content):
    with pytest.raises(Refusal, match=UNREADABLE):
        whole(SimpleUploadedFile("feest.jpg", content, "image/jpeg"))


def test_a_bomb_is_refused_as_a_whole_photo_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(Image.Image, "thumbnail", None)
    with pytest.raises(Refusal, match=TOO_MANY_PIXELS):
        whole(png_that_says(9_500, 9_500))
