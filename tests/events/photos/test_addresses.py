"""The address of a photo gives the picture while its page is out, and otherwise nothing but to the editor."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from model_bakery import baker

from events import photos
from events.models import Award, GetTogether, NewsItem, Photo
from tests.events.photos.conftest import CONSENT, MINUTE, NOON, TODAY, names, off, status, verb

pytestmark = pytest.mark.usefixtures("council", "media")


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
