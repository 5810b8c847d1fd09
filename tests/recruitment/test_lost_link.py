"""A new link to the own page: nobody learns from the asking whether somebody applied."""

import re
import secrets
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members import post
from members.models import Letter
from recruitment import applying
from recruitment.models import LinkRequest, PersonalLink
from recruitment.models.links import READABLE
from tests.recruitment.conftest import user

KNOWN, UNKNOWN = "WOLK@voorbeeld.example", "niemand@voorbeeld.example"


@pytest.fixture(autouse=True)
def _empty_counters(db):
    cache.clear()


def ask(client, email):
    return client.post("/aanmelding/", {"email": email})


def new_links(candidate) -> int:
    return candidate.letters.filter(kind="new_link").count()


def queries(client, email) -> list[str]:
    """What the database is asked, with every value left out."""
    with CaptureQueriesContext(connection) as asked:
        ask(client, email)
    return [re.sub(r"'[^']*'|\w*\d+", "?", query["sql"]) for query in asked]


def test_a_known_and_an_unknown_address_get_the_same_answer(client, candidate):
    known, unknown = ask(client, KNOWN), ask(client, UNKNOWN)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, "/aanmelding/gevraagd/")


def test_a_known_and_an_unknown_address_cost_the_same_queries(client, candidate):
    ask(client, UNKNOWN)  # the counter of forms begins with a query of its own
    known, unknown = queries(client, KNOWN), queries(client, UNKNOWN)
    assert known == unknown
    assert any("recruitment_linkrequest" in sql for sql in known)


def test_asking_writes_one_row_and_nothing_else(client, candidate):
    letters = Letter.objects.count()
    ask(client, KNOWN)
    assert (LinkRequest.objects.count(), Letter.objects.count()) == (1, letters)


def test_the_next_sender_answers_who_is_known_and_forgets_all_that_was_asked(client, candidate):
    ask(client, KNOWN)
    ask(client, UNKNOWN)
    assert applying.answer_link_requests(timezone.now()) == 1
    assert new_links(candidate) == 1
    assert not LinkRequest.objects.exists()


def test_the_timer_answers_also_where_no_mail_leaves(client, candidate):
    ask(client, KNOWN)
    call_command("send_letters", verbosity=0, stdout=StringIO())
    assert new_links(candidate) == 1


def test_a_new_link_is_written_at_most_once_an_hour(candidate, time_machine):
    start = timezone.now()
    written = []
    for minutes in (0, 0, 59, 61):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        applying.ask_new_link(KNOWN)
        applying.answer_link_requests(timezone.now())
        written.append(new_links(candidate))
    assert written == [1, 1, 1, 2]


def test_a_request_that_fails_is_tried_again_for_a_day_and_holds_up_nobody(candidate, monkeypatch, caplog):
    now = timezone.now()
    applying.ask_new_link(KNOWN)
    with monkeypatch.context() as broken:
        broken.setattr(applying.letters, "write_for", lambda *args: 1 / 0)
        applying.answer_link_requests(now)
        assert LinkRequest.objects.count() == 1
        LinkRequest.objects.update(asked_at=now - timedelta(days=1, minutes=1))
        applying.answer_link_requests(now)
    assert LinkRequest.objects.count() == 0
    assert "ZeroDivisionError" in caplog.text
    assert "voorbeeld.example" not in caplog.text


def test_the_sender_starts_after_the_commit_for_known_and_unknown_alike(
    client, candidate, monkeypatch, django_capture_on_commit_callbacks
):
    started = []
    monkeypatch.setattr(post, "soon", started.append)
    for email in (KNOWN, UNKNOWN):
        with django_capture_on_commit_callbacks(execute=True):
            ask(client, email)
    assert len(started) == 2


def test_the_sender_answers_and_sends_in_one_go(client, candidate, monkeypatch, settings):
    settings.MAIL_LEAVES = True
    monkeypatch.setattr(applying, "sleep", lambda seconds: None)
    ask(client, KNOWN)
    applying._answer_when_asker_is_gone(timezone.now())
    assert [letter.subject for letter in mail.outbox if "link" in letter.subject] != []


def test_asking_for_links_too_often_is_stopped(client, candidate, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    assert [ask(client, UNKNOWN).status_code for _ in range(61)] == [302] * 60 + [429]


@pytest.mark.parametrize("email", ["", "geen adres", "a" * 300 + "@voorbeeld.example", "\x00"])
def test_what_is_no_address_is_told_and_writes_nothing(client, candidate, email):
    page = ask(client, email)
    assert (page.status_code, LinkRequest.objects.count()) == (200, 0)
    assert "Er ging iets niet goed" in page.content.decode()


def test_an_error_stands_below_the_title_of_the_page_as_at_other_forms(client, candidate):
    page = ask(client, "geen adres").content.decode()
    assert 0 < page.index("<h1>") < page.index('class="error-summary"') < page.index("<form")


def test_three_hundred_guesses_open_nothing(client, candidate):
    candidate.new_personal_link()
    for _ in range(300):
        token = "".join(secrets.choice(READABLE) for _ in range(20))
        assert client.get(f"/aanmelding/{token}/").status_code == 404


def test_an_unknown_and_an_expired_link_cost_the_same_work(client, candidate):
    expired = candidate.new_personal_link().removeprefix("http://testserver")
    PersonalLink.objects.update(made_at=timezone.now() - timedelta(days=91))
    asked = []
    for path in (expired, "/aanmelding/onbekend/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 404
        asked.append([query["sql"].split(" WHERE ")[0] for query in queries])
    assert asked[0] == asked[1]
    assert len(asked[0]) > 0


def test_the_secretary_makes_all_links_dead_at_once(own, candidate, secretary, client):
    old = candidate.new_personal_link().removeprefix("http://testserver")
    desk = type(client)()
    desk.force_login(secretary)
    verb = f"/beheer/recruitment/candidate/{candidate.pk}/doe/links-ongeldig/"
    assert "gaat meteen dicht" in desk.get(verb).content.decode()
    assert desk.post(verb).status_code == 302
    assert own.get("/aanmelding/mijn/").status_code == 302
    assert own.get(old).status_code == 404
    assert candidate.moves.last().why == "alle links naar de eigen pagina ongeldig gemaakt"


def test_an_erased_candidates_link_is_dead_at_once(own, candidate):
    link = candidate.new_personal_link().removeprefix("http://testserver")
    candidate.delete()
    assert own.get("/aanmelding/mijn/").url == "/aanmelding/afgesloten/"
    assert [own.get(link).status_code, own.post(link).status_code] == [404, 404]


def test_the_secretary_sends_a_fresh_link_by_letter(client, candidate, secretary):
    client.force_login(secretary)
    client.post(f"/beheer/recruitment/candidate/{candidate.pk}/doe/nieuwe-link/")
    assert new_links(candidate) == 1
    assert (candidate.moves.last().why, candidate.moves.last().by) == ("een nieuwe link gestuurd", secretary)


@pytest.mark.parametrize("slug", ["links-ongeldig", "nieuwe-link", "overzicht"])
@pytest.mark.parametrize("role", ["Redactie", "Delegatielid", "Beheerder"])
def test_who_does_not_work_with_candidates_has_no_such_button(client, candidate, role, slug):
    client.force_login(user("collega", role))
    verb = f"/beheer/recruitment/candidate/{candidate.pk}/doe/{slug}/"
    assert client.post(verb).status_code in {403, 404}
    assert candidate.moves.count() == 1
