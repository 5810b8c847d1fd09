"""What the tests of photos share: noon, news with photos that are on the site, and how the editor gets at them."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from events import photos
from events.models import NewsItem, Photo
from tests.events.conftest import amsterdam

NOON = amsterdam(2026, 12, 1, 12)
MINUTE = timedelta(minutes=1)
TODAY = date(2026, 12, 1)
CONSENT = {"agreed": "on", "consent_on": "2026-12-01"}


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


@pytest.fixture
def three(item, upload) -> list[Photo]:
    photos.add(item, [photos.made_ready(upload()) for _ in range(3)], consent_on=TODAY, today=TODAY)
    return list(item.photos.all())


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
