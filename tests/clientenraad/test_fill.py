"""The site for measuring: big, invented, and within the rules."""

from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from model_bakery import baker

from clientenraad.demo import many
from events.models import GetTogether, NewsItem
from members.models import Council, Letter, Member, Office, SeatNumber, Term
from members.seats import occupancy
from recruitment.models import Candidate


@pytest.fixture(autouse=True)
def empty_site(db, time_machine):
    """What the migrations make; a test with real transactions may have emptied it."""
    time_machine.move_to(datetime(2028, 2, 29, 14, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    Council.objects.get_or_create(pk=1)
    SeatNumber.objects.all().delete()
    SeatNumber.objects.create(seats=15, starts_on=date(2000, 1, 1))
    for name in ("voorzitter", "vicevoorzitter", "penningmeester"):
        Office.objects.get_or_create(name=name, defaults={"is_chair": name == "voorzitter"})


def fill() -> str:
    """Run the command; returns what it prints."""
    out = StringIO()
    call_command("fill", stdout=out)
    return out.getvalue()


def test_the_site_for_measuring_is_big_and_breaks_no_rule():
    assert "  2000 nieuwsberichten\n" in fill()
    wanted = [(Candidate, 2000), (Member, 500), (Term, 1500), (GetTogether, 2000), (NewsItem, 2000), (Letter, 5000)]
    assert [model for model, number in wanted if model.objects.count() < number] == []
    assert occupancy(date(2028, 2, 29)).members_on(date(2028, 2, 29)) > 150
    out = StringIO()
    call_command("check_rules", stdout=out)
    assert out.getvalue() == "Alle regels kloppen.\n"


@pytest.mark.parametrize(("model", "values"), [(User, {}), (Member, {}), (Candidate, {"email": "n@raad.example"})])
def test_a_site_with_somebody_in_it_stays_as_it_is(model, values):
    baker.make(model, **values)
    with pytest.raises(CommandError, match="^De database is niet leeg"):
        fill()
    assert NewsItem.objects.count() == 0


def test_a_filling_that_is_broken_off_leaves_nothing(monkeypatch):
    def break_off(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(many, "_write_letters", break_off)
    with pytest.raises(KeyboardInterrupt):
        fill()
    assert (User.objects.count(), Candidate.objects.count()) == (0, 0)
