"""A page that is kept is never an old one: whatever changes it, the next request reads it, in whatever process."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from model_bakery import baker

from clientenraad import wsgi
from clientenraad.models import Page, SiteVersion
from clientenraad.page_cache import triggers, turns, version
from clientenraad.page_cache.front import Front
from clientenraad.page_cache.watched import WATCHED
from events.models import GetTogether, NewsItem, OldAddress, Photo
from events.turns import MOMENTS
from members.models import Letter, Member
from recruitment.models import Candidate
from tests.clientenraad.asking import ask, counted

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 6, 15, 12, tzinfo=AMSTERDAM)
SECOND = timedelta(seconds=1)


@pytest.fixture
def front(transactional_db) -> Front:
    triggers.install_where_needed()
    return Front(counted(wsgi.site))


def is_made_anew(front: Front, path: str = "/over-ons/") -> bool:
    """Whether asking now takes more than what is kept."""
    before = front.site.times
    ask(front, path)
    return front.site.times > before


def about_us() -> Page:
    return Page.objects.get(slug="over-ons")


# Changes -------------------------------------------------------------------------------------------


def save() -> None:
    page = about_us()
    page.title = "Gewijzigd"
    page.save()


def update() -> None:
    Page.objects.filter(slug="over-ons").update(title="Gewijzigd")


def bulk_update() -> None:
    page = about_us()
    page.title = "Gewijzigd"
    Page.objects.bulk_update([page], ["title"])


def raw_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clientenraad_page SET title = 'Gewijzigd' WHERE slug = 'over-ons'")


@pytest.mark.parametrize("change", [save, update, bulk_update, raw_sql])
def test_the_first_request_after_a_change_reads_it(front, change):
    assert "Gewijzigd" not in ask(front, "/over-ons/").text
    change()
    assert "Gewijzigd" in ask(front, "/over-ons/").text


def test_a_new_row_and_one_that_is_gone_are_read_at_once(front):
    assert "Vreemd woord" not in ask(front, "/woordenlijst/").text
    word = apps.get_model("clientenraad", "Word")
    word.objects.bulk_create([word(word="Vreemd woord", meaning="Kort.")])
    assert "Vreemd woord" in ask(front, "/woordenlijst/").text
    word.objects.filter(word="Vreemd woord").delete()
    assert "Vreemd woord" not in ask(front, "/woordenlijst/").text


def test_without_the_triggers_an_old_page_would_be_shown(front):
    """So that the tests above can fail."""
    ask(front, "/over-ons/")
    with connection.cursor() as cursor:
        triggers._drop(cursor)
    update()
    assert "Gewijzigd" not in ask(front, "/over-ons/").text
    triggers.install()


def test_a_change_that_is_rolled_back_empties_nothing(front):
    ask(front, "/over-ons/")
    with suppress(ZeroDivisionError), transaction.atomic():
        update()
        raise ZeroDivisionError
    assert not is_made_anew(front)


def test_what_no_page_shows_empties_nothing(front):
    """Readers notice nothing of people who apply, or of letters that leave."""
    ask(front, "/over-ons/")
    vacancy = apps.get_model("recruitment", "Vacancy").objects.create(slug="lid", title="Lid", summary="Kom.")
    ask(front, "/over-ons/")
    candidate = baker.make(Candidate, vacancy=vacancy, email="n@raad.example")
    baker.make(Letter, addressee=candidate, status=Letter.Status.SENT)
    assert not is_made_anew(front)


def test_every_watched_table_gives_another_version(front, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "genoeg-tekens")
    call_command("demo", "amersfoort", verbosity=0)
    OldAddress.objects.create(kind="nieuws", slug="oud", object_id=1)
    news = NewsItem.objects.all()[0]
    Photo.objects.create(news_item=news, position=1, stem="a", width=1, height=1, consent_on=NOON.date())
    for label in WATCHED:
        before = version.current()
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {apps.get_model(label)._meta.db_table} SET id = id")  # noqa: S608
        assert (label, version.current() in (before, None)) == (label, False)


# The clock -----------------------------------------------------------------------------------------


def test_the_day_turns_at_midnight_in_amsterdam(front, time_machine):
    time_machine.move_to(datetime(2026, 6, 15, 23, 59, 59, tzinfo=AMSTERDAM), tick=False)
    baker.make(Member, name="Lid Voorbeeld")
    ask(front, "/over-ons/")
    assert not is_made_anew(front)
    time_machine.move_to(datetime(2026, 6, 16, tzinfo=AMSTERDAM), tick=False)
    assert is_made_anew(front)


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_around_a_change_of_the_clock_a_day_ends_at_its_own_midnight(db, day):
    for later in (0, 1):
        noon = datetime(day.year, day.month, day.day + later, 12, tzinfo=AMSTERDAM)
        assert turns.next_turn(noon) == datetime(day.year, day.month, day.day + later + 1, tzinfo=AMSTERDAM)


def test_half_past_midnight_in_amsterdam_is_a_day_further_than_in_utc(db):
    assert turns.next_turn(datetime(2026, 6, 15, 22, 30, tzinfo=UTC)) == datetime(2026, 6, 17, tzinfo=AMSTERDAM)


def test_a_clock_that_is_set_back_ends_what_is_kept(front, time_machine):
    time_machine.move_to(NOON, tick=False)
    ask(front, "/over-ons/")
    assert not is_made_anew(front)
    time_machine.move_to(NOON - SECOND, tick=False)
    assert is_made_anew(front)


def test_news_comes_and_goes_at_its_own_moment(front, time_machine):
    time_machine.move_to(NOON - SECOND, tick=False)
    baker.make(NewsItem, title="Nieuwtje", slug="n", published_at=NOON, published_until=NOON + SECOND, text="")
    assert "Nieuwtje" not in ask(front, "/nieuws/").text
    time_machine.move_to(NOON, tick=False)
    assert "Nieuwtje" in ask(front, "/nieuws/").text
    time_machine.move_to(NOON + SECOND, tick=False)
    assert "Nieuwtje" not in ask(front, "/nieuws/").text


def test_a_get_together_comes_and_goes_at_its_own_moment(front, time_machine):
    time_machine.move_to(NOON - SECOND, tick=False)
    known = {"published_from": NOON, "starts_at": NOON + SECOND, "ends_at": NOON + 2 * SECOND}
    baker.make(GetTogether, title="Zomerborrel", slug="z", cancelled_why="", text="", **known)
    assert "Zomerborrel" not in ask(front, "/agenda/").text
    for seconds, is_coming in [(0, True), (1, True), (2, False)]:
        time_machine.move_to(NOON + seconds * SECOND, tick=False)
        assert (seconds, is_made_anew(front, "/agenda/")) == (seconds, True)
        assert ("Zomerborrel" in ask(front, "/agenda/").text) is is_coming


def test_every_moment_of_a_get_together_or_news_item_is_looked_at():
    """A new moment in these tables belongs in the list, or here: what it is says nothing of when a page changes."""
    elsewhere = {"moved_from", "changed_at"}
    for model, names in MOMENTS:
        moments = {field.name for field in model._meta.fields if field.get_internal_type() == "DateTimeField"}
        assert moments - elsewhere == set(names)


# When the database cannot say ----------------------------------------------------------------------


def test_without_a_version_nothing_is_kept(front):
    SiteVersion.objects.all().delete()
    ask(front, "/over-ons/")
    assert is_made_anew(front)


def test_an_older_version_of_the_software_did_not_watch_for_this_one(front):
    SiteVersion.objects.update(watched="of an older list")
    ask(front, "/over-ons/")
    assert is_made_anew(front)
    triggers.install_where_needed()
    ask(front, "/over-ons/")
    assert not is_made_anew(front)


def test_while_tables_change_nothing_is_kept_and_afterwards_it_is(front):
    triggers.remove()
    ask(front, "/over-ons/")
    assert is_made_anew(front)
    call_command("migrate", verbosity=0)
    ask(front, "/over-ons/")
    assert not is_made_anew(front)


def test_a_database_that_does_not_answer_keeps_nothing(front, monkeypatch):
    ask(front, "/over-ons/")
    monkeypatch.setattr(version, "_question", lambda: "SELECT nothing FROM nowhere")
    assert version.current() is None
    assert is_made_anew(front)


def test_a_file_of_the_database_that_is_gone_keeps_nothing(front, monkeypatch, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has a file")
    ask(front, "/over-ons/")
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", str(tmp_path / "gone.sqlite3"))
        assert version.current() is None
    assert list(tmp_path.iterdir()) == []
    assert version.current() is not None
