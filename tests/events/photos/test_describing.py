"""A photo is on the page with words and in the order the editor chose, the first one large."""

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from model_bakery import baker

from events import photos
from events.models import Photo
from tests.events.photos.conftest import TODAY, status, verb

pytestmark = pytest.mark.usefixtures("council", "media")


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
