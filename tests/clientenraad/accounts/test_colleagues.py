"""The administrator keeps accounts: inviting, roles, closing, a new link, a lost phone."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from django.utils import timezone

from clientenraad.accounts import actions, letters
from clientenraad.logs import clean
from clientenraad.models import Colleague
from members import post
from members.letter_verbs import PrintLetter
from members.models import Letter
from members.refusals import Refusal
from tests.clientenraad.accounts.conftest import PASSWORD, MakeColleague, attempt, is_in, spare_codes, with_app

LIST = "/beheer/clientenraad/colleague/"
NEW = "acht bruine stoelen dansen"


def roles(*names: str) -> list[Group]:
    return list(Group.objects.filter(name__in=names))


def link_on(page: Any) -> str:
    """The way to choose a password, as the administrator sees it."""
    found = re.search(r"http://testserver(/beheer/welkom/\S+/)<", page.text)
    assert found
    return found[1]


def invite(client: Client, *names: str, **known: str) -> Any:
    data = {"first_name": "Nina", "last_name": "Nevel", "username": "nina", "email": "nina@raad.example", **known}
    return client.post(f"{LIST}add/", {**data, "roles": [role.pk for role in roles(*names)]})


def choose(client: Client, link: str, password: str = NEW, again: str = "") -> Any:
    return client.post(link, {"new_password1": password, "new_password2": again or password})


@pytest.fixture
def desk(client, keeper: Colleague) -> Client:
    """The administrator at work."""
    client.force_login(User.objects.get(pk=keeper.pk))
    return client


def written() -> list[tuple[str, str]]:
    """Who was written to, and what about."""
    return [(letter.letter_name, letter.subject) for letter in Letter.objects.order_by("pk")]


def test_a_colleague_is_invited_and_chooses_a_password(desk: Client) -> None:
    page = invite(desk, "Redactie")
    assert "no-store" in page["Cache-Control"]
    colleague = Colleague.objects.get(username="nina")
    assert (colleague.is_staff, colleague.has_usable_password(), colleague.role_names) == (True, False, ["Redactie"])
    visitor = Client()
    assert "Uw gebruikersnaam is <strong>nina</strong>" in visitor.get(link_on(page)).text
    assert choose(visitor, link_on(page))["Location"] == "/beheer/"
    assert is_in(visitor)
    assert attempt(Client(), "nina", NEW)["Location"] == "/beheer/"


def test_the_link_works_once(desk: Client) -> None:
    link = link_on(invite(desk, "Redactie"))
    choose(Client(), link)
    assert Client().get(link).status_code == 410
    assert choose(Client(), link, "andere bruine stoelen dansen").status_code == 410
    assert attempt(Client(), "nina", NEW).status_code == 302


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (1, 410)])
def test_the_link_works_for_seven_days(desk: Client, time_machine, seconds: int, status: int) -> None:
    start = datetime(2026, 6, 1, 9, 0, tzinfo=timezone.get_current_timezone())
    time_machine.move_to(start, tick=False)
    desk.force_login(User.objects.get(username="karel"))
    link = link_on(invite(desk, "Redactie"))
    time_machine.move_to(start + timedelta(days=7, seconds=seconds), tick=False)
    assert Client().get(link).status_code == status


@pytest.mark.parametrize("number", ["0", "999", str(10**30)])
def test_a_made_up_link_opens_nothing(client, council, number: str) -> None:
    assert client.get(f"/beheer/welkom/{number}/abc-def/").status_code == 410


def test_a_newer_link_ends_the_older(desk: Client) -> None:
    old = link_on(invite(desk, "Redactie"))
    colleague = Colleague.objects.get(username="nina")
    new = link_on(desk.post(f"{LIST}{colleague.pk}/doe/link/"))
    assert Client().get(old).status_code == 410
    assert Client().get(new).status_code == 200


def test_a_link_of_a_closed_account_opens_nothing(desk: Client, keeper: Colleague) -> None:
    link = link_on(invite(desk, "Redactie"))
    actions.close(Colleague.objects.get(username="nina"), by=keeper)
    assert Client().get(link).status_code == 410


def test_the_link_stands_in_no_log() -> None:
    line = clean('"GET /beheer/welkom/12/cq1-0a9f HTTP/1.1" 200')
    assert line == '"GET /beheer/welkom/12/[persoonlijke link] HTTP/1.1" 200'


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kort genoeg", "te kort"),
        ("welkom2026 op het werk", "zonder ‘welkom’"),
        ("W.e.l.k.o.m! allemaal hier", "zonder ‘welkom’"),
        ("groot cliëntenraad huis", "zonder ‘clientenraad’"),
        ("NINAnevelvlek123", "zonder ‘nevel’"),
        ("het testserver ding", "zonder ‘testserver’"),
        ("123456789012345", "alleen cijfers"),
    ],
)
def test_a_password_that_anybody_would_guess_is_refused(desk: Client, password: str, why: str) -> None:
    link = link_on(invite(desk, "Redactie"))
    page = choose(Client(), link, password)
    assert page.status_code == 200
    assert why in page.text
    assert not Colleague.objects.get(username="nina").has_usable_password()


def test_two_different_passwords_are_refused(desk: Client) -> None:
    link = link_on(invite(desk, "Redactie"))
    assert choose(Client(), link, NEW, "acht bruine stoelen slapen").status_code == 200
    assert Client().get(link).status_code == 200


def test_a_new_link_does_not_pass_the_second_step(desk: Client, secretary: Colleague) -> None:
    with_app(secretary)
    link = link_on(desk.post(f"{LIST}{secretary.pk}/doe/link/"))
    visitor = Client()
    assert choose(visitor, link)["Location"] == "/beheer/login/tweede-stap/"
    assert not is_in(visitor)


def test_by_mail_the_administrator_never_sees_the_link(desk: Client, settings, monkeypatch) -> None:
    settings.MAIL_LEAVES = True
    monkeypatch.setattr(post, "soon", lambda work: None)
    answer = invite(desk, "Redactie")
    colleague = Colleague.objects.get(username="nina")
    assert answer["Location"] == f"{LIST}{colleague.pk}/change/"
    letter = Letter.objects.get()
    assert Letter.PERSONAL_LINK in letter.body
    assert post.deliver_due(timezone.now()) == 1
    found = re.search(r"http://testserver(/beheer/welkom/\S+)", str(mail.outbox[0].body))
    assert found
    assert mail.outbox[0].to == ['"Nina Nevel" <nina@raad.example>']
    assert choose(Client(), found[1])["Location"] == "/beheer/"
    letter.refresh_from_db()
    assert "/beheer/welkom/" not in letter.body


def test_nobody_prints_the_link_from_the_outbox(secretary: Colleague) -> None:
    letter = letters.invite(secretary)
    Letter.objects.filter(pk=letter.pk).update(status=Letter.Status.SENT)
    assert not PrintLetter.fits(Letter.objects.get(pk=letter.pk))
    other = letters.tell(secretary, "Iets anders", "Er is iets anders.")
    assert PrintLetter.fits(Letter.objects.get(pk=other.pk))


def test_who_may_see_candidates_is_told_to_the_secretary_and_the_chair(
    desk: Client, secretary, make_colleague: MakeColleague
) -> None:
    make_colleague("desmond", "Voorzitter", first_name="Desmond")
    make_colleague("oud", "Voorzitter", first_name="Oud", is_active=False)
    invite(desk, "Delegatielid")
    assert written() == [
        ("Anna Appelboom", "Controleer dit: rechten op kandidaten"),
        ("Desmond", "Controleer dit: rechten op kandidaten"),
        # The link was shown on the screen: that is told as well.
        ("Anna Appelboom", "Controleer dit: rechten op kandidaten"),
        ("Desmond", "Controleer dit: rechten op kandidaten"),
    ]
    body = Letter.objects.earliest("pk").body
    assert "Nina Nevel kan nu kandidaten zien, als delegatielid. Karel Kompas regelde dit." in body


def test_an_editor_is_no_news_for_them(desk: Client, secretary: Colleague) -> None:
    invite(desk, "Redactie")
    assert written() == []


def test_keeping_accounts_and_seeing_candidates_do_not_go_together(desk: Client) -> None:
    page = invite(desk, "Beheerder", "Secretaris")
    assert "Een beheerder mag geen kandidaten zien" in page.text
    assert not Colleague.objects.filter(username="nina").exists()


def test_without_a_role_nobody_is_invited(desk: Client) -> None:
    assert "Kies minstens één rol." in invite(desk).text
    assert not Colleague.objects.filter(username="nina").exists()


def test_roles_change_and_the_colleague_hears_of_it(keeper, secretary: Colleague) -> None:
    actions.change_roles(secretary, roles=roles("Redactie"), by=keeper)
    assert Colleague.objects.get(pk=secretary.pk).role_names == ["Redactie"]
    assert written() == [("Anna Appelboom", "Uw rollen in het beheer zijn gewijzigd")]


def test_nobody_gives_herself_a_role_or_closes_herself(keeper: Colleague, make_colleague: MakeColleague) -> None:
    make_colleague("tweede", "Beheerder")
    for verb, rest in [(actions.change_roles, {"roles": roles("Secretaris")}), (actions.close, {})]:
        with pytest.raises(Refusal, match="Vraag een andere beheerder"):
            verb(keeper, **rest, by=keeper)  # type: ignore[operator]
    with pytest.raises(Refusal, match="Voor uzelf kunt u geen link maken"):
        actions.make_link(keeper, by=keeper)
    assert Colleague.objects.get(pk=keeper.pk).role_names == ["Beheerder"]


def test_the_last_administrator_stays(keeper: Colleague, make_colleague: MakeColleague) -> None:
    installer = make_colleague("installateur", is_superuser=True)
    for verb, rest in [(actions.change_roles, {"roles": roles("Redactie")}), (actions.close, {})]:
        with pytest.raises(Refusal, match="Dit is de laatste beheerder"):
            verb(keeper, **rest, by=installer)  # type: ignore[operator]
    make_colleague("tweede", "Beheerder")
    actions.close(keeper, by=installer)
    assert not Colleague.objects.get(pk=keeper.pk).is_active


def test_a_closed_account_is_opened_with_a_new_link(desk: Client, keeper, secretary: Colleague) -> None:
    actions.close(secretary, by=keeper)
    assert attempt(Client(), "anna").status_code == 302
    assert not is_in(Client())
    actions.reopen(secretary, by=keeper)
    assert attempt(Client(), "anna").status_code == 200  # the old password is gone
    link = link_on(desk.post(f"{LIST}{secretary.pk}/doe/link/"))
    assert choose(Client(), link)["Location"] == "/beheer/"


def test_a_lost_phone_is_put_right_and_told(desk: Client, secretary: Colleague) -> None:
    with_app(secretary)
    spare_codes(secretary)
    page = desk.get(f"{LIST}{secretary.pk}/doe/tweede-stap/").text
    assert "Bel eerst zelf met uw collega" in page
    desk.post(f"{LIST}{secretary.pk}/doe/tweede-stap/")
    assert not Authenticator.objects.exists()
    assert written() == [("Anna Appelboom", "Uw tweede stap is weggehaald")]
    assert attempt(Client(), "anna")["Location"] == "/beheer/"
    assert "Haal de tweede stap weg" in desk.get(f"{LIST}{secretary.pk}/history/").text


def test_without_a_second_step_there_is_nothing_to_reset(keeper, secretary: Colleague) -> None:
    with pytest.raises(Refusal, match="nog geen tweede stap"):
        actions.reset_second_step(secretary, by=keeper)


def test_another_address_is_told_to_the_old_one(desk: Client, secretary: Colleague, settings, monkeypatch) -> None:
    settings.MAIL_LEAVES = True
    monkeypatch.setattr(post, "soon", lambda work: None)
    data = {"first_name": "Anna", "last_name": "Appelboom", "email": "nieuw@raad.example"}
    assert desk.post(f"{LIST}{secretary.pk}/change/", data).status_code == 302
    assert Colleague.objects.get(pk=secretary.pk).email == "nieuw@raad.example"
    assert Letter.objects.get().last_email == "anna@raad.example"


def test_an_address_where_there_was_none_is_told_to_the_chair(desk: Client, secretary, make_colleague) -> None:
    """Else the administrator could put her own there, ask for a link by mail, and be a delegation."""
    make_colleague("desmond", "Voorzitter", first_name="Desmond")
    for role, told in [("Redactie", []), ("Delegatielid", ["Anna Appelboom", "Desmond"])]:
        silent = make_colleague(role.lower(), role, email="")
        desk.post(f"{LIST}{silent.pk}/change/", {"first_name": "", "last_name": "", "email": "mijn@karel.example"})
        assert [name for name, _ in written()] == told


def test_only_the_installer_touches_the_installers_account(desk: Client, make_colleague: MakeColleague) -> None:
    installer = make_colleague("installateur", is_superuser=True)
    for verb in ["rollen", "link", "sluit"]:
        assert desk.post(f"{LIST}{installer.pk}/doe/{verb}/").status_code == 403
    assert desk.post(f"{LIST}{installer.pk}/change/", {"email": "x@y.example"}).status_code == 403
    assert attempt(Client(), "installateur").status_code == 302


@pytest.mark.parametrize("role", ["Secretaris", "Voorzitter", "Delegatielid", "Redactie"])
def test_other_roles_have_no_page_of_accounts(client, make_colleague: MakeColleague, keeper, role: str) -> None:
    make_colleague("iemand", role)
    attempt(client, "iemand")
    for address in ["", "add/", f"{keeper.pk}/change/", f"{keeper.pk}/doe/link/", f"{keeper.pk}/history/"]:
        assert client.get(f"{LIST}{address}").status_code == 403
        assert client.post(f"{LIST}{address}").status_code == 403


def test_the_administrator_has_no_right_on_candidates_or_raw_accounts(keeper: Colleague) -> None:
    held = Permission.objects.filter(group__user=keeper).values_list("content_type__app_label", "codename")
    assert set(held) == {
        ("clientenraad", "view_colleague"),
        ("clientenraad", "add_colleague"),
        ("clientenraad", "change_colleague"),
        ("members", "view_council"),
        ("members", "change_council"),
        ("members", "view_office"),
        ("members", "add_office"),
        ("members", "change_office"),
    }


@pytest.mark.parametrize("address", ["auth/user/", "auth/group/", "mfa/authenticator/", "account/emailaddress/"])
def test_the_raw_pages_of_accounts_are_gone(client, make_colleague: MakeColleague, address: str) -> None:
    make_colleague("installateur", is_superuser=True)
    attempt(client, "installateur")
    assert client.get(f"/beheer/{address}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [f"id__exact={10**30}", "is_active__exact=zzz", "groups__id__exact=x", f"p={10**30}", "password__gt=a"],
)
def test_a_list_that_was_tampered_with_is_no_error(desk: Client, query: str) -> None:
    assert desk.get(f"{LIST}?{query}", follow=True).status_code in {200, 400}


@pytest.mark.parametrize("number", ["abc", "0", str(10**30)])
def test_an_account_that_is_not_there_is_no_error(desk: Client, number: str) -> None:
    for address in [f"{number}/change/", f"{number}/doe/link/", f"{number}/history/"]:
        assert desk.get(LIST + address).status_code in {302, 404}


@pytest.mark.parametrize("typed", ["", "\x00", "x" * 300, "geen@", "<b>", "karel"])
def test_hostile_input_makes_no_account_and_no_error(desk: Client, typed: str) -> None:
    before = Colleague.objects.count()
    data = {"username": typed, "email": typed, "roles": [10**30, "x"]}
    assert desk.post(f"{LIST}add/", data).status_code == 200
    assert Colleague.objects.count() == before


def test_the_first_page_leads_the_administrator_to_inviting_and_to_the_night(desk: Client) -> None:
    page = desk.get("/beheer/").text
    assert f'<a href="{LIST}add/">Nodig een collega uit</a>' in page
    assert '<a href="/beheer/nacht/">Bekijk het werk van de nacht</a>' in page


def test_titles_and_labels_begin_with_a_capital(desk: Client) -> None:
    page = desk.get(f"{LIST}add/").text
    assert "<h1>Collega toevoegen</h1>" in page
    assert re.findall(r"<label[^>]*>\s*([a-z][^<]*):", page) == []
    assert re.findall(r"<legend[^>]*>\s*([a-z][^<]*):", page) == []


def test_nobody_is_deleted(desk: Client, secretary: Colleague) -> None:
    assert desk.post(f"{LIST}{secretary.pk}/delete/", {"post": "yes"}).status_code == 403
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [secretary.pk], "post": "yes"})
    assert Colleague.objects.filter(pk=secretary.pk).exists()


def test_the_password_of_the_tests_is_one_that_the_site_takes(desk: Client) -> None:
    link = link_on(invite(desk, "Redactie"))
    assert choose(Client(), link, PASSWORD)["Location"] == "/beheer/"
