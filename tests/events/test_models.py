from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from model_bakery import baker

from events.models import GetTogether, NewsItem

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVENING = datetime(2026, 12, 3, 20, 0, tzinfo=AMSTERDAM)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def coming_at(now):
    return list(GetTogether.objects.coming(now))


def test_a_get_together_with_an_end_is_coming_until_that_end():
    event = baker.make(GetTogether, starts_at=EVENING, ends_at=EVENING + 150 * MINUTE)
    assert coming_at(EVENING + 149 * MINUTE) == [event]
    assert coming_at(EVENING + 150 * MINUTE) == []


def test_a_get_together_without_an_end_is_coming_until_dutch_midnight():
    event = baker.make(GetTogether, starts_at=EVENING)
    midnight = datetime(2026, 12, 4, tzinfo=AMSTERDAM)
    assert coming_at(midnight - MINUTE) == [event]
    assert coming_at(midnight) == []


@pytest.mark.parametrize("minutes", [-1, 0, 149, 150, 239, 240])
def test_every_get_together_is_either_coming_or_past(minutes):
    baker.make(GetTogether, starts_at=EVENING)
    baker.make(GetTogether, starts_at=EVENING, ends_at=EVENING + 150 * MINUTE)
    now = EVENING + minutes * MINUTE
    both = [*GetTogether.objects.coming(now), *GetTogether.objects.past(now)]
    assert sorted(event.pk for event in both) == sorted(GetTogether.objects.values_list("pk", flat=True))


def test_the_first_to_come_stands_in_front_and_so_does_the_last_that_was():
    january = baker.make(GetTogether, starts_at=datetime(2027, 1, 7, 20, tzinfo=AMSTERDAM))
    december = baker.make(GetTogether, starts_at=EVENING)
    assert coming_at(datetime(2026, 12, 1, tzinfo=UTC)) == [december, january]
    assert list(GetTogether.objects.past(datetime(2027, 2, 1, tzinfo=UTC))) == [january, december]


def test_a_cancelled_get_together_is_published_but_does_not_go_on():
    baker.make(GetTogether, starts_at=EVENING, cancelled_why="De zaal is dicht.")
    assert GetTogether.objects.published(datetime.now(UTC)).count() == 1
    assert GetTogether.objects.going_on().count() == 0


@pytest.mark.parametrize("late", [timedelta(0), -MINUTE])
def test_a_get_together_cannot_end_before_or_when_it_starts(late):
    event = baker.prepare(GetTogether, starts_at=EVENING, ends_at=EVENING + late)
    with pytest.raises(ValidationError, match="Het einde moet na het begin liggen"):
        event.full_clean(exclude=["text"])
    with pytest.raises(IntegrityError):
        event.save()


def test_a_get_together_may_end_a_minute_after_it_starts():
    baker.prepare(GetTogether, starts_at=EVENING, ends_at=EVENING + MINUTE, slug="kort").full_clean()


def test_the_end_falls_on_the_same_day_until_dutch_midnight():
    assert GetTogether(starts_at=EVENING, ends_at=EVENING + 239 * MINUTE).ends_same_day
    assert not GetTogether(starts_at=EVENING, ends_at=EVENING + 240 * MINUTE).ends_same_day
    assert not GetTogether(starts_at=EVENING).ends_same_day


def test_news_is_out_from_its_own_day_on():
    item = baker.make(NewsItem, published_at=datetime(2026, 12, 3, tzinfo=AMSTERDAM))
    assert list(NewsItem.objects.published(datetime(2026, 12, 2, 23, 59, tzinfo=AMSTERDAM))) == []
    assert list(NewsItem.objects.published(datetime(2026, 12, 3, tzinfo=AMSTERDAM))) == [item]


def test_news_that_is_not_on_the_website_is_never_out():
    baker.make(NewsItem, published_at=datetime(2026, 12, 3, tzinfo=AMSTERDAM), is_published=False)
    assert not NewsItem.objects.published(datetime(2027, 1, 1, tzinfo=AMSTERDAM))


def test_rich_text_loses_what_the_editor_does_not_offer():
    item = baker.prepare(
        NewsItem, slug="schoon", summary="Kort.", text='<ul><li>Een</li></ul><script>x()</script><p onclick="x">b</p>'
    )
    item.full_clean()
    assert item.text == "<ul><li>Een</li></ul><p>b</p>"
