"""The roster has a page for the desk and, when the council wants so, one for all, however large the council is."""

import re
from datetime import date

import html5lib
import pytest
from django.contrib.auth.models import Permission, User

from members import roster
from members.models import SeatNumber
from tests.members.roster.conftest import FIRST_TERM, SECOND_TERM, seat

DESK, PUBLIC = "/beheer/rooster/", "/leden/rooster/"


@pytest.fixture
def public(council):
    council.roster_public = True
    council.save()
    return council


@pytest.fixture
def viewer(db) -> User:
    """Somebody of the staff who may view members, and nothing else."""
    user = User.objects.create_user("kijker", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_member"))
    return user


# The pages -----------------------------------------------------------------------------------------


def cells(page):
    """The rows of the roster's own table, as the texts of their cells."""
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [[re.sub(r"<.*?>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


@pytest.mark.parametrize("url", [PUBLIC, "/leden/rooster.csv", "/leden/rooster.ics"])
def test_the_roster_is_public_only_when_the_council_wants_so(client, council, url):
    assert client.get(url).status_code == 404
    council.roster_public = True
    council.save()
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", [PUBLIC, "/leden/rooster.csv", "/leden/rooster.ics"])
def test_the_website_never_names_who_gave_no_consent(client, public, url):
    seat("Wilg Geheim", FIRST_TERM, public_name="Stiekem")
    seat("Roos Voorbeeld", FIRST_TERM, consent_on=date(2026, 1, 1))
    text = client.get(url).content.decode()
    assert "een lid" in text
    assert "Roos Voorbeeld" in text
    assert "Geheim" not in text
    assert "Stiekem" not in text


def test_the_table_of_the_desk_tells_all(client, council, viewer):
    council.exceptional_years = 2
    council.save()
    seat("Roos Voorbeeld", FIRST_TERM, SECOND_TERM)
    client.force_login(viewer)
    assert cells(client.get(DESK).text) == [
        [
            "Roos Voorbeeld",
            "",
            "1 jan 2024",
            "1 jan 2024",
            "31 dec 2027",
            "1 jan 2028 tot en met 31 dec 2031",
            "31 dec 2031",
            "nee",
            "31 dec 2033",
        ]
    ]


def test_the_table_leaves_out_exceptions_that_the_rules_do_not_know(client, public):
    seat("Roos Voorbeeld", FIRST_TERM)
    rows = cells(client.get(PUBLIC).text)
    assert rows == [["een lid", "", "", "1 jan 2024", "31 dec 2027", "", "31 dec 2031", "ja"]]


@pytest.mark.parametrize("url", [DESK, "/beheer/rooster.csv", "/beheer/rooster.ics"])
def test_the_desk_is_for_who_may_view_members(client, council, viewer, url):
    assert client.get(url).status_code == 302
    client.force_login(User.objects.create_user("redactie", is_staff=True))
    assert client.get(url).status_code == 403
    client.force_login(viewer)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", [DESK, PUBLIC])
def test_the_roster_is_valid_html_without_inline_style(client, public, viewer, url):
    seat("Roos <b>&\"'", FIRST_TERM, SECOND_TERM, consent_on=date(2026, 1, 1))
    seat("Wilg Voorbeeld", (date(2020, 7, 1), date(2026, 6, 30)))
    client.force_login(viewer)
    response = client.get(url)
    html5lib.HTMLParser(strict=True).parse(response.content)
    assert "style=" not in response.text
    assert "<style" not in response.text


@pytest.mark.parametrize("url", [DESK, PUBLIC])
def test_an_empty_roster_says_so(client, public, viewer, url):
    client.force_login(viewer)
    response = client.get(url)
    html5lib.HTMLParser(strict=True).parse(response.content)
    assert "Er zijn nu geen leden. Het rooster is nog leeg." in response.text


def test_whether_the_roster_is_public_is_a_setting_on_the_desk(client, council):
    client.force_login(User.objects.create_superuser("beheer"))
    assert 'name="roster_public"' in client.get("/beheer/members/council/1/change/").text


def test_the_first_page_of_the_desk_leads_to_the_roster(client, council, viewer):
    client.force_login(viewer)
    assert f'href="{DESK}"' in client.get("/beheer/").text
    client.force_login(User.objects.create_user("redactie", is_staff=True))
    assert f'href="{DESK}"' not in client.get("/beheer/").text


def test_the_files_have_a_name_and_a_kind(client, public):
    sheet, calendar = client.get("/leden/rooster.csv"), client.get("/leden/rooster.ics")
    assert sheet["Content-Disposition"] == 'attachment; filename="rooster-van-aftreden.csv"'
    assert sheet["Content-Type"] == "text/csv; charset=utf-8"
    assert calendar["Content-Disposition"] == 'attachment; filename="rooster-van-aftreden.ics"'
    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"


def test_the_roster_cannot_be_posted_to(client, public):
    assert client.post(PUBLIC).status_code == 405


# However large the council is ----------------------------------------------------------------------


@pytest.mark.parametrize("members", [3, 300])
def test_the_roster_takes_three_queries(fill, council, today, django_assert_num_queries, members):
    fill(members, *FIRST_TERM)
    with django_assert_num_queries(3):
        assert len(roster.read(council, today)) == members


@pytest.mark.parametrize("members", [3, 300])
def test_the_public_page_takes_nine_queries(client, fill, public, django_assert_num_queries, members):
    SeatNumber.objects.update(seats=200)
    fill(members, *FIRST_TERM)
    with django_assert_num_queries(9):
        assert client.get(PUBLIC).text.count("een lid: lid tot en met") == members
