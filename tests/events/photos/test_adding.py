"""Photos come in several at once, with everybody's consent and no place in them, or none does and no file is left."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError
from model_bakery import baker
from PIL import Image

from events import photos
from events.models import Award, GetTogether, NewsItem, Photo
from members.refusals import Refusal
from tests.events.photos.conftest import CONSENT, TODAY, names, verb

ENDS = ["240.jpg", "240.webp", "480.jpg", "480.webp", "960.jpg", "960.webp"]
pytestmark = pytest.mark.usefixtures("council", "media")


@pytest.mark.parametrize("model", [NewsItem, GetTogether, Award])
def test_the_editor_adds_several_at_once_and_is_asked_what_is_on_them(editor, media, upload, model):
    owner = baker.make(model)
    response = editor.post(verb(owner, "fotos-toevoegen"), {"uploads": [upload(), upload()], **CONSENT}, follow=True)
    assert response.redirect_chain == [(verb(owner, "fotos-beschrijven"), 302)]
    assert "De foto&#x27;s zijn bewaard." in response.text
    assert [(photo.position, photo.alternative, photo.consent_on) for photo in owner.photos.all()] == [
        (1, "", TODAY),
        (2, "", TODAY),
    ]
    assert sorted(name.partition("-")[2] for name in names(media)) == sorted(2 * ENDS)
    assert {len(name.partition("-")[0]) for name in names(media)} == {32}


def test_the_form_takes_several_files_without_javascript(editor, item):
    page = editor.get(verb(item, "fotos-toevoegen")).text
    assert 'enctype="multipart/form-data"' in page
    assert '<input type="file" name="uploads" accept="image/jpeg,image/png,image/webp" multiple' in page


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("uploads", "foto&#x27;s"),
        ("agreed", "iedereen op deze foto&#x27;s"),
        ("consent_on", "gevraagd op"),
    ],
)
def test_photo_consent_and_its_day_are_all_needed(editor, item, media, upload, missing, said):
    data = {"uploads": [upload()], **CONSENT}
    del data[missing]
    page = editor.post(verb(item, "fotos-toevoegen"), data).text
    assert "Vul in: " in page
    assert said in page
    assert names(media) == []


@pytest.mark.parametrize(("day", "stays"), [("2026-12-01", 6), ("2026-12-02", 0)])
def test_consent_is_not_of_tomorrow(editor, item, media, upload, day, stays):
    data = {"uploads": [upload()], **CONSENT, "consent_on": day}
    response = editor.post(verb(item, "fotos-toevoegen"), data)
    assert len(names(media)) == stays
    if not stays:
        assert "Deze dag moet nog komen." in response.text


def test_the_database_keeps_no_photo_without_consent(item):
    with pytest.raises(IntegrityError):
        Photo.objects.create(news_item=item, position=1, stem="a", width=1, height=1)


@pytest.mark.parametrize("owners", [[], ["news_item", "award"], ["get_together", "news_item", "award"]])
def test_a_photo_belongs_to_exactly_one(owners):
    models = {"news_item": NewsItem, "award": Award, "get_together": GetTogether}
    facts = {name: baker.make(models[name]) for name in owners}
    with pytest.raises(IntegrityError):
        Photo.objects.create(position=1, stem="a", width=1, height=1, consent_on=TODAY, **facts)


def test_one_file_that_is_no_photo_keeps_all_of_them_out_and_is_named(editor, item, media, upload):
    fake = SimpleUploadedFile("verslag.docx", b"Dit is geen foto.")
    page = editor.post(verb(item, "fotos-toevoegen"), {"uploads": [upload(), fake], **CONSENT}).text
    assert "‘verslag.docx’: Dit bestand is geen foto die wij kunnen lezen." in page
    empty = SimpleUploadedFile("IMG_0002.jpg", b"")
    page = editor.post(verb(item, "fotos-toevoegen"), {"uploads": [upload(), empty], **CONSENT}).text
    assert "‘IMG_0002.jpg’: Dit bestand is leeg. Kies een ander bestand." in page
    assert names(media) == []


@pytest.mark.parametrize(("number", "stays"), [(12, 12), (13, 0)])
def test_twelve_fit_in_one_go(editor, item, upload, number, stays):
    small = [upload(Image.new("RGB", (100, 100))) for _ in range(number)]
    response = editor.post(verb(item, "fotos-toevoegen"), {"uploads": small, **CONSENT})
    assert Photo.objects.count() == stays
    if not stays:
        assert "Kies hoogstens 12 foto&#x27;s in één keer." in response.text


@pytest.mark.parametrize(("there", "stays"), [(23, 24), (24, 24)])
def test_twenty_four_fit_on_a_page(editor, item, media, upload, there, stays):
    Photo.objects.bulk_create(
        Photo(news_item=item, position=n, stem=str(n), width=1, height=1, consent_on=TODAY) for n in range(there)
    )
    response = editor.post(verb(item, "fotos-toevoegen"), {"uploads": [upload()], **CONSENT})
    assert Photo.objects.count() == stays
    assert len(names(media)) == 6 * (stays - there)
    if stays == there:
        assert "Er passen 24 foto&#x27;s op een pagina. Er staan er al 24." in response.text


def test_photos_whose_rows_are_not_written_leave_no_files(item, media, upload, monkeypatch):
    def broken(*args):
        raise DatabaseError

    monkeypatch.setattr(photos, "_refuse_too_many", broken)
    with pytest.raises(DatabaseError):
        photos.add(item, [photos.made_ready(upload())], consent_on=TODAY, today=TODAY)
    assert names(media) == []


def test_a_full_disk_leaves_no_files_and_gives_a_sentence(editor, item, media, upload, monkeypatch):
    save = photos.default_storage.save

    def full_after_two(name, content):
        if len(names(media)) == 2:
            raise OSError(28, "No space left on device")
        return save(name, content)

    monkeypatch.setattr(photos.default_storage, "save", full_after_two)
    response = editor.post(verb(item, "fotos-toevoegen"), {"uploads": [upload()], **CONSENT})
    assert "De foto&#x27;s konden niet worden bewaard." in response.text
    assert names(media) == []


def test_a_photo_with_a_place_in_it_tells_no_place(item, media, upload):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    photos.add(item, [photos.made_ready(upload(exif=exif))], consent_on=TODAY, today=TODAY)
    for name in names(media):
        with Image.open(media / name) as picture:
            assert not dict(picture.getexif())


def test_consent_of_tomorrow_is_refused_at_the_door_too(item, upload, media):
    with pytest.raises(Refusal, match="Deze dag moet nog komen"):
        photos.add(item, [photos.made_ready(upload())], consent_on=date(2026, 12, 2), today=TODAY)
    assert names(media) == []
