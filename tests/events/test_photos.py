"""A photo is on the site while its page is, with words and with everybody's consent; after that not even its files."""

import os
from datetime import date, timedelta
from pathlib import Path

import html5lib
import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from model_bakery import baker
from PIL import Image

from events import photos
from events.models import Award, GetTogether, NewsItem, Photo
from members.refusals import Refusal
from tests.events.conftest import amsterdam

NOON = amsterdam(2026, 12, 1, 12)
MINUTE = timedelta(minutes=1)
TODAY = date(2026, 12, 1)
ENDS = ["240.jpg", "240.webp", "480.jpg", "480.webp", "960.jpg", "960.webp"]
CONSENT = {"agreed": "on", "consent_on": "2026-12-01"}
pytestmark = pytest.mark.usefixtures("council", "media")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def item() -> NewsItem:
    return NewsItem.objects.create(title="Feest", slug="feest", summary="Kort.", published_at=NOON - MINUTE)


@pytest.fixture
def photo(item, upload) -> Photo:
    """A photo that is on the site."""
    photos.add(item, [photos.made_ready(upload())], consent_on=TODAY, today=TODAY)
    Photo.objects.update(alternative="Mensen aan tafel")
    return Photo.objects.get()


def names(media: Path) -> list[str]:
    return sorted(os.listdir(media)) if media.exists() else []


def verb(owner, slug: str) -> str:
    return f"/beheer/events/{owner._meta.model_name}/{owner.pk}/doe/{slug}/"


def off(owner, photo: Photo) -> str:
    return f"/beheer/events/{owner._meta.model_name}/{owner.pk}/foto/{photo.pk}/weghalen/"


def status(client: Client, photo: Photo, end: str = "480.webp") -> int:
    response = client.get(f"/media/fotos/{photo.stem}-{end}")
    if response.streaming:
        b"".join(response.streaming_content)  # read to its end, the file is closed
    return response.status_code


# Adding ------------------------------------------------------------------------------------------


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


# Words and order ---------------------------------------------------------------------------------


@pytest.fixture
def three(item, upload) -> list[Photo]:
    photos.add(item, [photos.made_ready(upload()) for _ in range(3)], consent_on=TODAY, today=TODAY)
    return list(item.photos.all())


def described(rows: list[Photo], places: str = "123") -> dict[str, str]:
    """The form as it was opened with these rows, filled in."""
    words = {f"words_{row.pk}": f"Foto van {row.pk}" for row in rows}
    words |= {f"seen_{row.pk}": photos.state_of(row) for row in rows}
    return words | {f"place_{row.pk}": place for row, place in zip(rows, places, strict=True)}


@pytest.mark.parametrize(("places", "order"), [("123", [0, 1, 2]), ("321", [2, 1, 0]), ("911", [1, 2, 0])])
def test_the_editor_sets_words_and_order(editor, item, three, places, order):
    response = editor.post(verb(item, "fotos-beschrijven"), described(three, places))
    assert response.status_code == 302
    assert [(row.position, row.pk, row.alternative) for row in item.photos.all()] == [
        (place, three[number].pk, f"Foto van {three[number].pk}") for place, number in enumerate(order, 1)
    ]


def test_words_are_needed_for_every_photo(editor, item, three):
    data = described(three) | {f"words_{three[1].pk}": " "}
    page = editor.post(verb(item, "fotos-beschrijven"), data).text
    assert "Schrijf bij foto 2 wat er te zien is." in page
    assert not item.photos.described().exists()


def test_the_second_of_two_editors_is_told_and_loses_no_word(editor, item, three):
    first, second = described(three), described(three, "321") | {f"words_{three[0].pk}": "Mijn woorden"}
    assert editor.post(verb(item, "fotos-beschrijven"), first).status_code == 302
    page = editor.post(verb(item, "fotos-beschrijven"), second).text
    assert "Iemand anders heeft deze foto&#x27;s intussen beschreven." in page
    assert "Mijn woorden" in page
    assert [row.alternative for row in item.photos.all()] == [f"Foto van {row.pk}" for row in three]


def test_a_photo_that_went_meanwhile_is_passed_over(editor, item, three):
    data = described(three)
    photos.take_off(three[1])
    assert editor.post(verb(item, "fotos-beschrijven"), data).status_code == 302
    assert [row.position for row in item.photos.all()] == [1, 2]


def test_a_photo_without_words_is_on_no_page_and_has_no_address(client, editor, item, photo):
    assert photo.stem in client.get("/nieuws/feest/").text
    Photo.objects.update(alternative="")
    assert photo.stem not in client.get("/nieuws/feest/").text
    assert status(client, photo) == 404
    assert status(editor, photo) == 200


# Taking off --------------------------------------------------------------------------------------


def test_one_press_takes_a_photo_off_with_its_files(
    editor, client, item, photo, media, django_capture_on_commit_callbacks
):
    assert f'action="{off(item, photo)}"' in editor.get(f"/beheer/events/newsitem/{item.pk}/change/").text
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(off(item, photo), follow=True)
    assert "De foto is weg, en de bestanden ook." in response.text
    assert not Photo.objects.exists()
    assert names(media) == []
    assert status(client, photo) == 404


def test_only_a_press_takes_a_photo_off(editor, item, photo, media):
    assert editor.get(off(item, photo)).status_code == 405
    assert len(names(media)) == 6


def test_a_photo_is_taken_off_its_own_page_only(editor, photo, media):
    other = NewsItem.objects.create(title="Ander", slug="ander", summary="Kort.")
    assert editor.post(off(other, photo)).status_code == 404
    assert len(names(media)) == 6


def test_a_photo_that_is_gone_already_is_not_found(editor, item, photo):
    assert [editor.post(off(item, photo)).status_code for _ in range(2)] == [302, 404]


@pytest.mark.parametrize("model", [NewsItem, GetTogether, Award])
def test_files_go_with_the_page(media, upload, model, django_capture_on_commit_callbacks):
    owner = baker.make(model)
    photos.add(owner, [photos.made_ready(upload())], consent_on=TODAY, today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        owner.delete()
    assert names(media) == []


@pytest.mark.django_db(transaction=True)
def test_files_stay_when_taking_off_is_undone(photo, media):
    with transaction.atomic():
        photos.take_off(Photo.objects.get())
        transaction.set_rollback(True)
    assert len(names(media)) == 6
    photos.take_off(Photo.objects.get())
    assert names(media) == []


@pytest.mark.parametrize("hours", [1, 2])
def test_files_of_no_photo_go_after_an_hour(photo, media, hours):
    stray = media / f"{'0' * 32}-240.jpg"
    stray.write_bytes(b"x")
    written = (NOON - timedelta(hours=1)).timestamp()
    for name in names(media):
        os.utime(media / name, (written, written))
    assert photos.clear_strays(NOON + timedelta(hours=hours - 1)) == (hours == 2)
    assert stray.exists() == (hours == 1)
    assert len(names(media)) == 6 + (hours == 1)


def test_without_any_photo_there_are_no_strays():
    assert photos.clear_strays(NOON) == 0


# By its address ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("end", "kind"), [("240.webp", "image/webp"), ("960.jpg", "image/jpeg")])
def test_a_visitor_gets_the_picture(client, photo, media, end, kind):
    response = client.get(f"/media/fotos/{photo.stem}-{end}")
    assert response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, max-age=86400, immutable"
    assert not response.cookies
    assert b"".join(response.streaming_content) == (media / f"{photo.stem}-{end}").read_bytes()
    response.close()


@pytest.mark.parametrize(
    "hidden",
    [{"is_published": False}, {"published_at": NOON + MINUTE}, {"published_until": NOON}],
)
def test_a_photo_of_news_that_is_not_out_is_for_the_editor_only(client, editor, photo, hidden):
    NewsItem.objects.update(**hidden)
    assert (status(client, photo), status(editor, photo)) == (404, 200)


@pytest.mark.parametrize("model", [GetTogether, Award])
def test_a_photo_of_another_page_that_is_not_out_is_for_the_editor_only(client, editor, upload, model):
    owner = baker.make(model, is_published=True)
    photos.add(owner, [photos.made_ready(upload())], consent_on=TODAY, today=TODAY)
    Photo.objects.update(alternative="Mensen")
    assert status(client, Photo.objects.get()) == 200
    model.objects.update(is_published=False)
    assert (status(client, Photo.objects.get()), status(editor, Photo.objects.get())) == (404, 200)


@pytest.mark.parametrize("role", ["Voorzitter", "Delegatielid", "Beheerder"])
def test_other_colleagues_see_no_hidden_photo_and_change_none(photo, item, media, upload, role, django_user_model):
    user = django_user_model.objects.create_user("ander", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    colleague = Client()
    colleague.force_login(user)
    assert colleague.post(off(item, photo)).status_code == 403
    for slug in ("fotos-toevoegen", "fotos-beschrijven"):
        assert colleague.post(verb(item, slug), {"uploads": [upload()], **CONSENT}).status_code == 403
    assert len(names(media)) == 6
    NewsItem.objects.update(is_published=False)
    assert status(colleague, photo) == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/fotos/",
        "/media/fotos/../raad.sqlite3",
        f"/media/fotos/{'0' * 32}-240.jpg",
        f"/media/fotos/{'0' * 32}-241.jpg",
        f"/media/fotos/{'0' * 32}-240.png",
        f"/media/fotos/{'0' * 32}-240.jpg%0A",
        "/media/fotos/%00-240.jpg",
    ],
)
def test_another_address_gives_nothing(client, photo, path):
    assert client.get(path).status_code == 404


def test_a_photo_without_its_file_is_not_found(client, photo, media):
    for name in names(media):
        (media / name).unlink()
    assert status(client, photo) == 404


def test_a_photo_is_only_looked_at(client, photo):
    assert client.post(f"/media/fotos/{photo.stem}-240.jpg").status_code == 405


# On the page -------------------------------------------------------------------------------------


def test_the_first_photo_is_large_and_the_others_are_small_and_lazy(client, item, three):
    Photo.objects.update(alternative="Mensen aan tafel")
    page = client.get("/nieuws/feest/").text
    html5lib.HTMLParser(strict=True).parse(page)
    first, second = three[0].stem, three[1].stem
    assert f'<source media="(max-width: 40rem)" type="image/webp" srcset="/media/fotos/{first}-480.webp">' in page
    assert (
        f'<img src="/media/fotos/{first}-960.jpg" width="960" height="720" decoding="async" alt="Mensen aan tafel">'
        in page
    )
    assert f'<a href="/media/fotos/{second}-960.jpg">' in page
    assert f'<img src="/media/fotos/{second}-240.jpg" width="960" height="720" loading="lazy" decoding="async"' in page
    assert f'<meta property="og:image" content="http://testserver/media/fotos/{first}-960.jpg">' in page


def test_a_page_takes_as_many_queries_for_24_photos_as_for_one(client, item, photo, django_assert_num_queries):
    with CaptureQueriesContext(connection) as one:
        client.get("/nieuws/feest/")
    for number in range(23):
        baker.make(Photo, news_item=item, stem=f"{number:032d}", alternative="a", consent_on=TODAY, width=1, height=1)
    with django_assert_num_queries(len(one)):
        client.get("/nieuws/feest/")


def test_consent_of_tomorrow_is_refused_at_the_door_too(item, upload, media):
    with pytest.raises(Refusal, match="Deze dag moet nog komen"):
        photos.add(item, [photos.made_ready(upload())], consent_on=date(2026, 12, 2), today=TODAY)
    assert names(media) == []
