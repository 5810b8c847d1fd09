"""Two secretaries at one member: the second is told, and nothing is overwritten. And consent, in the same form."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from members import portraits
from members.models import Member, Term
from members.pictures import squares
from tests.members.conftest import staff

TOLD = "Iemand anders heeft dit intussen gewijzigd. Daarom is er niets bewaard."


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(date(2026, 6, 1), tick=False)


@pytest.fixture
def sam(council) -> Member:
    sam = Member.objects.create(name="Sam Voorbeeld", consent_on=date(2026, 5, 1), consent_how="per brief")
    Term.objects.create(member=sam, starts_on=date(2024, 1, 1), ends_on=date(2029, 12, 31))
    return sam


def page_of(member: Member) -> str:
    return f"/beheer/members/member/{member.pk}/change/"


def filled_in(client: Client, member: Member) -> dict[str, str]:
    """What the browser would send when the page is saved as it came."""
    form = client.get(page_of(member)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    inline = {"terms-TOTAL_FORMS": "0", "terms-INITIAL_FORMS": "0"}
    return {name: value for name, value in data.items() if value not in (None, False)} | inline


def save(client: Client, member: Member, data: dict[str, str], **changes: str):
    return client.post(page_of(member), {**data, **changes})


def test_the_page_carries_the_version_it_was_made_of(desk, sam):
    page = desk.get(page_of(sam)).content.decode()
    assert '<input type="hidden" name="seen_version" value="0" id="id_seen_version">' in page


def test_one_secretary_saves_as_often_as_she_likes(desk, sam):
    for phone in ("06 0000 0001", "06 0000 0002"):
        assert save(desk, sam, filled_in(desk, sam), phone=phone).status_code == 302
    sam.refresh_from_db()
    assert (sam.phone, sam.version) == ("06 0000 0002", 2)


def test_the_second_is_told_and_keeps_what_she_typed(desk, sam):
    old_page = filled_in(desk, sam)
    save(desk, sam, filled_in(desk, sam), phone="06 0000 0001")
    response = save(desk, sam, old_page, address="Verzinstraat 2")
    page = response.content.decode()
    assert response.status_code == 200
    assert TOLD in page
    assert "Verzinstraat 2" in page
    sam.refresh_from_db()
    assert (sam.phone, sam.address, sam.version) == ("06 0000 0001", "", 1)


def test_pressing_again_does_not_help_the_second(desk, sam):
    old_page = filled_in(desk, sam)
    save(desk, sam, old_page, phone="06 0000 0001")
    for _ in range(2):
        response = save(desk, sam, old_page, phone="06 0000 0002")
        assert 'name="seen_version" value="0"' in response.content.decode()
    sam.refresh_from_db()
    assert sam.phone == "06 0000 0001"


@pytest.mark.parametrize("said", ["", "x", "1", "-1"])
def test_a_page_that_does_not_say_the_right_version_is_not_saved(desk, sam, said):
    response = save(desk, sam, filled_in(desk, sam), phone="06 0000 0001", seen_version=said)
    assert TOLD in response.content.decode()
    sam.refresh_from_db()
    assert sam.phone == ""


def test_a_new_member_has_no_older_version(desk, council):
    data = {"name": "Noor Bedacht", "terms-TOTAL_FORMS": "0", "terms-INITIAL_FORMS": "0"}
    assert desk.post("/beheer/members/member/add/", data).status_code == 302
    assert Member.objects.get().name == "Noor Bedacht"


def test_a_portrait_that_came_in_meanwhile_is_no_reason_to_refuse_and_stays(desk, sam, media, photo, today):
    page = filled_in(desk, sam)
    portraits.add(sam, squares(photo()), consent_on=today, how="per mail", today=today)
    assert save(desk, sam, page, phone="06 0000 0001").status_code == 302
    sam.refresh_from_db()
    assert sam.portrait.name.endswith("-384.jpg")


def test_who_may_only_look_sees_a_page_without_the_version(client, sam):
    client.force_login(staff("voorzitter", "Voorzitter"))
    page = client.get(page_of(sam)).content.decode()
    assert "Sam Voorbeeld" in page
    assert "Seen version" not in page


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_save_in_the_same_second_one_wins(sam):
    secretary = staff("secretaris", "Secretaris")
    clients = [Client() for _ in range(10)]
    for client in clients:
        client.force_login(secretary)
    page = filled_in(clients[0], sam)
    start = Barrier(10, timeout=30)

    def press(number: int) -> int:
        try:
            start.wait()
            return save(clients[number], sam, page, phone=f"06 0000 000{number}").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(press, range(10)))
    sam.refresh_from_db()
    assert sorted(answers) == [200] * 9 + [302]
    assert sam.phone == f"06 0000 000{answers.index(302)}"
    assert sam.version == 1


# Consent -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["consent_on", "former_consent_on"])
@pytest.mark.parametrize(("day", "status"), [("2026-06-01", 302), ("2026-06-02", 200)])
def test_consent_is_not_given_tomorrow(desk, sam, field, day, status):
    how = {"former_consent_how": "per mail"} if field == "former_consent_on" else {}
    response = save(desk, sam, filled_in(desk, sam), **how, **{field: day})
    assert response.status_code == status
    if status == 200:
        assert "Deze dag moet nog komen." in response.content.decode()


def test_consent_as_a_former_member_needs_the_way_it_was_given_too(desk, sam):
    response = save(desk, sam, filled_in(desk, sam), former_consent_on="2026-06-01")
    assert "Schrijf op hoe de toestemming is gegeven, bijvoorbeeld: per e-mail." in response.content.decode()


def test_the_page_of_a_member_tells_the_last_possible_day(desk, sam):
    assert "laatst mogelijke dag" in desk.get(f"/beheer/members/member/{sam.pk}/change/").content.decode().lower()


def test_consent_needs_the_way_it_was_given(desk, sam):
    response = save(desk, sam, filled_in(desk, sam), consent_how="")
    assert "Schrijf op hoe de toestemming is gegeven, bijvoorbeeld: per e-mail." in response.content.decode()


def test_a_way_without_a_day_is_no_consent(desk, sam):
    Member.objects.update(consent_on=None, consent_how="")
    response = save(desk, sam, filled_in(desk, sam), consent_how="per mail")
    assert "Vul in op welke dag de toestemming is gegeven." in response.content.decode()


def test_a_name_goes_off_the_site_at_once_with_its_portrait_and_other_consents(
    desk, sam, media, photo, today, django_capture_on_commit_callbacks
):
    portraits.add(sam, squares(photo()), consent_on=today, how="per mail", today=today)
    Member.objects.update(former_consent_on=today)
    assert "Sam Voorbeeld" in desk.get("/leden/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert save(desk, sam, filled_in(desk, sam), consent_on="").status_code == 302
    sam.refresh_from_db()
    assert (sam.consent_on, sam.consent_how, sam.former_consent_on) == (None, "", None)
    assert (sam.portrait.name, sam.portrait_consent_on) == ("", None)
    assert list(media.iterdir()) == []
    assert "Sam Voorbeeld" not in desk.get("/leden/").content.decode()
