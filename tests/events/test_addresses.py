from datetime import date

import pytest
from model_bakery import baker

from events.actions import slug_for
from events.addresses import free_slug, remember, where
from events.models import GetTogether

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 3)


def test_an_address_is_made_of_title_and_month():
    assert slug_for("Borrel van de raad", DAY) == "borrel-van-de-raad-december-2026"
    assert slug_for("!!!", DAY) == "bijeenkomst-december-2026"
    assert len(slug_for("Lang " * 30, DAY)) <= 80


def test_an_address_that_another_page_has_gets_a_number():
    for slug in ("borrel", "borrel-2"):
        baker.make(GetTogether, slug=slug)
    assert free_slug(GetTogether, "agenda", "borrel") == "borrel-3"


def test_a_page_may_keep_and_take_back_its_own_address():
    event = baker.make(GetTogether, slug="borrel")
    remember("agenda", "oude-borrel", event.pk)
    for slug in ("borrel", "oude-borrel"):
        assert free_slug(GetTogether, "agenda", slug, but=event.pk) == slug


def test_an_address_that_another_page_had_stays_that_pages():
    event = baker.make(GetTogether, slug="borrel")
    remember("agenda", "oude-borrel", event.pk)
    assert free_slug(GetTogether, "agenda", "oude-borrel") == "oude-borrel-2"
    assert free_slug(GetTogether, "nieuws", "oude-borrel") == "oude-borrel"


def test_a_long_address_stays_within_its_80_characters():
    baker.make(GetTogether, slug="b" * 80)
    found = free_slug(GetTogether, "agenda", "b" * 80)
    assert found == "b" * 74 + "-2"


def test_an_old_address_leads_to_the_last_page_that_had_it():
    remember("agenda", "borrel", 1)
    remember("agenda", "borrel", 2)
    assert where("agenda", "borrel") == 2
    assert where("nieuws", "borrel") is None
