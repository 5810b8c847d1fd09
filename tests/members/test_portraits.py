"""A portrait is on the site while its member is and agrees; after that not even its files are left."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from PIL import Image

from members import portraits
from members.models import Member, Term
from members.pictures import squares
from members.refusals import Refusal
from tests.members.conftest import staff

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
ADD = {"consent_on": "2026-06-01", "how": "per mail"}


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def sam(council) -> Member:
    """A member of today with a name on the site."""
    sam = Member.objects.create(name="Sam Voorbeeld", consent_on=date(2026, 5, 1), consent_how="per brief")
    Term.objects.create(member=sam, starts_on=date(2024, 1, 1), ends_on=date(2026, 6, 30))
    return sam


@pytest.fixture
def with_portrait(sam, media, photo, today) -> Member:
    portraits.add(sam, squares(photo()), consent_on=today, how="per mail", today=today)
    return sam


def names(media: Path) -> list[str]:
    return sorted(os.listdir(media)) if media.exists() else []


def verb(member: Member, slug: str) -> str:
    return f"/beheer/members/member/{member.pk}/doe/{slug}/"


def body(response) -> bytes:
    content = b"".join(response.streaming_content)
    response.close()
    return content


def address(member: Member, end: str = "96.webp") -> str:
    return f"/media/{member.portrait.name.removesuffix('384.jpg')}{end}"


# Adding ------------------------------------------------------------------------------------------


def test_a_portrait_is_six_files_without_a_name(with_portrait, media):
    stems = {name.partition("-")[0] for name in names(media)}
    assert [name.partition("-")[2] for name in names(media)] == [
        "192.jpg",
        "192.webp",
        "384.jpg",
        "384.webp",
        "96.jpg",
        "96.webp",
    ]
    assert len(stems) == 1
    assert len(stems.pop()) == 32


def test_a_portrait_keeps_its_consent(with_portrait):
    with_portrait.refresh_from_db()
    assert (with_portrait.portrait_consent_on, with_portrait.portrait_consent_how) == (date(2026, 6, 1), "per mail")


def test_the_secretary_adds_a_portrait(desk, sam, media, photo):
    response = desk.post(verb(sam, "portret-toevoegen"), {"photo": photo(), **ADD}, follow=True)
    assert "Het portret is toegevoegd." in response.content.decode()
    assert len(names(media)) == 6


@pytest.mark.parametrize(
    ("missing", "said"), [("photo", "foto"), ("consent_on", "toestemming gegeven op"), ("how", "hoe is de toestemming")]
)
def test_photo_and_consent_are_all_needed(desk, sam, media, photo, missing, said):
    data = {"photo": photo(), **ADD}
    del data[missing]
    response = desk.post(verb(sam, "portret-toevoegen"), data)
    assert f"Vul in: {said}" in response.content.decode()
    assert names(media) == []


@pytest.mark.parametrize(("day", "stays"), [("2026-06-01", 6), ("2026-06-02", 0)])
def test_consent_for_a_portrait_is_not_of_tomorrow(desk, sam, media, photo, day, stays):
    response = desk.post(verb(sam, "portret-toevoegen"), {"photo": photo(), **ADD, "consent_on": day})
    assert len(names(media)) == stays
    if not stays:
        assert "Deze dag moet nog komen." in response.content.decode()


def test_what_is_no_photo_is_refused_at_the_field_and_the_rest_stays(desk, sam, media):
    fake = SimpleUploadedFile("portret.jpg", b"Dit is geen foto.")
    page = desk.post(verb(sam, "portret-toevoegen"), {"photo": fake, **ADD}).content.decode()
    assert '<a href="#id_photo">Dit bestand is geen foto die wij kunnen lezen.' in page
    assert 'value="per mail"' in page
    assert names(media) == []


def test_the_form_for_a_photo_can_carry_one(desk, sam):
    page = desk.get(verb(sam, "portret-toevoegen")).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page


def test_who_is_not_named_gets_no_portrait(desk, sam, media, photo):
    Member.objects.update(consent_on=None)
    response = desk.post(verb(sam, "portret-toevoegen"), {"photo": photo(), **ADD}, follow=True)
    assert "Leg eerst de toestemming voor de naam vast." in response.content.decode()
    assert names(media) == []


def test_a_new_portrait_takes_the_place_of_the_old_one(
    desk, with_portrait, media, photo, django_capture_on_commit_callbacks
):
    old = set(names(media))
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(verb(with_portrait, "portret-vervangen"), {"photo": photo(), **ADD})
    assert len(names(media)) == 6
    assert not old & set(names(media))


def test_a_portrait_whose_row_is_not_written_leaves_no_files(sam, media, photo, today, monkeypatch):
    def broken(*args):
        raise DatabaseError

    monkeypatch.setattr(portraits, "_write", broken)
    with pytest.raises(DatabaseError):
        portraits.add(sam, squares(photo()), consent_on=today, how="per mail", today=today)
    assert names(media) == []


def test_a_full_disk_leaves_no_files_and_gives_a_sentence(desk, sam, media, photo, monkeypatch):
    save = portraits.default_storage.save

    def full_after_two(name, content):
        if len(names(media)) == 2:
            raise OSError(28, "No space left on device")
        return save(name, content)

    monkeypatch.setattr(portraits.default_storage, "save", full_after_two)
    response = desk.post(verb(sam, "portret-toevoegen"), {"photo": photo(), **ADD})
    assert "Het portret kon niet worden bewaard." in response.content.decode()
    assert names(media) == []


@pytest.mark.django_db(transaction=True)
def test_a_portrait_is_not_added_inside_a_change_that_may_still_be_undone(sam, media, photo, today):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        portraits.add(sam, squares(photo()), consent_on=today, how="per mail", today=today)
    assert names(media) == []


# Taking away -------------------------------------------------------------------------------------


def test_a_portrait_that_is_taken_away_is_gone_with_its_files_and_consent(
    desk, with_portrait, media, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(verb(with_portrait, "portret-weghalen"))
    with_portrait.refresh_from_db()
    assert (with_portrait.portrait.name, with_portrait.portrait_consent_on, with_portrait.portrait_consent_how) == (
        "",
        None,
        "",
    )
    assert names(media) == []


def test_looking_at_the_button_takes_nothing_away(desk, with_portrait, media):
    assert desk.get(verb(with_portrait, "portret-weghalen")).status_code == 200
    assert len(names(media)) == 6


@pytest.mark.django_db(transaction=True)
def test_files_stay_when_taking_away_is_undone(with_portrait, media):
    with transaction.atomic():
        portraits.take_away(with_portrait)
        transaction.set_rollback(True)
    assert len(names(media)) == 6
    portraits.take_away(Member.objects.get())
    assert names(media) == []


def test_a_portrait_that_is_gone_already_can_be_taken_away_again(desk, with_portrait):
    for _ in range(2):
        assert desk.post(verb(with_portrait, "portret-weghalen")).status_code == 302


def test_files_go_with_the_member(with_portrait, media, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Term.objects.all().delete()
        Member.objects.all().delete()
    assert names(media) == []


@pytest.mark.parametrize("hours", [1, 2])
def test_files_of_nobody_go_after_an_hour(with_portrait, media, hours):
    stray = media / f"{'0' * 32}-96.jpg"
    stray.write_bytes(b"x")
    written = (NOW - timedelta(hours=1)).timestamp()
    os.utime(stray, (written, written))
    deleted = portraits.clear_strays(NOW + timedelta(hours=hours - 1))
    assert deleted == (hours == 2)
    assert len(names(media)) == 7 - deleted


def test_without_any_portrait_there_are_no_strays(db, media):
    assert portraits.clear_strays(NOW) == 0


# By its address ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "kind"), [("96.webp", "image/webp"), ("192.jpg", "image/jpeg"), ("384.webp", "image/webp")]
)
def test_a_visitor_gets_the_picture(client, with_portrait, media, end, kind):
    response = client.get(address(with_portrait, end))
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, max-age=86400, immutable"
    assert not response.cookies
    assert body(response) == next(media.glob(f"*-{end}")).read_bytes()


@pytest.mark.parametrize(("day", "status"), [(date(2026, 6, 30), 200), (date(2026, 7, 1), 404)])
def test_a_portrait_is_gone_the_day_after_the_last_day(client, with_portrait, time_machine, day, status):
    time_machine.move_to(datetime(day.year, day.month, day.day, 0, 30, tzinfo=ZoneInfo("Europe/Amsterdam")))
    response = client.get(address(with_portrait))
    assert response.status_code == status
    response.close()


def test_a_portrait_is_not_shown_of_who_is_no_longer_named(client, with_portrait):
    Member.objects.update(consent_on=None)
    assert client.get(address(with_portrait)).status_code == 404


def test_a_portrait_that_was_taken_away_is_not_shown_though_its_files_would_still_be_there(
    client, with_portrait, media
):
    old = address(with_portrait)
    portraits.take_away(with_portrait)
    assert len(names(media)) == 6
    assert client.get(old).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/portretten/",
        "/media/",
        "/media/portretten/../raad.sqlite3",
        "/media/portretten/%00-96.jpg",
        f"/media/portretten/{'0' * 32}-96.jpg",
        f"/media/portretten/{'0' * 32}-97.jpg",
        f"/media/portretten/{'0' * 32}-96.png",
        f"/media/portretten/{'0' * 32}-96.jpg%0A",
    ],
)
def test_another_address_gives_nothing(client, with_portrait, path):
    assert client.get(path).status_code == 404


def test_a_portrait_without_its_file_is_not_found(client, with_portrait, media):
    for name in names(media):
        (media / name).unlink()
    assert client.get(address(with_portrait)).status_code == 404


def test_a_portrait_is_only_looked_at(client, with_portrait):
    assert client.post(address(with_portrait)).status_code == 405


# Who may -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["Voorzitter", "Delegatielid", "Redactie", "Beheerder"])
def test_only_the_secretary_changes_portraits(with_portrait, media, photo, role):
    colleague = Client()
    colleague.force_login(staff("ander", role))
    for slug in ("portret-vervangen", "portret-weghalen"):
        assert colleague.post(verb(with_portrait, slug), {"photo": photo(), **ADD}).status_code == 403
    assert len(names(media)) == 6


def test_a_portrait_on_the_page_has_sizes_and_words(client, with_portrait):
    page = client.get("/leden/").content.decode()
    stem = address(with_portrait, "")
    assert f'srcset="{stem}96.webp 1x, {stem}192.webp 2x, {stem}384.webp 4x"' in page
    assert f'srcset="{stem}96.jpg 1x, {stem}192.jpg 2x, {stem}384.jpg 4x"' in page
    assert 'width="96" height="96" loading="lazy" decoding="async" alt="Portret van Sam Voorbeeld"' in page


def test_a_photo_with_a_place_in_it_tells_no_place(client, sam, media, photo, today):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    portraits.add(sam, squares(photo(exif=exif)), consent_on=today, how="per mail", today=today)
    for name in names(media):
        with Image.open(media / name) as picture:
            assert not dict(picture.getexif())


def test_a_consent_of_tomorrow_is_refused_at_the_door_too(sam, media, photo, today):
    with pytest.raises(Refusal, match="Deze dag moet nog komen"):
        portraits.add(sam, squares(photo()), consent_on=date(2026, 6, 2), how="per mail", today=today)
