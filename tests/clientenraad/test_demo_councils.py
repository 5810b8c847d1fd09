"""What stands in the invented councils, on a plain day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from clientenraad.demo.amersfoort import AMERSFOORT
from clientenraad.demo.groningen import GRONINGEN
from clientenraad.models import Page
from events.models import Award, GetTogether, NewsItem, Series
from events.work import Gatherings
from members.models import Council, Letter, Member, Term
from members.seats import Occupancy, occupancy
from recruitment.models import Candidate, Vacancy
from recruitment.road import Stage

pytestmark = pytest.mark.django_db
PLAIN_DAY = date(2026, 6, 15)
AFTERNOON = datetime(2026, 6, 15, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
IN_BOTH, IN_GRONINGEN, IN_AMERSFOORT = (
    pytest.mark.parametrize("demo", councils, indirect=True)
    for councils in (["groningen", "amersfoort"], ["groningen"], ["amersfoort"])
)


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest, django_db_setup, django_db_blocker) -> Iterator[None]:
    """The council of this name, made once for all tests that look at it; the clock stands still."""
    with django_db_blocker.unblock(), time_machine.travel(AFTERNOON, tick=False), transaction.atomic():
        call_command("demo", request.param, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@IN_BOTH
def test_demo_drinks_monthly_and_eats_twice_a_year_as_series_with_a_past(demo):
    now = timezone.now()
    drinks, dinners = Series.objects.get(kind="drinks"), Series.objects.get(kind="dinner")
    assert drinks.rhythm == "elke eerste donderdag van de maand"
    assert dinners.rhythm == "elke tweede vrijdag van juni en december"
    assert drinks.get_togethers.past(now).count() >= 10
    assert dinners.get_togethers.past(now).count() == 3
    coming = drinks.get_togethers.coming(now)
    assert coming.exclude(cancelled_why="").count() == 1
    assert coming.exclude(moved_from=None).count() == 1
    assert Gatherings.read(now, timezone.localdate(now), Council.objects.get()).tasks() == []


@IN_BOTH
def test_demo_never_has_more_taken_than_seats_in_its_past(demo):
    began = Term.objects.earliest("starts_on").starts_on
    seats = Occupancy.read(began, trial_holds_seat=True)
    assert min(seats.room_on(day) for day in seats.turning_days) >= 0


@IN_GRONINGEN
def test_demo_groningen_has_a_candidate_at_every_stage(demo):
    assert set(Candidate.objects.values_list("stage", flat=True)) == set(Stage.values)


@IN_GRONINGEN
def test_demo_groningen_has_a_trial_that_ends_in_ten_days(demo):
    last_days = Candidate.objects.filter(stage=Stage.TRIAL).values_list("trial_ends_on", flat=True)
    assert PLAIN_DAY + timedelta(days=10) in last_days


@IN_GRONINGEN
def test_demo_chair_takes_a_seat_in_amersfoort_and_none_in_groningen(demo):
    assert (GRONINGEN.chair_takes_seat, AMERSFOORT.chair_takes_seat) == (False, True)
    assert Member.objects.members_on(PLAIN_DAY).count() == occupancy(PLAIN_DAY).members_on(PLAIN_DAY) + 1


@IN_BOTH
def test_demo_knows_why_somebody_left_before_the_time_was_over(demo):
    left = {"Groningen": {"Kwame Noorderlicht", "Marta Postduif"}, "Amersfoort": {"Farid Ochtenddauw"}}
    early = Term.objects.exclude(left_because="")
    assert set(early.values_list("member__name", flat=True)) == left[Council.objects.get().municipality]
    assert all(term.ends_on < term.planned_ends_on for term in early)


@IN_GRONINGEN
def test_demo_says_that_it_is_one(demo):
    assert Council.objects.get().is_demo is True


@IN_BOTH
def test_demo_uses_only_addresses_and_numbers_that_do_not_exist(demo):
    row = Council.objects.get()
    addresses = [row.contact_email, row.secretary_email]
    numbers = [row.phone, row.whatsapp]
    for model in (User, Member, Candidate):
        addresses += filter(None, model.objects.values_list("email", flat=True))
    for model in (Member, Candidate):
        numbers += filter(None, model.objects.values_list("phone", flat=True))
    assert [address for address in addresses if not address.endswith(".example")] == []
    assert [number for number in numbers if " 0000" not in number and " 000 0000" not in number] == []


@IN_BOTH
def test_demo_delegation_is_asked_about_some_candidates_only(demo):
    member = User.objects.get(username="delegatie").member
    asked = Candidate.objects.asked_of(member, timezone.localdate()).distinct().count()
    heard = Candidate.objects.on_the_road().filter(talks__kind=Stage.DELEGATION_TALK).distinct().count()
    assert 0 < asked < heard


@IN_GRONINGEN
def test_demo_leaves_one_letter_to_print_and_one_to_say_yes_to(demo):
    assert Letter.objects.filter(status=Letter.Status.DRAFT).count() == 1
    assert Letter.objects.to_print().count() == 1
    assert not Letter.objects.due_at(timezone.now() + timedelta(days=1)).exists()


@IN_GRONINGEN
def test_demo_names_some_members_only_with_their_consent(demo):
    shown = [member.shown_name for member in Member.objects.members_on(PLAIN_DAY)]
    assert "" in shown
    assert "Shanice" in shown


@IN_AMERSFOORT
def test_demo_amersfoort_puts_somebody_who_signs_up_on_the_waiting_list(demo):
    assert Candidate.objects.get(name="Selma Peterselie").letters.get().kind == "received_full"


@IN_AMERSFOORT
def test_demo_cleans_nothing_out_of_its_own_texts(demo):
    for model, name in [(Page, "text"), (NewsItem, "text"), (Vacancy, "wanted"), (GetTogether, "text")]:
        for row in model.objects.all():
            text = getattr(row, name)
            row.full_clean()
            assert getattr(row, name) == text


@IN_AMERSFOORT
def test_amersfoort_keeps_the_three_prizes_of_2012_apart(demo):
    prizes = Award.objects.order_by("pk").values_list("kind", "amount", "received_on", "recipient")
    received = (2500, date(2012, 3, 29), "Cliëntenraad Sociale Zekerheid Amersfoort")
    assert list(prizes) == [("jury", *received), ("public", *received), ("extra", None, date(2012, 3, 29), "")]
    assert "derde prijs" in Award.objects.get(kind="extra").editors_note
