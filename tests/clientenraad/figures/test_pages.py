"""/beheer/cijfers/: who gets in, and what is said of years that are not there."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import html5lib
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from members.models import Office, OfficePlace, SeatNumber
from tests.bench.candidates import fill as fill_road

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DESK = "/beheer/cijfers/"
ROLES = {"Secretaris": 200, "Voorzitter": 200, "Delegatielid": 403, "Redactie": 403, "Beheerder": 403}
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 12, 0, tzinfo=AMSTERDAM), tick=False)


@pytest.fixture
def desk(log_in):
    return log_in("Secretaris")


def words(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(("role", "status"), ROLES.items())
def test_the_secretary_and_the_chair_only(log_in, role, status):
    client = log_in(role)
    assert client.get(DESK).status_code == (302 if status == 200 else 403)
    assert client.get(f"{DESK}2025/").status_code == status
    assert client.get(f"{DESK}2025.csv").status_code == status
    assert (DESK in client.get("/beheer/").content.decode()) is (status == 200)


def test_nobody_without_logging_in(client):
    assert client.get(f"{DESK}2025/").url == "/beheer/login/?next=/beheer/cijfers/2025/"


@pytest.mark.parametrize("address", [DESK, f"{DESK}2025/", f"{DESK}2025.csv"])
def test_nothing_is_posted_here(desk, address):
    assert desk.post(address).status_code == 405


@pytest.mark.parametrize(
    ("asked", "year"),
    [
        ("", 2025),
        ("?jaar=2026", 2026),
        ("?jaar=2027", 2025),
        ("?jaar=vorig", 2025),
        ("?jaar=²", 2025),
        ("?jaar=", 2025),
    ],
)
def test_without_a_year_that_can_be_the_last_full_one_is_shown(desk, asked, year):
    assert desk.get(f"{DESK}{asked}").url == f"{DESK}{year}/"


def test_a_year_to_come_and_a_year_before_the_council_say_so(desk):
    assert "Dit jaar moet nog komen." in words(desk, f"{DESK}2027/")
    assert "Over dit jaar staat er niets in het beheer." in words(desk, f"{DESK}1950/")
    assert desk.get(f"{DESK}2027.csv").status_code == 404
    assert desk.get(f"{DESK}1950.csv").status_code == 200


@pytest.mark.parametrize("year", [0, 1899, 2200, 99999, 10**30])
@pytest.mark.parametrize("end", ["/", ".csv"])
def test_a_year_that_no_calendar_of_ours_has_is_not_found(desk, year, end):
    assert desk.get(f"{DESK}{year}{end}").status_code == 404


@pytest.mark.parametrize("year", [1900, 2199])
def test_the_first_and_the_last_year_are_no_error(desk, year):
    assert desk.get(f"{DESK}{year}/").status_code == 200


@pytest.mark.parametrize("council_name", ["groningen", "amersfoort"])
def test_the_report_of_a_demo_is_sound_html_and_reads_as_one(desk, council_name):
    User.objects.all().delete()
    QuerySet(SeatNumber).update(starts_on=date(2000, 1, 1))
    call_command("demo", council_name, verbosity=0)
    desk.force_login(User.objects.get(username="secretaris"))
    page = words(desk, f"{DESK}2025/")
    html5lib.HTMLParser(strict=True).parse(page)
    text = re.sub("<svg.*?</svg>|<[^>]+>", " ", page)
    assert "Niemand meldde zich aan" not in text
    assert "Er was geen borrel in juli." in " ".join(text.split())
    assert len(re.findall('<svg viewBox="0 0 [0-9.]+ [0-9.]+" role="img"', page)) == 3
    assert len(re.findall("<desc>[^<]+</desc>", page)) == 3
    assert "style=" not in page
    assert page.count("<h1") == 1


def test_a_year_that_is_not_over_says_until_when(desk, fill):
    fill(3, date(2025, 1, 1), date(2028, 12, 31))
    assert "Het jaar is nog niet voorbij: u leest het tot en met maandag 1 juni 2026." in words(desk, f"{DESK}2026/")
    assert "nog niet voorbij" not in words(desk, f"{DESK}2025/")


def test_the_sheet_is_a_file_with_the_year_in_its_name(desk):
    answer = desk.get(f"{DESK}2025.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="cijfers-2025.csv"'
    assert "<td>Jaarverslag 2025</td>" in desk.get("/beheer/spoor/").content.decode()


def test_the_number_of_queries_does_not_grow(desk, fill, today):
    office = Office.objects.create(name="kok")
    for term in fill(3, date(2025, 1, 1), date(2028, 12, 31)):
        QuerySet(OfficePlace).bulk_create([OfficePlace(office=office, member=term.member, starts_on=term.starts_on)])
    counts = []
    for number in (3, 60):
        fill_road(number, today)
        with CaptureQueriesContext(connection) as queries:
            words(desk, f"{DESK}2026/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25
