"""What every answer carries, also when something is wrong."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError
from django.http import HttpResponse

from clientenraad.middleware import PatientSessions
from members.models import Council

pytestmark = pytest.mark.django_db


def locked(*args, **kwargs):
    raise OperationalError("database is locked")


@pytest.mark.parametrize("address", ["/", "/bestaat-niet/", "/aanmelding/onbekend/", "/beheer/login/", "/aanmelding"])
def test_every_answer_has_a_policy(client, council, address):
    response = client.get(address)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_error_about_a_token_is_as_private_as_the_page(client, council):
    response = client.get("/aanmelding/onbekend/")
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Vraag een nieuwe link" in response.content.decode()


@pytest.mark.parametrize("error", [OperationalError("database is locked"), SessionInterrupted("gone")])
def test_a_session_that_cannot_be_saved_is_a_friendly_503(rf, council, client, error):
    council.phone = "050 000 0000"
    council.save()
    client.get("/")  # this process has seen the council
    error.__context__ = OperationalError("database is locked")
    request = rf.get("/")
    request.session = SessionStore()
    request.session["x"] = 1
    request.session.save = lambda: (_ for _ in ()).throw(error)
    response = PatientSessions(lambda request: HttpResponse()).process_response(request, HttpResponse())
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "050 000 0000" in response.content.decode()
    assert "niet bewaard" in response.content.decode()


def test_error_pages_need_no_database(client, council, monkeypatch):
    client.get("/")
    monkeypatch.setattr(Council.objects, "get", locked)
    assert client.get("/bestaat-niet/").status_code == 404


@pytest.mark.parametrize("address", ["/vacatures/?x=%00", "/?%00=1"])
def test_a_nul_in_an_address_is_refused(client, council, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("url", ["/beheer/", "/beheer/login/", "/beheer/bestaat-niet/"])
def test_the_admin_is_in_no_list_of_a_search_engine(client, council, url):
    assert client.get(url)["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get("/contact/")
