"""Every address of the admin × every role × looking and sending, as docs/roles.md says (docs/rules.md, 14)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import models, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client, RequestFactory
from django_prose_editor.fields import ProseEditorField
from model_bakery import baker

from clientenraad.models import Colleague, Message
from members.models import Council, Letter, Member
from recruitment.models import Candidate, Talk
from tests.clientenraad.roles_table import addresses, columns, table

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DESK = "/beheer/"
ACCOUNTS = {
    "Secretaris": "secretaris",
    "Voorzitter": "voorzitter",
    "Delegatie, eigen": "delegatie",
    "Delegatie, ander": "delegatie",
    "Redactie": "redactie",
    "Beheerder": "alleen-beheer",
    "Superuser": "beheer",
    "Zonder rol": "zonder-rol",
}
WRITERS = ["Secretaris", "Redactie"]
OF_NO_MODEL = {  # what stands in an address that leads to no row
    "cijfers/<n>/": "cijfers/2025/",
    "cijfers/<n>.csv": "cijfers/2025.csv",
    "handleiding/<hoofdstuk>/": "handleiding/eerste-dag/",
    "tweede-stap/passkey/<n>/weg/": "tweede-stap/passkey/1/weg/",
    "welkom/<n>/<sleutel>/": "welkom/1/bestaat-niet/",
}
OUTSIDE = ["oud-secretaris", "niemand"]


@pytest.fixture(autouse=True)
def undrawn(monkeypatch) -> None:
    """Who gets a page is decided before it is drawn, and drawing three thousand pages takes most of the time."""
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """One council for all tests of this module; each request is undone after it."""
    noon = datetime(2026, 6, 2, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with django_db_blocker.unblock(), time_machine.travel(noon, tick=False), transaction.atomic():
        call_command("demo", "groningen", verbosity=0)
        _colleagues()
        baker.make(Message, kind="message", answer_by="none")
        yield
        transaction.set_rollback(True)


def _colleagues() -> None:
    administrator = User.objects.create_user("alleen-beheer", password="x", is_staff=True)
    administrator.groups.add(Group.objects.get(name="Beheerder"))
    User.objects.create_user("zonder-rol", password="x", is_staff=True)
    former = User.objects.create_user("oud-secretaris", is_staff=True)
    former.groups.add(Group.objects.get(name="Secretaris"))


def client_of(account: str) -> Client:
    client = Client(raise_request_exception=False)
    if account != "niemand":
        client.force_login(User.objects.get(username=account))
    if account == "oud-secretaris":
        User.objects.filter(username=account).update(is_active=False)
    return client


def hers() -> Candidate:
    """A candidate whose talk with this delegation is on the road."""
    member = Member.objects.get(user__username="delegatie")
    asked = Candidate.objects.asked_of(member, datetime(2026, 6, 2).date())  # noqa: DTZ001
    return asked.filter(stage="delegation_talk").earliest("pk")


def row_for(model: type[models.Model], role: str) -> models.Model:
    if model is Candidate:
        others = Candidate.objects.on_the_road().exclude(talks__in=Talk.objects.filter(kind="delegation_talk"))
        return others.earliest("pk") if role == "Delegatie, ander" else hers()
    if model is Colleague:
        return Colleague.objects.get(username="redactie")
    return model._default_manager.order_by("pk").first() or _made(model)


def _made(model: type[models.Model]) -> models.Model:
    """A row of what the demo has none of; gone again with the request it is made for."""
    rich = {field.name: "<p>x</p>" for field in model._meta.fields if isinstance(field, ProseEditorField)}
    keys = [field for field in model._meta.fields if isinstance(field, models.ForeignKey) and not field.null]
    return baker.make(model, **rich, **{field.name: field.related_model._default_manager.first() for field in keys})


def filled(address: str, role: str) -> str:
    """The address with numbers that exist."""
    if address == "r/<n>/<n>/":
        kind = ContentType.objects.get_for_model(Candidate)
        return f"{DESK}r/{kind.pk}/{row_for(Candidate, role).pk}/"
    address = OF_NO_MODEL.get(address, address)
    if "<n>" in address:
        model = apps.get_model(*address.split("/")[:2])
        address = address.replace("<n>", str(row_for(model, role).pk))
    return DESK + address.replace("<foto>", "1").replace("<soort>", "agreement").replace("<anders>", "bestaat-niet/")


def deleting(address: str, role: str) -> dict[str, Any]:
    """What a list is sent: the one action that Django itself brings, for one row and without a question."""
    app, _, model = address.rstrip("/").partition("/")
    if not model or "/" in model or (app, model) not in _registered():
        return {}
    row = row_for(apps.get_model(app, model), role) if model != "lettertext" else Council.objects.get()
    return {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes", "index": 0}


def _registered() -> set[tuple[str, str]]:
    return {(model._meta.app_label, str(model._meta.model_name)) for model in admin.site._registry}


def word(answer: HttpResponse) -> str:
    """One word for what somebody gets."""
    to = answer.headers.get("Location", "")
    if answer.status_code in {404, 410} or (answer.status_code == 302 and to == DESK):
        return "weg"
    if to.startswith(f"{DESK}login/"):
        return "login"
    return {200: "ja", 301: "ja", 302: "ja", 403: "nee", 405: "-", 422: "ja"}.get(answer.status_code, "fout")


def got(client: Client, address: str, role: str) -> str:
    """What looking and sending give, as a cell of the table: one word when they are the same."""
    with transaction.atomic():
        look = word(client.get(filled(address, role)))
        transaction.set_rollback(True)
    session = client.cookies.copy()  # the button to log out ends it
    with transaction.atomic():
        data = deleting(address, role)
        sent = client.post(filled(address, role), data)
        send = "wist" if data and _is_gone(address, data) else word(sent)
        transaction.set_rollback(True)
    client.cookies = session
    return look if look == send else f"{look} {send}"


def _is_gone(address: str, data: dict[str, Any]) -> bool:
    model = apps.get_model(*address.rstrip("/").split("/"))
    return address != "recruitment/lettertext/" and not model.objects.filter(pk__in=data["_selected_action"]).exists()


def missing_rows(lines: list[str]) -> str:
    return "docs/roles.md should say, if that is what you meant:\n" + "\n".join(lines)


def test_every_address_of_the_admin_stands_in_the_table(demo):
    written, real = table(), list(dict.fromkeys(addresses()))
    clients = {role: client_of(ACCOUNTS[role]) for role in ACCOUNTS} if set(real) - set(written) else {}
    lines = [
        f"| `{address}` | " + " | ".join(got(clients[role], address, role) for role in ACCOUNTS) + " |"
        for address in real
        if address not in written
    ]
    assert not lines, missing_rows(lines)
    assert set(written) == set(real), "docs/roles.md has rows for addresses that do not exist"


def test_the_columns_are_the_roles():
    assert columns() == list(ACCOUNTS)
    other = [row for row in table().items() if not row[0].startswith("recruitment/candidate/")]
    assert [address for address, row in other if row["Delegatie, eigen"] != row["Delegatie, ander"]] == []


@pytest.mark.parametrize("role", ACCOUNTS)
def test_each_role_gets_what_the_table_says(demo, role):
    client, wrong = client_of(ACCOUNTS[role]), []
    for address, row in table().items():
        if role == "Delegatie, ander" and not address.startswith("recruitment/candidate/"):
            continue  # the same account as "Delegatie, eigen"
        if (answer := got(client, address, role)) != row[role]:
            wrong.append(f"{address}: {row[role]} in the table, but {answer}")
    assert wrong == []


FOR_EVERYBODY = {"login/", "login/passkey/", "login/tweede-stap/", "logout/", "uitgelogd/", "welkom/<n>/<sleutel>/"}


@pytest.mark.parametrize("account", OUTSIDE)
def test_who_is_not_a_colleague_comes_to_the_login_page(demo, account):
    client = client_of(account)
    found = {address: got(client, address, "") for address in table() if address not in FOR_EVERYBODY}
    assert {address: answer for address, answer in found.items() if answer != "login"} == {}


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(demo):
    with transaction.atomic():
        client = client_of("secretaris")
        page = filled("recruitment/candidate/<n>/change/", "Secretaris")
        assert client.get(page).status_code == 200
        User.objects.get(username="secretaris").groups.clear()
        assert client.get(page).status_code == 403
        assert client.post(page, {"name": "x"}).status_code == 403
        transaction.set_rollback(True)


# By way of the address bar ------------------------------------------------------------------------

PRIVATE = {
    Candidate: ["name", "motivation", "email", "halfway_notes"],
    Talk: ["notes"],
    Letter: ["body"],
    Member: ["email", "address"],
    User: ["password", "email"],
    Colleague: ["password", "email"],
}


def ways_to_private(model: type[models.Model], depth: int = 3) -> Iterator[str]:
    """Questions in an address that reach from this model to what is private, over at most so many relations."""
    for field in model._meta.get_fields():
        target = field.related_model
        if not field.is_relation or target is None or isinstance(target, str):
            continue
        yield from (f"{field.name}__{name}" for name in PRIVATE.get(target, []))
        if depth > 1:
            yield from (f"{field.name}__{way}" for way in ways_to_private(target, depth - 1))


@pytest.mark.parametrize("account", ["redactie", "secretaris", "voorzitter", "beheer"])
def test_no_question_in_the_address_reaches_over_a_relation(demo, account):
    user, asked = User.objects.get(username=account), 0
    for model, desk in admin.site._registry.items():
        for way in set(ways_to_private(model)):
            asked += 1
            assert not _is_allowed(desk, f"{way}__startswith", user), (model, way)
    assert asked > 200


def test_no_question_in_the_address_reaches_a_column_without_a_filter(demo):
    """An administrator read the seals of passwords that way, letter by letter."""
    user, asked = User.objects.get(username="beheer"), 0
    for model, desk in admin.site._registry.items():
        for name in (field.name for field in model._meta.concrete_fields if field.name not in desk.list_filter):
            asked += 1
            assert not _is_allowed(desk, f"{name}__startswith", user), (model, name)
    assert asked > 200


def test_the_filters_beside_a_list_work(demo):
    client = client_of("secretaris")
    for question in ("recruitment/candidate/?stage__exact=applied", "members/letter/?status__exact=printed"):
        assert client.get(DESK + question).status_code == 200
    assert client.get(f"{DESK}clientenraad/message/?beantwoord=nee").status_code == 200
    assert client.get(f"{DESK}events/newsitem/?jaar=2026").status_code == 200


def _is_allowed(desk: Any, lookup: str, user: User) -> bool:
    request = RequestFactory().get(DESK)
    request.user = user
    return bool(desk.lookup_allowed(lookup, "x", request))


@pytest.mark.parametrize(
    ("account", "asked"),
    [
        ("redactie", "recruitment/vacancy/?candidates__motivation__startswith=x"),
        ("redactie", "recruitment/vacancy/?candidates__name__contains=a&_popup=1"),
        ("redactie", "events/newsitem/?photos__newsitem__by__password__startswith=m"),
        ("secretaris", "members/member/?user__password__startswith=m"),
        ("secretaris", "members/committeeplace/?member__email__startswith=a"),
        ("voorzitter", "members/member/?candidacies__motivation__startswith=a"),
        ("beheer", "clientenraad/colleague/?password__startswith=m"),
        ("alleen-beheer", "clientenraad/colleague/?password__startswith=m"),
    ],
)
def test_a_question_behind_somebodys_back_is_refused(demo, account, asked):
    answer = client_of(account).get(DESK + asked)
    assert answer.status_code == 400 or answer.headers.get("Location", "").endswith("e=1")


@pytest.mark.parametrize("role", [role for role in ACCOUNTS if role != "Superuser"])
def test_no_suggestion_and_no_other_key_gives_anybody_away(demo, role):
    client = client_of(ACCOUNTS[role])
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            # Awards and news suggest each other's titles, to who writes both.
            if field.is_relation and (role not in WRITERS or model._meta.app_label != "events"):
                names = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field.name}"
                assert client.get(f"{DESK}autocomplete/?{names}&term=a").status_code in (403, 404), names
    for address in ("recruitment/candidate/", "members/member/", "recruitment/vacancy/"):
        for key in ("name", "motivation", "key", "email", "slug"):
            assert client.get(f"{DESK}{address}?_popup=1&_to_field={key}").status_code in (400, 403)


@pytest.mark.parametrize(("account", "status"), [("redactie", 302), ("secretaris", 302), ("delegatie", 404)])
def test_the_way_to_the_site_is_for_who_may_see_the_row(demo, account, status):
    news = apps.get_model("events.NewsItem")
    kind = ContentType.objects.get_for_model(news)
    assert client_of(account).get(f"{DESK}r/{kind.pk}/{news.objects.first().pk}/").status_code == status


@pytest.mark.parametrize("account", ["redactie", "alleen-beheer", "zonder-rol"])
def test_who_has_nothing_to_do_with_candidates_cannot_count_them(demo, account):
    client, last = client_of(account), Candidate.objects.latest("pk").pk
    for page in ("change", "history", "delete", "doe/wijs-af"):
        answers = [client.get(f"{DESK}recruitment/candidate/{pk}/{page}/") for pk in (last, last + 1000)]
        assert [answer.status_code for answer in answers] == [403, 403]


def test_saving_as_a_new_row_is_nobodys(demo):
    assert [desk for desk in admin.site._registry.values() if desk.save_as] == []
