"""A page with its picture costs a phone no more than 60 kB, whatever the photo is."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from model_bakery import baker
from PIL import Image

from events import photos
from events.models import Award, GetTogether, NewsItem, Photo

MOST = 60_000
ARTICLE = "<p>" + " ".join(f"Zin {number} zegt weer iets nieuws over geld en werk." for number in range(100)) + "</p>"
pytestmark = [pytest.mark.usefixtures("council", "media"), pytest.mark.once]


def weight(client, url: str) -> int:
    """The page, its style sheets and its first picture, as they travel to a phone; the rest is fetched on the way."""
    page = client.get(url).text
    sheets = re.findall(r'href="/static/([^"]+)"', page)
    small = re.findall(r'<source media="\(max-width: 40rem\)" type="image/webp" srcset="/media/([^"]+)">', page)
    assert len(sheets) >= 4  # and the mark in the tab
    return packed(page.encode()) + sum(map(of_sheet, sheets)) + sum(map(of_picture, small))


def of_sheet(name: str) -> int:
    return packed(Path(finders.find(name)).read_bytes())


def of_picture(name: str) -> int:
    return photos.default_storage.size(name)


def packed(content: bytes) -> int:
    return len(gzip.compress(content))


@pytest.mark.parametrize("model", [NewsItem, Award])
def test_a_page_with_the_heaviest_photo_is_light(client, upload, model):
    owner = baker.make(model, text=ARTICLE)
    noise = Image.merge("RGB", [Image.effect_noise((1600, 1200), 50) for _ in range(3)])
    today = date(2026, 6, 1)
    photos.add(owner, [photos.made_ready(upload(noise, quality=95))], consent_on=today, today=today)
    Photo.objects.update(alternative="Ruis")
    assert photos.default_storage.size(f"fotos/{Photo.objects.get().stem}-480.webp") > 1_000
    assert weight(client, owner.get_absolute_url()) < MOST


def test_the_lists_are_light(client):
    baker.make(NewsItem, 30, summary="Een hele lange samenvatting. " * 10)
    baker.make(Award, 60)
    baker.make(GetTogether, 30)
    for page in ("/nieuws/", "/prijzen/"):
        assert weight(client, page) < MOST
