"""The rooster van aftreden: who stops when, who may be told, and how it is drawn and taken along."""

import csv
import io
import re
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import html5lib
import pytest
from django.contrib.auth.models import Permission, User
from django.db.models import QuerySet
from icalendar import Calendar
from model_bakery import baker

from members import roster, roster_files
from members.models import Member, Office, OfficePlace, SeatNumber, Term
from members.roster_chart import Bar, chart

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
DESK, PUBLIC = "/beheer/rooster/", "/leden/rooster/"


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


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


def seat(name, *stretches, **values):
    """A member with these terms, without asking any rule; the last term gets what else is said of it."""
    in_term = {key: values.pop(key) for key in ("left_because", "planned_ends_on") if key in values}
    member = Member.objects.create(name=name, **values)
    terms = [Term(member=member, starts_on=first, ends_on=last) for first, last in stretches]
    for key, value in in_term.items():
        setattr(terms[-1], key, value)
    QuerySet(Term).bulk_create(terms)
    return member


def chair(*, takes_seat):
    """The office of chair, whether or not a migration made it."""
    return Office.objects.update_or_create(name="voorzitter", defaults={"takes_seat": takes_seat})[0]


def only_line(council, today, **who):
    [line] = roster.read(council, today, **who)
    return line


FIRST_TERM = (date(2024, 1, 1), date(2027, 12, 31))
SECOND_TERM = (date(2028, 1, 1), date(2031, 12, 31))

# Who is on it, and until when ----------------------------------------------------------------------


def test_a_member_in_the_first_term_can_be_reappointed_until_the_maximum(council, today):
    seat("Roos Voorbeeld", FIRST_TERM)
    line = only_line(council, today)
    assert (line.since, line.term, line.next_term) == (date(2024, 1, 1), FIRST_TERM, None)
    assert (line.last, line.limit, line.reappointable) == (date(2027, 12, 31), date(2031, 12, 31), True)
    assert (line.exceptional, line.words) == (None, "herbenoemen kan")


def test_a_member_in_the_last_term_cannot_be_reappointed(council, today):
    seat("Roos Voorbeeld", (date(2019, 1, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2026, 12, 31)))
    line = only_line(council, today)
    assert line.term == (date(2023, 1, 1), date(2026, 12, 31))
    assert (line.since, line.limit) == (date(2019, 1, 1), date(2026, 12, 31))
    assert (line.reappointable, line.words) == (False, "herbenoemen kan niet")


def test_one_day_below_the_maximum_is_reappointable(council, today):
    seat("Roos Voorbeeld", (date(2019, 1, 1), date(2026, 12, 30)))
    line = only_line(council, today)
    assert (line.reappointable, line.limit) == (True, date(2026, 12, 31))


def test_an_exceptional_case_comes_on_top_of_the_maximum(council, today):
    council.term_lengths, council.exceptional_years = "3, 2", 2
    seat("Roos Voorbeeld", (date(2022, 1, 1), date(2026, 12, 31)))
    line = only_line(council, today)
    assert (line.limit, line.exceptional) == (date(2026, 12, 31), date(2028, 12, 31))
    assert (line.reappointable, line.words) == (False, "alleen bij uitzondering")


def test_after_the_exceptional_years_nothing_is_possible(council, today):
    council.term_lengths, council.exceptional_years = "3, 2", 2
    seat("Roos Voorbeeld", (date(2020, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2026, 12, 31)))
    line = only_line(council, today)
    assert (line.limit, line.exceptional, line.words) == (date(2026, 12, 31), None, "herbenoemen kan niet")


def test_the_next_term_that_was_agreed_moves_the_last_day(council, today):
    seat("Roos Voorbeeld", FIRST_TERM, SECOND_TERM)
    line = only_line(council, today)
    assert (line.term, line.next_term, line.last) == (FIRST_TERM, SECOND_TERM, date(2031, 12, 31))
    assert not line.reappointable


def test_a_member_before_the_first_term_is_on_it(council, today):
    seat("Roos Voorbeeld", SECOND_TERM)
    line = only_line(council, today)
    assert (line.since, line.term, line.next_term) == (date(2028, 1, 1), SECOND_TERM, None)


def test_who_stops_early_cannot_be_reappointed(council, today):
    early = (date(2024, 1, 1), date(2026, 9, 30))
    seat("Roos Voorbeeld", early, left_because=Term.Reason.MOVED, planned_ends_on=date(2027, 12, 31))
    line = only_line(council, today)
    assert (line.last, line.reappointable, line.words) == (date(2026, 9, 30), False, "stopt eerder")


@pytest.mark.parametrize(("day", "names"), [(date(2027, 12, 31), ["Roos Voorbeeld"]), (date(2028, 1, 1), [])])
def test_a_member_is_on_it_until_the_last_day(council, day, names):
    seat("Roos Voorbeeld", FIRST_TERM)
    assert [line.name for line in roster.read(council, day)] == names


def test_who_stops_first_stands_first_and_then_by_name(council, today):
    seat("Wilg Voorbeeld", FIRST_TERM)
    seat("Beuk Voorbeeld", FIRST_TERM)
    seat("Zilver Voorbeeld", (date(2022, 7, 1), date(2026, 6, 30)))
    names = [line.name for line in roster.read(council, today)]
    assert names == ["Zilver Voorbeeld", "Beuk Voorbeeld", "Wilg Voorbeeld"]


def test_a_chair_outside_the_count_is_told_apart(council, today):
    office = chair(takes_seat=False)
    OfficePlace.objects.create(office=office, member=seat("Roos Voorbeeld", FIRST_TERM), starts_on=FIRST_TERM[0])
    assert only_line(council, today).offices == ["voorzitter (telt niet mee)"]


def test_the_sentence_tells_all_that_is_drawn(council, today):
    council.term_lengths, council.exceptional_years = "3, 2", 2
    seat("Roos Voorbeeld", (date(2024, 1, 1), date(2026, 12, 31)))
    assert only_line(council, today).sentence == (
        "Roos Voorbeeld: lid tot en met 31 december 2026. Herbenoemen kan, tot en met 31 december 2028."
        " Bij uitzondering tot en met 31 december 2030."
    )


# What visitors may know ----------------------------------------------------------------------------


def test_without_consent_a_visitor_sees_no_name_office_or_past(council, today):
    member = seat("Roos Voorbeeld", (date(2020, 1, 1), date(2023, 12, 31)), FIRST_TERM)
    office = chair(takes_seat=True)
    OfficePlace.objects.create(office=office, member=member, starts_on=date(2024, 1, 1))
    line = only_line(council, today, for_visitors=True)
    assert (line.name, line.offices, line.since, line.terms) == ("een lid", [], None, [FIRST_TERM])


def test_with_consent_a_visitor_sees_the_public_name_and_the_past(council, today):
    before = (date(2020, 1, 1), date(2023, 12, 31))
    seat("Roos Voorbeeld", before, FIRST_TERM, consent_on=date(2026, 1, 1), public_name="Roos")
    line = only_line(council, today, for_visitors=True)
    assert (line.name, line.since, line.terms) == ("Roos", date(2020, 1, 1), [before, FIRST_TERM])


def test_who_does_not_tell_since_when_keeps_the_past_to_herself(council, today):
    before = (date(2020, 1, 1), date(2023, 12, 31))
    seat("Roos Voorbeeld", before, FIRST_TERM, consent_on=date(2026, 1, 1), show_since=False)
    line = only_line(council, today, for_visitors=True)
    assert (line.name, line.since, line.terms) == ("Roos Voorbeeld", None, [FIRST_TERM])


def test_a_visitor_is_not_told_that_somebody_stops_early(council, today):
    early = (date(2024, 1, 1), date(2026, 9, 30))
    who = {"left_because": Term.Reason.ILLNESS, "planned_ends_on": date(2027, 12, 31), "consent_on": today}
    seat("Roos Voorbeeld", early, **who)
    assert only_line(council, today, for_visitors=True).words == "herbenoemen kan niet"


# The drawing ---------------------------------------------------------------------------------------


def test_a_bar_runs_from_the_first_day_to_the_end_of_the_last(council, today):
    seat("Roos Voorbeeld", (date(2023, 1, 1), date(2026, 12, 31)))
    drawing = chart(roster.read(council, today), today)
    axis, [row] = drawing.axis, drawing.rows
    assert (axis.first, axis.last, axis.left, axis.right) == (date(2023, 1, 1), date(2030, 12, 31), 200, 760)
    # 1461 of the 2922 days, so exactly half of the 560 units.
    assert row.bars == [Bar(x=200.0, width=280.0, kind="now")]
    assert (row.room, row.limit, row.exceptional) == ((480.0, 760.0), 760.0, None)


def test_a_bar_is_as_wide_as_its_days(council, today):
    seat("Roos Voorbeeld", (date(2026, 6, 1), date(2026, 6, 1)))
    council.term_lengths = "1"
    drawing = chart(roster.read(council, today), today)
    # The maximum of one year reaches into 2027: 730 days on 560 units. The day is number 151, from 0 on.
    assert drawing.axis.last == date(2027, 12, 31)
    assert drawing.rows[0].bars == [Bar(x=315.8, width=0.8, kind="now")]
    assert drawing.today == 315.8


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2023, 12, 31), ["coming", "coming"]),
        (date(2024, 1, 1), ["now", "coming"]),
        (date(2027, 12, 31), ["now", "coming"]),
        (date(2028, 1, 1), ["past", "now"]),
    ],
)
def test_a_bar_shows_whether_the_term_was_is_or_will_be(council, day, kinds):
    seat("Roos Voorbeeld", FIRST_TERM, SECOND_TERM)
    [row] = chart(roster.read(council, day), day).rows
    assert [bar.kind for bar in row.bars] == kinds


def test_who_cannot_be_reappointed_gets_the_mark_right_after_the_bar(council, today):
    seat("Roos Voorbeeld", (date(2019, 1, 1), date(2026, 12, 31)))
    [row] = chart(roster.read(council, today), today).rows
    assert (row.room, row.limit) == (None, row.bars[0].x + row.bars[0].width)


@pytest.mark.parametrize(("length", "drawn"), [(25, "a" * 25), (26, "a" * 24 + "…")])
def test_a_long_name_is_drawn_shorter(council, today, length, drawn):
    seat("a" * length, FIRST_TERM)
    assert chart(roster.read(council, today), today).rows[0].name == drawn


def test_an_empty_council_draws_the_year_of_today(council, today):
    drawing = chart([], today)
    assert (drawing.rows, drawing.axis.first, drawing.axis.last) == ([], date(2026, 1, 1), date(2026, 12, 31))


def test_years_stand_apart_on_a_long_time_line(council, today):
    seat("Roos Voorbeeld", (date(1985, 1, 1), FIRST_TERM[1]))
    years = chart(roster.read(council, today), today).axis.years
    assert [year for year, _ in years] == [1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025]
    assert all(b - a >= 48 for (_, a), (_, b) in pairwise(years))


# The sheet -----------------------------------------------------------------------------------------


def rows_of(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_sheet_says_what_the_page_says(council, today):
    council.exceptional_years = 2
    office = chair(takes_seat=True)
    member = seat("Loïs Voorbeeld", (date(2024, 1, 1), date(2027, 12, 31)), (date(2028, 1, 1), date(2029, 12, 31)))
    OfficePlace.objects.create(office=office, member=member, starts_on=date(2024, 1, 1))
    headings, *rows = rows_of(roster_files.sheet(roster.read(council, today)))
    assert headings == roster_files.HEADINGS
    days = ["2024-01-01", "2024-01-01", "2027-12-31", "2028-01-01", "2029-12-31", "2031-12-31"]
    assert rows == [["Loïs Voorbeeld", "voorzitter", *days, "ja", "2033-12-31"]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_stays_text(council, today, start):
    seat(f"{start}1+1", FIRST_TERM)
    _, [name, *_] = rows_of(roster_files.sheet(roster.read(council, today)))
    assert name == f"'{start}1+1"


def test_an_office_that_looks_like_a_formula_stays_text(council, today):
    office = baker.make(Office, name='=HYPERLINK("x")')
    OfficePlace.objects.create(office=office, member=seat("Roos", FIRST_TERM), starts_on=FIRST_TERM[0])
    _, [_, offices, *_] = rows_of(roster_files.sheet(roster.read(council, today)))
    assert offices == '\'=HYPERLINK("x")'


def test_a_sign_inside_a_cell_is_left_alone(council, today):
    seat("Roos-Anne; =x", FIRST_TERM)
    _, [name, *_] = rows_of(roster_files.sheet(roster.read(council, today)))
    assert name == "Roos-Anne; =x"


# The calendar --------------------------------------------------------------------------------------


def events_of(lines):
    content = roster_files.calendar(lines, council="Raad; Test, één", now=NOON)
    read = Calendar.from_ical(content)
    assert read["X-WR-CALNAME"] == "Rooster van aftreden Raad; Test, één"
    return read.events


def test_the_calendar_has_the_last_day_as_a_whole_day(council, today):
    seat("Roos; Voorbeeld, ë", FIRST_TERM)
    [event] = events_of(roster.read(council, today))
    assert event["SUMMARY"] == "Laatste dag van Roos; Voorbeeld, ë"
    assert (event.start, event.end) == (date(2027, 12, 31), date(2028, 1, 1))
    assert event["DTSTAMP"].dt == NOON


def test_an_event_keeps_its_number_when_the_last_day_moves(council, today):
    seat("Roos Voorbeeld", FIRST_TERM)
    [before] = events_of(roster.read(council, today))
    QuerySet(Term).update(ends_on=date(2027, 6, 30))
    [after] = events_of(roster.read(council, today))
    assert before["UID"] == after["UID"]
    assert after.start == date(2027, 6, 30)


def test_an_event_gets_another_number_when_the_consent_is_taken_back(council, today):
    member = seat("Roos Voorbeeld", FIRST_TERM, consent_on=date(2026, 1, 1))
    [before] = events_of(roster.read(council, today, for_visitors=True))
    Member.objects.filter(pk=member.pk).update(consent_on=None)
    [after] = events_of(roster.read(council, today, for_visitors=True))
    assert before["UID"] != after["UID"]
    assert (before["SUMMARY"], after["SUMMARY"]) == ("Laatste dag van Roos Voorbeeld", "Laatste dag van een lid")


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
