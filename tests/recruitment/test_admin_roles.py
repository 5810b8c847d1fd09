"""Every address about candidates × every role: who gets in is written down here (docs/rules.md, 14)."""

import re
from datetime import datetime

import pytest
from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver

from members.models import Letter, Member
from recruitment import actions
from recruitment.models import Candidate, DeclineReason
from recruitment.road import Stage
from recruitment.verbs import ROAD_VERBS, RecordTalk
from tests.recruitment.conftest import AMSTERDAM, user

CANDIDATE = "/beheer/recruitment/candidate/"
ROLES = ["Secretaris", "Voorzitter", "Delegatielid", "Redactie", "Beheerder"]
# Each address, and what Secretaris, Voorzitter, Delegatielid, Redactie and Beheerder get. A delegation member is
# asked about "hers" and not about the other; 302 leads to the first page, as for a candidate that does not exist.
TABLE = {
    "": [200, 200, 200, 403, 403],
    "add/": [200, 403, 403, 403, 403],
    "voordracht/": [200, 200, 403, 403, 403],
    "wachtlijst/": [200, 200, 403, 403, 403],
    "<hers>/change/": [200, 200, 200, 403, 403],
    "<hers>/history/": [200, 200, 200, 403, 403],
    "<hers>/delete/": [403, 403, 403, 403, 403],
    "<hers>/doe/trek-terug/": [200, 200, 403, 403, 403],
    "<other>/change/": [200, 200, 302, 403, 403],
    "<other>/history/": [200, 200, 302, 403, 403],
    "<other>/delete/": [403, 403, 403, 403, 403],
    "<other>/doe/trek-terug/": [200, 200, 404, 403, 403],
    "<hers>/": [302, 302, 302, 302, 302],
}
SECRETS = ["Wolk", "Regen", "Mijn geheim", "Goed gesprek", "wolk@voorbeeld.example"]


@pytest.fixture(autouse=True)
def _first_of_june(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 22, 0, tzinfo=AMSTERDAM), tick=False)


@pytest.fixture
def hers(candidate, bring) -> Candidate:
    """A candidate whose delegation was asked."""
    Candidate.objects.filter(pk=candidate.pk).update(motivation="Mijn geheim")
    return bring(candidate, Stage.DELEGATION_TALK)


@pytest.fixture
def other(vacancy, today) -> Candidate:
    """A candidate without a delegation."""
    return Candidate.objects.create(
        vacancy=vacancy, name="Regen Voorbeeld", email="regen@voorbeeld.example", stage_since=today
    )


@pytest.fixture
def log_in(client, delegation):
    def log_in(role: str):
        account = user(f"iemand-{role.lower()}", role)
        if role == "Delegatielid":
            Member.objects.filter(pk=delegation[0].pk).update(user=account)
        client.force_login(account)
        return client

    return log_in


def test_the_table_names_every_address_of_the_candidates():
    patterns = {shape(pattern) for pattern in candidate_patterns()}
    named = {re.sub("<(hers|other)>", "<n>", address) for address in TABLE}
    assert patterns == {re.sub("doe/.*", "doe/<slug>/", address) for address in named}


def candidate_patterns() -> list[URLPattern]:
    admin_urls = next(p for p in get_resolver().url_patterns if isinstance(p, URLResolver) and p.app_name == "admin")
    own = next(p for p in admin_urls.url_patterns if str(p.pattern) == "recruitment/candidate/")
    return own.url_patterns


def shape(pattern: URLPattern) -> str:
    text = re.sub("<(path|int):[^>]*>", "<n>", str(pattern.pattern))
    return text.replace("<slug:slug>", "<slug>")


@pytest.mark.parametrize("address", TABLE)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(log_in, hers, other, role, address):
    client = log_in(role)
    filled = address.replace("<hers>", str(hers.pk)).replace("<other>", str(other.pk))
    answer = client.get(CANDIDATE + filled)
    assert answer.status_code == TABLE[address][ROLES.index(role)]
    if answer.status_code != 200:
        assert not any(secret in answer.content.decode() for secret in SECRETS)


@pytest.mark.parametrize(
    ("role", "slug"),
    [
        (role, verb.slug)
        for role in ["Delegatielid", "Redactie", "Beheerder"]
        for verb in ROAD_VERBS
        if (role, verb) != ("Delegatielid", RecordTalk)  # her own talk: test_delegation.py
    ],
)
def test_nobody_else_presses_a_button(log_in, hers, role, slug):
    client = log_in(role)
    moves = hers.moves.count()
    assert client.post(f"{CANDIDATE}{hers.pk}/doe/{slug}/", {"why": "x"}).status_code in (403, 404)
    assert hers.moves.count() == moves


@pytest.mark.parametrize("role", ["Delegatielid", "Redactie", "Beheerder"])
def test_nobody_else_puts_somebody_forward_or_prints_it(log_in, hers, role):
    client = log_in(role)
    assert client.post(f"{CANDIDATE}voordracht/", {"druk_af": "2026-06-01"}).status_code == 403
    assert client.post(f"{CANDIDATE}voordracht/", {"candidates": [hers.pk], "on": "2026-06-01"}).status_code == 403


@pytest.mark.parametrize("role", ["Redactie", "Beheerder"])
def test_nobody_else_searches(log_in, hers, role):
    client = log_in(role)
    assert client.post(CANDIDATE, {"zoek": "wolk"}).status_code == 403
    assert "candidate_search" not in client.session


@pytest.mark.parametrize("role", ["Delegatielid", "Redactie", "Beheerder"])
def test_nobody_else_reads_a_letter_a_reason_or_a_suggestion(log_in, hers, role):
    client = log_in(role)
    letter, reason = hers.letters.first(), DeclineReason.objects.first()
    kind = ContentType.objects.get_for_model(Candidate)
    for address in [
        f"/beheer/members/letter/{letter.pk}/change/",
        "/beheer/members/letter/",
        f"/beheer/recruitment/declinereason/{reason.pk}/change/",
        "/beheer/recruitment/declinereason/",
        "/beheer/autocomplete/?app_label=recruitment&model_name=candidate&field_name=vacancy&term=w",
        "/beheer/autocomplete/?app_label=recruitment&model_name=move&field_name=candidate&term=w",
        f"/beheer/r/{kind.pk}/{hers.pk}/",
    ]:
        answer = client.get(address)
        assert answer.status_code in (403, 404), address
        assert not any(secret in answer.content.decode() for secret in SECRETS)


def test_who_was_asked_sees_one_candidate_and_no_count_of_others(log_in, hers, other):
    page = log_in("Delegatielid").get(f"{CANDIDATE}?weg=alle").content.decode()
    assert "Wolk Voorbeeld" in page
    assert "Regen" not in page
    assert "1 kandidaat" in " ".join(page.split())


def test_the_delegation_sees_what_it_needs_and_neither_letters_nor_log(log_in, hers):
    page = log_in("Delegatielid").get(f"{CANDIDATE}{hers.pk}/change/").content.decode()
    assert "Mijn geheim" in page
    assert "Goed gesprek" in page
    assert not any(heading in page for heading in ["<h2>Brieven", "<h2>Logboek", "Let op:"])
    assert set(re.findall("/doe/([a-z-]+)/", page)) == {"leg-gesprek-vast"}


def test_the_delegation_reads_no_order_and_no_link_that_it_cannot_follow(log_in, hers):
    page = log_in("Delegatielid").get(f"{CANDIDATE}{hers.pk}/change/").content.decode()
    assert "Vraag over en weer akkoord." in page
    assert "Aan zet: <strong>de secretaris</strong>" in page
    assert "/beheer/recruitment/vacancy/" not in page


@pytest.mark.parametrize(
    ("role", "shown"), [("Delegatielid", True), ("Secretaris", False), ("Voorzitter", False), ("Redactie", False)]
)
def test_the_first_page_leads_the_delegation_to_its_candidates(log_in, hers, role, shown):
    page = log_in(role).get("/beheer/").content.decode()
    assert (f'<a href="{CANDIDATE}">Bekijk de kandidaten van uw delegatie</a>' in page) is shown


@pytest.mark.parametrize("end", ["withdraw", "decline"])
def test_when_the_road_ends_the_delegation_sees_nothing_any_more(log_in, hers, secretary, today, end):
    client = log_in("Delegatielid")
    client.post(CANDIDATE, {"zoek": "wolk"})
    getattr(actions, end)(hers, by=secretary, today=today, why="x")
    for address in [CANDIDATE, f"{CANDIDATE}?weg=alle", f"{CANDIDATE}?weg=klaar"]:
        assert "Wolk Voorbeeld" not in client.get(address).content.decode()
    for address in ["change/", "history/"]:
        assert client.get(f"{CANDIDATE}{hers.pk}/{address}").url == "/beheer/"
    assert client.get(f"{CANDIDATE}{hers.pk}/doe/trek-terug/").status_code == 404


@pytest.mark.parametrize("role", ["Delegatielid", "Redactie", "Beheerder"])
def test_the_first_page_of_the_desk_tells_a_delegation_of_its_own_candidate_and_others_of_nobody(
    log_in, hers, other, role
):
    # What follows a talk that was written down is not up to the delegation.
    hers.talks.update(outcome="")
    page = log_in(role).get("/beheer/").content.decode()
    assert set(re.findall(r"andidaat (\d+)", page)) == ({str(hers.pk)} if role == "Delegatielid" else set())
    assert not any(secret in page for secret in SECRETS)
    assert ("Kandidaten" in page) == (role == "Delegatielid")


def test_only_these_pages_of_the_admin_are_about_candidates():
    registered = {model.__name__ for model in admin.site._registry if model.__module__.startswith("recruitment")}
    assert registered >= {"Candidate", "DeclineReason", "Vacancy"}
    assert not registered & {"Move", "Talk", "Answer", "PersonalLink", "LinkRequest"}
    assert LogEntry not in admin.site._registry
    assert Letter in admin.site._registry  # closed to these roles, as tried above
