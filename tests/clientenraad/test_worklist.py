"""The desk's first page: one worklist of what all rooms ask."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from model_bakery import baker

from clientenraad.dashboard import AT_ONCE, Dashboard
from clientenraad.models import GoodRun, Message, Page
from events.models import GetTogether
from members.models import Letter, Member, Term
from recruitment.models import Candidate, Vacancy
from recruitment.road import Stage
from tests.conftest import Fill

NOW = datetime(2026, 6, 1, 22, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
LINE = "de zittingstermijn eindigt op 31 augustus 2026. Herbenoemen kan"


@pytest.fixture
def member(council, time_machine):
    time_machine.move_to(NOW, tick=False)
    member = baker.make(Member, name="Sam Voorbeeld")
    Term.objects.create(member=member, starts_on=date(2022, 9, 1), ends_on=date(2026, 8, 31))
    return member


def who(role: str) -> User:
    user = User.objects.create_user(role.lower(), is_staff=True, date_joined=NOW)
    user.groups.add(Group.objects.get(name=role))
    return user


def blocks(role: str) -> dict[str, list[str]]:
    """What somebody reads, by part."""
    found = Dashboard.read(who(role), NOW, NOW.date()).blocks()
    return {block.title: [task.text for task in block.tasks] for block in found}


def first_page(client, role: str) -> str:
    client.force_login(who(role))
    return client.get("/beheer/").content.decode()


@pytest.fixture
def full_day(member, council):
    """Something to do in every part."""
    Page.objects.all().delete()
    Page.objects.create(slug="uitkering", title="Uw uitkering", check_yearly=True)
    vacancy = Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")
    baker.make(Letter, status=Letter.Status.REFUSED, addressee=member, once=None)
    baker.make(Message, answered_on=None, kind="question", answer_by="none", email="", phone="")
    known = {"vacancy": vacancy, "name": "Wolk", "email": "w@x.example", "stage_since": NOW.date()}
    return Candidate.objects.create(**known)


ROAD = {"Nieuwe aanmeldingen": ["Kandidaat {}: plan het kennismakingsgesprek"]}
TOGETHER = {
    "Bijeenkomsten": [
        "Er is geen borrel van juni 2026 tot en met juli 2026. Plan er een",
        "Er is geen etentje van januari 2026 tot en met december 2026. Plan er een",
    ]
}
SITE = {"De website": ["Kijk na of dit nog klopt: ‘Uw uitkering’"]}
TERM = {"Leden": [f"Sam Voorbeeld: {LINE}"]}
POST = {"Eerst dit": ["1 brief is geweigerd door de mailserver"]}
MESSAGE = {"Brieven en berichten": ["1 bericht wacht op antwoord"]}


@pytest.mark.parametrize(
    ("role", "read"),
    [
        ("Secretaris", POST | ROAD | MESSAGE | TERM | TOGETHER | SITE),
        ("Voorzitter", ROAD | TERM),
        ("Redactie", TOGETHER | SITE),
        ("Delegatielid", {}),
        ("Beheerder", {}),
    ],
)
def test_everybody_reads_in_parts_what_is_theirs_the_urgent_first(full_day, role, read):
    wanted = {title: [line.format(full_day.pk) for line in lines] for title, lines in read.items()}
    found = blocks(role)
    assert found == wanted
    assert list(found) == list(wanted)


@pytest.mark.parametrize("role", ["Secretaris", "Voorzitter", "Redactie", "Beheerder", "Delegatielid"])
def test_every_line_leads_to_a_page_that_its_reader_may_open(client, full_day, role):
    user = who(role)
    client.force_login(user)
    for task in Dashboard.read(user, NOW, NOW.date()).tasks():
        assert client.get(task.url).status_code == 200, task


@pytest.mark.parametrize("role", ["Secretaris", "Beheerder"])
def test_what_is_unwell_is_told_to_who_may_have_it_mended(council, role):
    GoodRun.note(GoodRun.NIGHT, NOW - timedelta(hours=37))
    assert blocks(role)["Eerst dit"] == ["Het werk van de nacht is niet gedaan. Bekijk wat u kunt doen"]


def test_the_first_page_says_when_the_night_last_went_well(log_in):
    said, desks = "Het werk van de nacht ging voor het laatst goed op", [log_in("Secretaris"), log_in("Beheerder")]
    assert [said in desk.get("/beheer/").text for desk in desks] == [False, False]
    GoodRun.note(GoodRun.NIGHT, NOW.replace(hour=3, minute=5))
    assert [f"{said} maandag 1 juni 2026, 03.05 uur." in desk.get("/beheer/").text for desk in desks] == [True, True]
    assert said not in log_in("Redactie").get("/beheer/").text


def test_the_page_of_the_night_does_not_say_that_all_is_well_before_the_first_night(log_in):
    desk = log_in("Beheerder")
    page = desk.get("/beheer/nacht/").text
    assert "De website is nieuw. De eerste nacht komt nog." in page
    assert "Alles is in orde" not in page
    for job in (GoodRun.NIGHT, GoodRun.BACKUP):
        GoodRun.note(job, timezone.now())
    assert "Alles is in orde" in desk.get("/beheer/nacht/").text


@pytest.mark.parametrize("role", ["Voorzitter", "Redactie", "Delegatielid"])
def test_others_are_not_bothered_with_what_is_unwell(council, role):
    GoodRun.note(GoodRun.NIGHT, NOW - timedelta(hours=37))
    assert "Eerst dit" not in blocks(role)


@pytest.mark.parametrize(("number", "shown", "more"), [(AT_ONCE, AT_ONCE, 0), (AT_ONCE + 3, AT_ONCE, 3)])
def test_who_has_much_to_do_begins_with_the_first(full_day, number, shown, more):
    copies = [Candidate(vacancy=full_day.vacancy, name=f"N{n}", email=f"n{n}@x.example") for n in range(1, number)]
    for copy in copies:
        copy.stage_since = NOW.date()
    Candidate.objects.bulk_create(copies)
    block = Dashboard.read(who("Voorzitter"), NOW, NOW.date()).blocks()[0]
    assert (len(block.tasks), block.more) == (shown, more)


def test_the_first_page_takes_at_most_15_queries_however_much_there_is(client, full_day, fill, council):
    GoodRun.objects.create(job="daily", at=NOW)
    client.force_login(who("Secretaris"))
    client.get("/beheer/")  # what is read once for all requests
    with CaptureQueriesContext(connection) as few:
        client.get("/beheer/")
    make_much(full_day, fill)
    with CaptureQueriesContext(connection) as many:
        client.get("/beheer/")
    assert len(many) == len(few) <= 15


def make_much(candidate: Candidate, fill: Fill) -> None:
    """Many of everything that the worklist reads."""
    copies = [Candidate(vacancy=candidate.vacancy, name=f"N{n}", email=f"n{n}@x.example") for n in range(40)]
    for number, copy in enumerate(copies):
        copy.stage, copy.stage_since = Stage.values[number % 8], NOW.date()
    Candidate.objects.bulk_create(copies)
    fill(30, date(2022, 9, 1), date(2026, 8, 31))
    baker.make(Letter, 20, status=Letter.Status.DRAFT, addressee=candidate, once=None)
    baker.make(Message, 20, answered_on=None, kind="question", answer_by="none", email="", phone="")
    days = [NOW + timedelta(days=7 * number) for number in range(40)]
    events = [GetTogether(title="Borrel", slug=f"borrel-{day:%Y%m%d}", starts_at=day) for day in days]
    GetTogether.objects.bulk_create(events)


def test_what_is_coming_can_be_cancelled_and_moved_from_the_first_page(client, council, time_machine):
    time_machine.move_to(NOW, tick=False)
    event = GetTogether.objects.create(title="Zomerborrel", slug="z", starts_at=NOW + timedelta(days=9))
    GetTogether.objects.create(title="Gisteren", slug="g", starts_at=NOW - timedelta(days=1))
    page = first_page(client, "Redactie")
    for verb in ("gaat-niet-door", "verplaats"):
        assert f'href="/beheer/events/gettogether/{event.pk}/doe/{verb}/"' in page
    assert "Zomerborrel</a>: woensdag 10 juni 2026, 22.00 uur" in page
    assert "Gisteren" not in page


@pytest.mark.parametrize("role", ["Secretaris", "Voorzitter"])
def test_who_may_view_members_reads_whose_term_ends(client, member, role):
    assert f"Sam Voorbeeld: {LINE}" in first_page(client, role)


@pytest.mark.parametrize(("role", "words"), [("Secretaris", ["Toevoegen", "Wijzigen"]), ("Delegatielid", ["Bekijken"])])
def test_the_first_page_is_dutch_in_its_table_headings_too(client, member, role, words):
    page = first_page(client, role)
    assert all(f">{word}</a>" in page for word in words)
    assert not any(text in page for text in ["Model name", "Add link", "Change or view"])


def test_who_has_no_rights_yet_reads_whom_to_ask(client, council):
    client.force_login(User.objects.create_user("nieuw", is_staff=True))
    assert "U hebt nog geen rechten. Vraag de beheerder om hulp." in client.get("/beheer/").content.decode()


@pytest.mark.parametrize(("role", "asked"), [("Secretaris", True), ("Voorzitter", False)])
def test_only_who_may_send_letters_is_asked_to(client, member, role, asked):
    baker.make(Letter, status=Letter.Status.DRAFT, addressee=member, once=None)
    assert ("1 brief wacht op uw ja" in first_page(client, role)) is asked


def test_who_may_not_view_members_reads_nothing_of_them(client, member):
    group = Group.objects.create(name="Kandidaten")
    group.permissions.add(Permission.objects.get(codename="change_candidate"))
    page = first_page(client, "Kandidaten")
    assert "zittingstermijn eindigt" not in page
    assert "Sam" not in page


@pytest.mark.parametrize("role", ["Redactie", "Beheerder", "Delegatielid"])
def test_others_read_of_no_member_at_all(client, member, role):
    assert "zittingstermijn eindigt" not in first_page(client, role)
