"""The pages in the admin through which a list comes in and goes out."""

import io
import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from members.models import Member, SeatNumber, Term

IN, OUT, LIST = "/beheer/members/member/importeren/", "/beheer/members/member/exporteren/", "/beheer/members/member/"
ONE = "naam;e-mail;eerste dag\nWolk Voorbeeld;wolk@voorbeeld.example;1-3-2024\n"


@pytest.fixture(autouse=True)
def _first_of_june(council, time_machine, today):
    time_machine.move_to(today, tick=False)


def desk_of(role: str) -> Client:
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk() -> Client:
    return desk_of("Secretaris")


def choose(client: Client, data: bytes | str, name: str = "leden.csv"):
    data = data.encode() if isinstance(data, str) else data
    return client.post(IN, {"list": SimpleUploadedFile(name, data)})


def signed(response) -> str:
    return re.search(r'name="signed" value="([^"]+)"', response.content.decode())[1]


def test_a_list_is_shown_first_and_comes_in_after_a_yes(desk):
    preview = choose(desk, ONE)
    assert "Dit komt erbij: <strong>1 persoon en 1 termijn</strong>" in preview.content.decode()
    assert Member.objects.count() == 0
    done = desk.post(IN, {"signed": signed(preview)}, follow=True)
    assert done.redirect_chain == [(LIST, 302)]
    assert "De lijst is ingevoerd: 1 persoon en 1 termijn." in done.content.decode()
    assert Term.objects.get().ends_on == date(2028, 2, 29)


def test_saying_yes_twice_changes_nothing_more(desk):
    yes = {"signed": signed(choose(desk, ONE))}
    desk.post(IN, yes)
    done = desk.post(IN, yes, follow=True)
    assert "De lijst is ingevoerd: alles stond er al." in done.content.decode()
    assert (Member.objects.count(), Term.objects.count()) == (1, 1)


def test_looking_changes_nothing_and_a_list_that_is_there_offers_no_button(desk):
    desk.post(IN, {"signed": signed(choose(desk, ONE))})
    page = choose(desk, ONE).content.decode()
    assert "Alles in deze lijst staat er al. U hoeft niets te doen." in page
    assert 'name="signed"' not in page


def test_errors_are_shown_by_line_without_a_button(desk):
    page = choose(desk, ONE + ";regen@voorbeeld.example;1-3-2024\n").content.decode()
    assert '<a href="#regel-3">Regel 3</a>: De naam ontbreekt.' in page
    assert 'name="signed"' not in page


def test_nothing_personal_is_kept_between_looking_and_yes(desk, settings, caplog):
    caplog.set_level("DEBUG")
    preview = choose(desk, ONE)
    assert "Wolk" not in str([session.get_decoded() for session in Session.objects.all()])
    assert "wolk" not in caplog.text.casefold()
    assert "no-store" in preview["Cache-Control"]


def test_columns_and_sheets_that_are_not_read_are_named(desk):
    page = choose(desk, "naam;geboortedatum\nWolk Voorbeeld;1-1-1970\n").content.decode()
    assert "Deze kolommen slaan wij over: geboortedatum." in page
    assert "1-1-1970" not in page


def test_what_was_typed_in_a_list_is_shown_as_text(desk):
    page = choose(desk, "naam;eerste dag\n<script>x</script>;<b>1</b>\n").content.decode()
    assert "<script>x" not in page
    assert "<b>1" not in page


def test_a_preview_that_was_changed_is_refused(desk):
    token = signed(choose(desk, ONE))
    done = desk.post(IN, {"signed": token[:-2] + "xx"}, follow=True)
    assert "Deze controle is te oud of klopt niet meer. Kies het bestand opnieuw." in done.content.decode()
    assert Member.objects.count() == 0


@pytest.mark.parametrize(("minutes", "kept"), [(60, 1), (61, 0)])
def test_a_preview_lasts_an_hour(desk, time_machine, today, minutes, kept):
    token = signed(choose(desk, ONE))
    time_machine.shift(timedelta(minutes=minutes))
    desk.force_login(User.objects.get())  # nobody stays logged in that long without a request
    desk.post(IN, {"signed": token})
    assert Member.objects.count() == kept


def test_the_yes_of_somebody_else_is_refused(desk):
    token = signed(choose(desk, ONE))
    other = User.objects.create_superuser("beheer")
    client = Client()
    client.force_login(other)
    client.post(IN, {"signed": token})
    assert Member.objects.count() == 0


def test_a_seat_that_went_between_looking_and_yes_is_told(desk, fill):
    fill(14, date(2026, 1, 1), date(2029, 12, 31))
    token = signed(choose(desk, ONE))
    fill(1, date(2026, 1, 1), date(2029, 12, 31))
    page = desk.post(IN, {"signed": token}).content.decode()
    assert "Op 1 juni 2026 zijn alle 15 plaatsen bezet." in page
    assert Term.objects.count() == 15


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "leden.csv", "Het bestand is leeg."),
        (b"naam;eerste dag\n", "leden.csv", "Onder de koppen staat geen enkele regel."),
        (b"%PDF-1.7", "leden.pdf", "Dit is een PDF."),
        (b"x" * 50 * 1024 * 1024, "leden.csv", "Het bestand is groter dan 2 MB."),
        (b"naam\n" + b"Wolk\n" * 10_000, "leden.csv", "Het bestand heeft meer dan 500 regels."),
        (b"\0" * 1000, "leden.xlsx", "Dit bestand kunnen wij niet lezen."),
        (b"PK\x03\x04" + bytes(range(256)), "leden.xlsx", "Dit bestand is beschadigd of is geen Excel-bestand."),
    ],
    ids=["empty", "headers", "pdf", "50 MB", "10.000 rows", "nuls", "rubbish"],
)
def test_a_bad_file_is_refused_in_the_form(desk, data, name, why):
    response = choose(desk, data, name)
    assert response.status_code == 200
    assert why in response.content.decode()


def test_no_file_is_refused_in_the_form(desk):
    assert "Kies een bestand." in desk.post(IN, {}).content.decode()


def test_the_longest_list_can_be_said_yes_to(desk):
    lines = "".join(f"Wolk {n};wolk{n}@voorbeeld.example;{'Weg ' * 50}\n" for n in range(500))
    preview = choose(desk, "naam;e-mail;adres\n" + lines)
    desk.post(IN, {"signed": signed(preview)})
    assert Member.objects.count() == 500


# Who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "brings_in", "takes_out"),
    [("Secretaris", 200, 200), ("Voorzitter", 403, 200), ("Redactie", 403, 403), ("Beheerder", 403, 403)],
)
def test_who_may_add_members_brings_in_and_who_may_see_them_takes_out(role, brings_in, takes_out):
    client = desk_of(role)
    assert client.get(IN).status_code == brings_in
    assert choose(client, ONE).status_code == brings_in
    assert client.get(OUT).status_code == takes_out
    assert client.post(OUT, {"csv": ""}).status_code == takes_out


@pytest.mark.parametrize("page", [IN, OUT])
def test_a_stranger_is_asked_to_log_in(page):
    assert Client().get(page).status_code == 302
    assert Client().post(page, {"csv": ""}).status_code == 302


def test_without_the_right_to_change_the_council_a_number_of_seats_is_refused(db):
    client = desk_of("Redactie")
    user = User.objects.get()
    user.user_permissions.set(Group.objects.get(name="Secretaris").permissions.filter(codename__endswith="_member"))
    page = choose(client, "naam;aantal plaatsen;plaatsen vanaf\n;13;1-1-2021\n").content.decode()
    assert "U mag het aantal plaatsen niet veranderen." in page
    assert SeatNumber.objects.get().seats == 15


@pytest.mark.parametrize(("role", "links"), [("Secretaris", [IN, OUT]), ("Voorzitter", [OUT])])
def test_the_list_of_members_shows_the_ways_in_and_out(role, links):
    page = desk_of(role).get(LIST).content.decode()
    assert [link for link in (IN, OUT) if f'href="{link}"' in page] == links


# Out --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_is_a_file_that_no_cache_keeps(desk, fill, kind):
    fill(2, date(2024, 1, 1), date(2027, 12, 31))
    response = desk.post(OUT, {kind: ""})
    assert response["Content-Disposition"] == f'attachment; filename="leden-2026-06-01.{kind}"'
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    if kind == "csv":
        names = [line.split(";")[0] for line in response.content.decode("utf-8-sig").splitlines()]
    else:
        names = [row[0] for row in load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)]
    assert [name or "" for name in names] == ["naam", "Lid 0 Voorbeeld", "Lid 1 Voorbeeld", ""]


def test_looking_at_the_export_page_gives_no_data(desk, fill):
    fill(1, date(2024, 1, 1), date(2027, 12, 31))
    assert "Lid 0" not in desk.get(OUT).content.decode()
