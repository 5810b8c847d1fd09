"""The invented councils: alive on any day of the year, and as careful with the rules as a real one."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import unescape
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone
from environ import FileAwareEnv
from environ.fileaware_mapping import FileAwareMapping
from model_bakery import baker

from clientenraad.demo import last_year, texts
from clientenraad.demo.amersfoort import AMERSFOORT
from clientenraad.demo.days import weekday_from, working_day
from clientenraad.demo.groningen import GRONINGEN
from clientenraad.models import Page
from events.models import Award, GetTogether, NewsItem, Series
from events.work import Gatherings
from members import post
from members.models import Council, Letter, Member, Office, SeatNumber, Term
from members.seats import Occupancy, occupancy
from recruitment.models import Candidate, Move, Vacancy
from recruitment.road import Stage

DAYS = [date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31), date(2026, 6, 15)]
COUNCILS = ["groningen", "amersfoort"]


@pytest.fixture(autouse=True)
def empty_site(db, monkeypatch):
    """What the migrations make; a test with real transactions may have emptied it."""
    for name in ("DEMO_PASSWORD", "DEMO_PASSWORD_FILE"):
        monkeypatch.delenv(name, raising=False)
    # It remembers what it once read from a file.
    monkeypatch.setattr(FileAwareEnv, "ENVIRON", FileAwareMapping())
    Council.objects.get_or_create(pk=1)
    SeatNumber.objects.all().delete()
    SeatNumber.objects.create(seats=15, starts_on=date(2000, 1, 1))
    for name in ("voorzitter", "vicevoorzitter", "penningmeester"):
        Office.objects.get_or_create(name=name, defaults={"is_chair": name == "voorzitter"})


@pytest.fixture
def plain_day(time_machine):
    time_machine.move_to(datetime(2026, 6, 15, 14, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    return date(2026, 6, 15)


def demo(council: str = "groningen") -> str:
    """Run the command; returns what it prints."""
    out = StringIO()
    call_command("demo", council, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(("council", "taken", "held", "free"), [("groningen", 9, 4, 2), ("amersfoort", 12, 1, 0)])
def test_demo_is_alive_on_any_day(time_machine, day, council, taken, held, free):
    time_machine.move_to(datetime(day.year, day.month, day.day, 0, 5, tzinfo=ZoneInfo("Europe/Amsterdam")))
    demo(council)
    seats = occupancy(day)
    assert (seats.members_on(day), seats.held_on(day), seats.free) == (taken, held, free)
    now = timezone.now()
    assert GetTogether.objects.published(now).coming(now).going_on().for_everybody().count() >= 4
    assert NewsItem.objects.published(now).count() == NewsItem.objects.count() >= 4
    # What is said to have happened, happened.
    assert not Candidate.objects.filter(received_at__gt=now).exists()
    assert not Move.objects.filter(at__gt=now).exists()
    assert not Letter.objects.filter(written_at__gt=now).exists()


@pytest.mark.parametrize("council", COUNCILS)
def test_demo_drinks_monthly_and_eats_twice_a_year_as_series_with_a_past(plain_day, council):
    demo(council)
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


@pytest.mark.parametrize("council", COUNCILS)
def test_demo_never_has_more_taken_than_seats_in_its_past(plain_day, council):
    demo(council)
    began = Term.objects.earliest("starts_on").starts_on
    seats = Occupancy.read(began, trial_holds_seat=True)
    assert min(seats.room_on(day) for day in seats.turning_days) >= 0


def test_demo_groningen_has_a_candidate_at_every_stage(plain_day):
    demo()
    assert set(Candidate.objects.values_list("stage", flat=True)) == set(Stage.values)


def test_demo_groningen_has_a_trial_that_ends_in_ten_days(plain_day):
    demo()
    last_days = Candidate.objects.filter(stage=Stage.TRIAL).values_list("trial_ends_on", flat=True)
    assert plain_day + timedelta(days=10) in last_days


def test_demo_chair_takes_a_seat_in_amersfoort_and_none_in_groningen(plain_day):
    assert (GRONINGEN.chair_takes_seat, AMERSFOORT.chair_takes_seat) == (False, True)
    demo()
    assert Member.objects.members_on(plain_day).count() == occupancy(plain_day).members_on(plain_day) + 1


@pytest.mark.parametrize(
    ("council", "left"),
    [("groningen", {"Kwame Noorderlicht", "Marta Postduif"}), ("amersfoort", {"Farid Ochtenddauw"})],
)
def test_demo_knows_why_somebody_left_before_the_time_was_over(plain_day, council, left):
    demo(council)
    early = Term.objects.exclude(left_because="")
    assert set(early.values_list("member__name", flat=True)) == left
    assert all(term.ends_on < term.planned_ends_on for term in early)


def test_demo_amersfoort_puts_somebody_who_signs_up_on_the_waiting_list(plain_day):
    demo("amersfoort")
    assert Candidate.objects.get(name="Selma Peterselie").letters.get().kind == "received_full"


def test_demo_is_refused_a_second_time_and_changes_nothing(plain_day):
    demo()
    before = (Member.objects.count(), Candidate.objects.count(), Letter.objects.count())
    with pytest.raises(CommandError, match="De database is niet leeg"):
        demo("amersfoort")
    assert (Member.objects.count(), Candidate.objects.count(), Letter.objects.count()) == before
    assert Council.objects.get().municipality == "Groningen"


@pytest.mark.parametrize("model", [User, Member, Candidate])
def test_demo_is_refused_as_soon_as_somebody_is_known(plain_day, model):
    baker.make(model, **({"email": "iemand@voorbeeld.example"} if model is Candidate else {}))
    with pytest.raises(CommandError, match="Er is niets veranderd"):
        demo()
    assert Council.objects.get().is_demo is False


def test_demo_names_the_councils_there_are():
    with pytest.raises(CommandError, match="Kies groningen of amersfoort"):
        demo("utrecht")


def test_demo_says_that_it_is_one(plain_day):
    demo()
    assert Council.objects.get().is_demo is True


@pytest.mark.parametrize("council", COUNCILS)
def test_demo_uses_only_addresses_and_numbers_that_do_not_exist(plain_day, council):
    demo(council)
    row = Council.objects.get()
    addresses = [row.contact_email, row.secretary_email]
    numbers = [row.phone, row.whatsapp]
    for model in (User, Member, Candidate):
        addresses += filter(None, model.objects.values_list("email", flat=True))
    for model in (Member, Candidate):
        numbers += filter(None, model.objects.values_list("phone", flat=True))
    assert [address for address in addresses if not address.endswith(".example")] == []
    assert [number for number in numbers if " 0000" not in number and " 000 0000" not in number] == []


def test_demo_makes_an_account_for_each_role_with_one_password(plain_day, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "regen-en-zonneschijn")
    assert "regen-en-zonneschijn" not in demo()
    users = User.objects.order_by("username")
    assert [(user.username, *user.groups.values_list("name", flat=True)) for user in users] == [
        ("beheer", "Beheerder"),
        ("delegatie", "Delegatielid"),
        ("redactie", "Redactie"),
        ("secretaris", "Secretaris"),
        ("voorzitter", "Voorzitter"),
    ]
    assert all(user.check_password("regen-en-zonneschijn") and user.is_staff for user in users)
    assert [user.username for user in users if user.is_superuser] == ["beheer"]


def test_demo_reads_its_password_from_a_file(plain_day, monkeypatch, tmp_path: Path):
    (tmp_path / "password").write_text("regen-en-zonneschijn\n")
    monkeypatch.setenv("DEMO_PASSWORD_FILE", str(tmp_path / "password"))
    demo()
    assert User.objects.get(username="redactie").check_password("regen-en-zonneschijn")


def test_demo_prints_a_password_of_its_own_once(plain_day):
    printed = re.findall(r"(?:[a-z]+-){4}\d{4}", demo())
    assert len(printed) == 1
    assert User.objects.get(username="secretaris").check_password(printed[0])


@pytest.mark.parametrize("council", COUNCILS)
def test_demo_delegation_is_asked_about_some_candidates_only(plain_day, council):
    demo(council)
    member = User.objects.get(username="delegatie").member
    asked = Candidate.objects.asked_of(member, timezone.localdate()).distinct().count()
    heard = Candidate.objects.on_the_road().filter(talks__kind=Stage.DELEGATION_TALK).distinct().count()
    assert 0 < asked < heard


def test_demo_leaves_one_letter_to_print_and_one_to_say_yes_to(plain_day):
    demo()
    assert Letter.objects.filter(status=Letter.Status.DRAFT).count() == 1
    assert Letter.objects.to_print().count() == 1
    assert not Letter.objects.due_at(timezone.now() + timedelta(days=1)).exists()


@pytest.mark.django_db(transaction=True)
def test_demo_starts_no_sender(plain_day, settings, monkeypatch):
    settings.MAIL_LEAVES = True
    started = []
    monkeypatch.setattr(post, "Thread", lambda **kwargs: started.append(kwargs))
    demo()
    assert started == []


def test_demo_names_some_members_only_with_their_consent(plain_day):
    demo()
    shown = [member.shown_name for member in Member.objects.members_on(plain_day)]
    assert "" in shown
    assert "Shanice" in shown


def test_demo_cleans_nothing_out_of_its_own_texts(plain_day):
    demo("amersfoort")
    for model, name in [(Page, "text"), (NewsItem, "text"), (Vacancy, "wanted"), (GetTogether, "text")]:
        for row in model.objects.all():
            text = getattr(row, name)
            row.full_clean()
            assert getattr(row, name) == text


def test_a_working_day_moves_away_from_today():
    christmas_eve = date(2026, 12, 24)
    assert working_day(christmas_eve, 1) == date(2026, 12, 28)
    assert working_day(date(2026, 12, 29), -2) == christmas_eve
    assert working_day(christmas_eve, -1) == date(2026, 12, 23)


def test_nobody_drinks_on_new_years_day():
    assert weekday_from(date(2026, 1, 1), weekday=3) == date(2026, 1, 8)
    assert weekday_from(date(2027, 1, 1), weekday=3) == date(2027, 1, 7)


def long_texts() -> Iterator[tuple[str, str]]:
    """Everything in the demo that people read as running text, by name."""
    yield "own_problem", texts.OWN_PROBLEM
    yield "op-de-markt", last_year.TEXT
    yield "communicatie", "".join(texts.COMMUNICATION_VACANCY[name] for name in ("text", "wanted", "offered"))
    for council in (GRONINGEN, AMERSFOORT):
        yield "lid", "".join(council.vacancy[name] for name in ("text", "wanted", "offered"))
        yield from ((slug, text) for slug, (_, text) in council.pages.items())
        yield from ((item.slug, item.text) for item in council.news)


@pytest.mark.parametrize("html", [text for _, text in long_texts()], ids=[name for name, _ in long_texts()])
def test_demo_text_is_plain_dutch(html):
    words_a_sentence, ease = readability(html)
    assert words_a_sentence <= 15
    assert ease >= 60


def readability(html: str) -> tuple[float, float]:
    """Words a sentence, and reading ease after Douma (60 is normal, 80 easy)."""
    text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(p|li|h2)>", ". ", html)))
    sentences = [part for part in re.split(r"[.!?:]+\s", text) if re.search(r"\w", part)]
    words = re.findall(r"[\w’-]+", text)
    # A dieresis starts a syllable of its own: cli-ent.
    syllables = sum(max(1, len(re.findall(r"[ëïöü]|[aeiouyáéè]+", word.lower()))) for word in words)
    length = len(words) / len(sentences)
    return length, 206.84 - 0.93 * length - 77 * syllables / len(words)


def test_readability_counts_words_and_syllables():
    assert readability("<p>De cliënt leest.</p><p>Dat is fijn.</p>") == (3.0, pytest.approx(206.84 - 2.79 - 77 * 7 / 6))


def test_amersfoort_keeps_the_three_prizes_of_2012_apart(plain_day):
    demo("amersfoort")
    prizes = Award.objects.order_by("pk").values_list("kind", "amount", "received_on", "recipient")
    received = (2500, date(2012, 3, 29), "Cliëntenraad Sociale Zekerheid Amersfoort")
    assert list(prizes) == [("jury", *received), ("public", *received), ("extra", None, date(2012, 3, 29), "")]
    assert "derde prijs" in Award.objects.get(kind="extra").editors_note
