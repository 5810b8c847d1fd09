"""The desk's first page: one worklist of what all rooms ask."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, Permission, User
from model_bakery import baker

from clientenraad.admin_site import worklist
from clientenraad.models import Page
from members.models import Letter, Member, Term
from recruitment.models import Candidate, Vacancy

NOW = datetime(2026, 6, 1, 22, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
LINE = "de zittingstermijn eindigt op 31 augustus 2026. Herbenoemen kan"


@pytest.fixture
def member(council, time_machine):
    time_machine.move_to(NOW, tick=False)
    member = baker.make(Member, name="Sam Voorbeeld")
    Term.objects.create(member=member, starts_on=date(2022, 9, 1), ends_on=date(2026, 8, 31))
    return member


def first_page(client, role: str) -> str:
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client.get("/beheer/").content.decode()


def test_the_lines_of_all_rooms_stand_together_the_urgent_first(member):
    Page.objects.all().delete()
    Page.objects.create(slug="uitkering", title="Uw uitkering", check_yearly=True)
    vacancy = Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")
    candidate = Candidate.objects.create(vacancy=vacancy, name="Wolk", email="w@x.example", stage_since=NOW.date())
    baker.make(Letter, status=Letter.Status.REFUSED, addressee=member, once=None)
    assert [task.text for task in worklist(NOW, NOW.date(), with_names=True)] == [
        "1 brief is geweigerd door de mailserver",
        f"Kandidaat {candidate.pk}: plan het kennismakingsgesprek",
        f"Sam Voorbeeld: {LINE}",
        "Kijk na of dit nog klopt: ‘Uw uitkering’",
    ]


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


def test_who_may_not_view_members_reads_no_name(client, member):
    group = Group.objects.create(name="Kandidaten")
    group.permissions.add(Permission.objects.get(codename="change_candidate"))
    page = first_page(client, "Kandidaten")
    assert f"Een lid: {LINE}" in page
    assert "Sam" not in page


@pytest.mark.parametrize("role", ["Redactie", "Beheerder", "Delegatielid"])
def test_others_read_of_no_member_at_all(client, member, role):
    assert "zittingstermijn eindigt" not in first_page(client, role)
