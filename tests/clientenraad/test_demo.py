"""The command that invents a council: alive on any day of the year, refused where somebody is known."""

import re
from collections.abc import Iterator
from datetime import date, datetime
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
from events.models import GetTogether, NewsItem
from members import post
from members.models import Council, Letter, Member, Office, SeatNumber
from members.seats import occupancy
from recruitment.models import Candidate, Move

DAYS = [date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31), date(2026, 6, 15)]


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


@pytest.mark.once
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


@pytest.mark.django_db(transaction=True)
def test_demo_starts_no_sender(plain_day, settings, monkeypatch):
    settings.MAIL_LEAVES = True
    started = []
    monkeypatch.setattr(post, "Thread", lambda **kwargs: started.append(kwargs))
    demo()
    assert started == []


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
