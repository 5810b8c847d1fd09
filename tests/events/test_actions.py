from datetime import timedelta

import pytest

from events import actions
from events.models import GetTogether
from members.refusals import Refusal
from tests.events.conftest import NOON, at

MINUTE = timedelta(minutes=1)


def move(event, **changes):
    data = {
        "starts_at": at("2026-12-04 20:00"),
        "ends_at": at("2026-12-04 22:00"),
        "place": event.place,
        "address": event.address,
        "why": "De zaal was vol.",
        "seen": 0,
        "now": NOON,
    }
    actions.move(event, **{**data, **changes})
    event.refresh_from_db()


def unchanged(event) -> bool:
    fresh = GetTogether.objects.get(pk=event.pk)
    return all(getattr(fresh, field.attname) == getattr(event, field.attname) for field in event._meta.fields)


def test_cancel_keeps_the_row_with_the_reason(drinks):
    actions.cancel(drinks, why="De zaal is dicht.", seen=0)
    drinks.refresh_from_db()
    assert (drinks.cancelled_why, drinks.touched, drinks.version) == ("De zaal is dicht.", True, 1)


def test_cancel_is_refused_a_second_time(drinks):
    actions.cancel(drinks, why="De zaal is dicht.", seen=0)
    with pytest.raises(Refusal, match="Deze bijeenkomst ging al niet door."):
        actions.cancel(drinks, why="Anders.", seen=1)
    assert GetTogether.objects.get().cancelled_why == "De zaal is dicht."


def test_undo_cancel_lets_it_go_on(drinks):
    actions.cancel(drinks, why="De zaal is dicht.", seen=0)
    actions.undo_cancel(drinks, seen=1)
    drinks.refresh_from_db()
    assert (drinks.cancelled_why, drinks.version) == ("", 2)


def test_undo_cancel_is_refused_when_it_goes_on(drinks):
    with pytest.raises(Refusal, match="Deze bijeenkomst gaat al door."):
        actions.undo_cancel(drinks, seen=0)


def test_of_two_editors_the_second_is_refused(drinks):
    actions.cancel(drinks, why="De zaal is dicht.", seen=0)
    for act in [
        lambda: actions.cancel(drinks, why="Anders.", seen=0),
        lambda: actions.undo_cancel(drinks, seen=0),
        lambda: move(drinks),
    ]:
        with pytest.raises(Refusal, match="Iemand anders heeft dit intussen gewijzigd."):
            act()
    assert GetTogether.objects.get().version == 1


def test_what_was_taken_away_meanwhile_is_refused(drinks):
    GetTogether.objects.all().delete()
    with pytest.raises(Refusal, match="Iemand anders heeft dit intussen gewijzigd."):
        actions.cancel(drinks, why="De zaal is dicht.", seen=0)


def test_move_remembers_what_people_were_told(drinks):
    move(drinks, place="De Es")
    assert drinks.starts_at == at("2026-12-04 20:00")
    assert drinks.moved_from == at("2026-12-03 20:00")
    assert drinks.moved_from_place == "Buurthuis De Linde, Lindestraat 1, Voorbeeldstad"
    assert (drinks.where, drinks.moved_why) == ("De Es, Lindestraat 1, Voorbeeldstad", "De zaal was vol.")
    assert (drinks.touched, drinks.version) == (True, 1)


def test_move_of_the_place_alone_says_nothing_of_the_time(drinks):
    move(drinks, starts_at=drinks.starts_at, ends_at=drinks.ends_at, place="De Es")
    assert drinks.moved_from is None
    assert drinks.is_moved


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"starts_at": NOON}, "Het nieuwe begin ligt in het verleden."),
        ({"ends_at": at("2026-12-04 20:00")}, "Het einde moet na het begin liggen."),
        ({"starts_at": at("2026-12-03 20:00")}, "Het begin en de plek zijn nog hetzelfde."),
    ],
)
def test_move_is_refused(drinks, change, why):
    with pytest.raises(Refusal, match=why):
        move(drinks, **change)
    drinks.refresh_from_db()
    assert (drinks.starts_at, drinks.version) == (at("2026-12-03 20:00"), 0)


def test_move_may_go_to_the_next_minute(drinks):
    move(drinks, starts_at=NOON + MINUTE, ends_at=NOON + 2 * MINUTE)
    assert drinks.starts_at == NOON + MINUTE


def test_what_does_not_go_on_cannot_be_moved(drinks):
    actions.cancel(drinks, why="De zaal is dicht.", seen=0)
    drinks.refresh_from_db()
    with pytest.raises(Refusal, match="Deze bijeenkomst gaat niet door."):
        move(drinks, seen=1)
    assert unchanged(drinks)
