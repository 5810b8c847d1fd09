"""One press takes a photo off with its files, and none is left of a page or a photo that went."""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from model_bakery import baker

from events import photos
from events.models import Award, GetTogether, NewsItem, Photo
from tests.events.photos.conftest import NOON, TODAY, names, off, status

pytestmark = pytest.mark.usefixtures("council", "media")


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
