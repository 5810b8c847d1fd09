"""What every page shows is read once, and never shown as it was before a change."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from clientenraad.known import known_now
from clientenraad.models import Page, SiteVersion, Word
from clientenraad.page_cache import triggers
from members.models import Council, Member, SeatHold, SeatNumber, Term

FRAME = ["members_council", "clientenraad_page", "clientenraad_word"]


@pytest.fixture
def watched(transactional_db) -> None:
    """A site whose database says when something changed."""
    triggers.install_where_needed()


def tables(client, path: str = "/contact/") -> list[str]:
    """Those of the frame of a page that are read for it, each as often as it is."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [name for query in queries for name in FRAME if f'FROM "{name}"' in query["sql"]]


def test_the_frame_is_read_for_the_first_page_only(client, watched):
    client.get("/contact/")
    assert tables(client) == []
    Council.objects.update(phone="06 0000 0001")
    assert sorted(tables(client)) == sorted(FRAME)
    assert tables(client, "/privacy/") == []


def rename() -> None:
    Council.objects.update(name="Raad Nieuwstad")


def new_page_in_menu() -> None:
    Page.objects.create(slug="nieuw", title="Nieuw", menu_title="Raad Nieuwstad", text="<p>Nieuw.</p>")


@pytest.mark.parametrize("change", [rename, new_page_in_menu])
def test_the_page_after_a_change_shows_it(client, watched, change):
    assert "Raad Nieuwstad" not in client.get("/contact/").text
    change()
    assert "Raad Nieuwstad" in client.get("/contact/").text


def test_a_new_word_is_explained_at_once(client, watched):
    Council.objects.update(visiting="")
    assert "#gemeente" not in client.get("/contact/").text
    Word.objects.create(word="gemeente", meaning="Het bestuur van een stad of dorp.")
    assert "#gemeente" in client.get("/contact/").text


def test_a_seat_that_is_taken_away_is_gone_at_once(client, watched):
    SeatNumber.objects.update(seats=15)
    assert "15 van de 15 plaatsen zijn vrij" in client.get("/").text
    SeatNumber.objects.update(seats=14)
    assert "14 van de 14 plaatsen zijn vrij" in client.get("/").text


def test_the_seats_are_counted_again_on_another_day(client, watched, time_machine):
    SeatNumber.objects.all().delete()
    SeatNumber.objects.create(seats=15, starts_on="2020-01-01")
    SeatNumber.objects.create(seats=13, starts_on="2026-07-01")
    SeatNumber.objects.create(seats=14, starts_on="2026-07-02")
    time_machine.move_to("2026-07-01T12:00:00+02:00")
    assert "13 van de 13 plaatsen zijn vrij" in client.get("/").text
    time_machine.move_to("2026-07-02T12:00:00+02:00")
    assert "14 van de 14 plaatsen zijn vrij" in client.get("/").text


def test_nobody_is_named_in_what_is_shared(watched):
    member = Member.objects.create(name="Wolk Appel")
    Term.objects.create(member=member, starts_on=date(2026, 1, 1), ends_on=date(2029, 12, 31))
    SeatHold.objects.create(starts_on=date(2026, 1, 1), label="kandidaat 7")
    seats = known_now().seats(date(2026, 6, 1))
    assert (seats.members_on(date(2026, 6, 1)), seats.held_on(date(2026, 6, 1))) == (1, 1)
    assert "Appel" not in repr(seats)
    assert "kandidaat" not in repr(seats)


def test_what_is_changed_in_a_transaction_is_known_there_and_nowhere_after_it_is_undone(watched):
    name = known_now().council.name
    with transaction.atomic():
        Council.objects.update(name="Raad Nieuwstad")
        assert known_now().council.name == "Raad Nieuwstad"
        transaction.set_rollback(True)
    assert known_now().council.name == name


def test_nothing_is_shared_while_the_tables_are_not_watched(watched):
    assert known_now() is known_now()
    SiteVersion.objects.all().delete()
    assert known_now() is not known_now()
