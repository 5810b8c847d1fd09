"""What search looks through is always what the rows themselves tell, however they came there."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, models
from model_bakery import baker

from clientenraad import mark, search_index
from clientenraad.demo import many
from clientenraad.models import Document, Findable, Page, Word
from clientenraad.published import ROOMS, Published
from clientenraad.search import find
from events.models import Award, GetTogether, NewsItem
from recruitment.models import Vacancy

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
# Of every room a row to begin with, and the column that holds its title.
ROWS: list[tuple[type[models.Model], str, dict[str, Any]]] = [
    (Page, "title", {"slug": "thema", "text": ""}),
    (Vacancy, "title", {"slug": "lid", "summary": "Kort."}),
    (NewsItem, "title", {"slug": "bericht", "summary": "Kort.", "text": "", "published_at": NOON}),
    (Award, "prize", {"slug": "prijs", "kind": "jury", "giver": "x", "received_on": date(2026, 6, 1)}),
    (GetTogether, "title", {"slug": "borrel", "text": "", "starts_at": NOON}),
    (Document, "title", {"file": "x.pdf"}),
    (Word, "word", {"meaning": "Een dier."}),
]
every_room = pytest.mark.parametrize(("model", "title", "values"), ROWS, ids=[row[0].__name__ for row in ROWS])


@pytest.fixture(autouse=True)
def at_noon(db, time_machine, monkeypatch):
    time_machine.move_to(NOON, tick=False)
    monkeypatch.setenv("DEMO_PASSWORD", "genoeg-tekens")


def number_of(question: str, now: datetime = NOON) -> int:
    found = find(question, now)
    assert found
    return found.number


def index() -> set[tuple]:
    return set(Findable.objects.values_list("room", "number", "words", *search_index.TOLD))


def assert_in_step() -> None:
    """Making it anew changes nothing, and every row of every room is in it."""
    before = index()
    search_index.rebuild()
    assert index() == before
    assert len(before) == sum(room.model._default_manager.count() for room in ROOMS.values()) > 0


def test_every_room_is_tried_here():
    assert {row[0] for row in ROWS} == {room.model for room in ROOMS.values()}


@every_room
def test_a_new_title_is_found_at_once_and_the_old_one_no_longer(model, title, values):
    row = baker.make(model, **values | {title: "Ooievaar"})
    assert number_of("ooievaar") == 1
    setattr(row, title, "Nachtegaal")
    row.save()
    assert (number_of("ooievaar"), number_of("nachtegaal")) == (0, 1)
    assert_in_step()


@every_room
@pytest.mark.parametrize("in_bulk", [False, True])
def test_what_is_deleted_is_found_no_longer(model, title, values, in_bulk):
    row = baker.make(model, **values | {title: "Ooievaar"})
    model._default_manager.filter(pk=row.pk).delete() if in_bulk else row.delete()
    assert number_of("ooievaar") == 0
    assert not Findable.objects.filter(title="Ooievaar").exists()


def news(**values: object) -> NewsItem:
    return NewsItem.objects.create(title="Ooievaar", slug="n", summary="Kort.", text="", **values)


def test_what_comes_and_goes_by_the_clock_is_found_from_its_first_moment_until_its_last_is_over():
    news(published_at=NOON, published_until=NOON + timedelta(hours=1))
    moments = [NOON - timedelta(seconds=1), NOON, NOON + timedelta(minutes=59), NOON + timedelta(hours=1)]
    assert [number_of("ooievaar", now) for now in moments] == [0, 1, 1, 0]


def test_what_was_not_saved_of_a_row_is_not_found():
    item = news(published_at=NOON)
    item.title = "Nachtegaal"
    item.save(update_fields=["summary"])
    assert (number_of("ooievaar"), number_of("nachtegaal")) == (1, 0)


def test_the_words_are_kept_once_and_plain():
    one = Published("Nieuws", "Één borrel", "/x/", "Een\nborrel.", "<p>Borrel &amp; <b>één</b></p><p>dans</p>")
    assert search_index.words_of(one) == "een borrel borrel. & dans"


@pytest.mark.parametrize("council", ["groningen", "amersfoort"])
def test_everything_of_a_demo_is_in_it(council):
    call_command("demo", council, verbosity=0)
    assert_in_step()


def test_everything_of_a_site_for_measuring_is_in_it(monkeypatch):
    for name, number in [("CANDIDATES", 100), ("EVENTS", 60), ("NEWS", 60), ("LETTERS", 1), ("MEMBERS", 60)]:
        monkeypatch.setattr(many, name, number)
    monkeypatch.setattr(many, "SITTING", 30)
    call_command("fill", stdout=StringIO())
    assert number_of("bericht 59") == 1
    assert_in_step()


# An upgrade ----------------------------------------------------------------------------------------


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_migrate_makes_it_for_a_site_that_was_filled_before(data):
    news(published_at=NOON)
    Findable.objects.all().delete()
    assert number_of("ooievaar") == 0
    call_command("migrate", verbosity=0)
    assert number_of("ooievaar") == 1
    assert_in_step()


def test_migrate_makes_it_before_it_says_that_all_is_done(data, monkeypatch):
    def die():
        raise KeyboardInterrupt

    monkeypatch.setattr(search_index, "rebuild", die)
    with pytest.raises(KeyboardInterrupt):
        call_command("migrate", verbosity=0)
    assert not mark.is_there()


def test_migrate_of_one_app_is_not_finished(data):
    Findable.objects.all().delete()
    call_command("migrate", "members", verbosity=0)
    assert not Findable.objects.exists()
    assert not mark.is_there()


def test_a_making_anew_that_is_broken_off_leaves_what_was_there(monkeypatch):
    news(published_at=NOON)
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "words_of", lambda one: None)
        with pytest.raises(IntegrityError):
            search_index.rebuild()
    assert number_of("ooievaar") == 1
