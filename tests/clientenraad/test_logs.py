"""A log line is one line, and holds no token, no query string and nothing that somebody typed."""

import logging
import os
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from clientenraad import logs
from clientenraad.logs import OneLine, TellAdministrator, clean
from clientenraad.serving import AccessLog, access_log_format

NOON = 1_800_000_000.0  # seconds


@pytest.mark.parametrize(
    ("line", "logged"),
    [
        ("Not Found: /aanmelding/abc-DEF_123/", "Not Found: /aanmelding/[persoonlijke link]/"),
        (
            "Invalid HTTP request line: 'GET /aanmelding/abc'",
            "Invalid HTTP request line: 'GET /aanmelding/[persoonlijke link]'",
        ),
        ("Not Found: /Aanmelding/abcd/", "Not Found: /Aanmelding/[persoonlijke link]/"),
        ("Not Found: /aanmelding/abcd efgh jkmn/", "Not Found: /aanmelding/[persoonlijke link]/"),
        ("Not Found: /aanmelding/ abcd-efgh/", "Not Found: /aanmelding/[persoonlijke link]/"),
        ("Not Found: /aanmelding/abcd\u00a0efgh\tjkmn/", "Not Found: /aanmelding/[persoonlijke link]/"),
        ("Not Found: /aanmelding//abcd-efgh/", "Not Found: /aanmelding/[persoonlijke link]/"),
        ("Not Found: /aanmelding/'abcd-efgh'", "Not Found: /aanmelding/[persoonlijke link]'"),
        ("Not Found: /beheer/welkom/3/ abc-def/", "Not Found: /beheer/welkom/3/[persoonlijke link]/"),
        ("Fout: /aanmelding/abcd\nValueError at f.py:1", "Fout: /aanmelding/[persoonlijke link] ValueError at f.py:1"),
        ("GET /aanmelding/ HTTP/1.1 200", "GET /aanmelding/ HTTP/1.1 200"),
        ("GET /aanmelding/abcd efgh HTTP/1.1 404", "GET /aanmelding/[persoonlijke link] HTTP/1.1 404"),
        ("Forbidden: /aanmelding/mijn/stoppen/", "Forbidden: /aanmelding/mijn/stoppen/"),
        ("Not Found: /aanmelding/", "Not Found: /aanmelding/"),
        ("Error handling request /zoeken/?q=Jansen", "Error handling request /zoeken/"),
        ("Invalid request: 'GET /beheer/?q=Jansen HTTP/1.1'", "Invalid request: 'GET /beheer/ HTTP/1.1'"),
        ("Is this a question? Yes", "Is this a question? Yes"),
        ("Invalid request from ip=192.0.2.7: Invalid HTTP Version", "Invalid request: Invalid HTTP Version"),
        ("one\ntwo\rthree", "one two three"),
    ],
)
def test_a_line_is_cleaned(line, logged):
    assert clean(line) == logged


def broken(words: str) -> logging.LogRecord:
    try:
        raise ValueError(words)
    except ValueError as error:
        info = (ValueError, error, error.__traceback__)
    return logging.LogRecord("x", logging.ERROR, "f", 1, "Fout: %s", ("/aanmelding/geheim/",), info)


def test_of_an_error_the_kind_and_the_place_are_logged_but_not_its_words():
    line = OneLine("%(levelname)s %(message)s").format(broken("Key (name)=(Jansen)"))
    assert line.startswith("ERROR Fout: /aanmelding/[persoonlijke link]/ ValueError at test_logs.py:")
    assert "Jansen" not in line


def test_what_another_handler_left_on_the_record_is_not_logged():
    record = broken("Jansen")
    logging.Formatter().format(record)
    assert "Jansen" in record.exc_text
    assert "Jansen" not in OneLine().format(record)


def test_every_handler_writes_clean_lines(settings):
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
    assert settings.LOGGING["formatters"]["line"]["()"] == "clientenraad.logs.OneLine"


# One line a request --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/vacatures/", "GET /vacatures/ 200 12 5000"),
        ("/aanmelding/abcd-efgh/", "GET /aanmelding/[persoonlijke%20link]/ 200 12 5000"),
        ("/aanmelding/ abcd\xc2\xa0efgh/", "GET /aanmelding/[persoonlijke%20link]/ 200 12 5000"),
        ("/x\n1.2.3.4 GET /", "GET /x%201.2.3.4%20GET%20/ 200 12 5000"),
        ("/prijz\xc3\xa9/\x00", "GET /prijz%C3%A9/%00 200 12 5000"),
        ("/\xff", "GET /%EF%BF%BD 200 12 5000"),
    ],
)
def test_a_request_is_one_line_without_who_asked(path, logged):
    environ = {"PATH_INFO": path, "RAW_URI": f"{path}?q=Jansen", "REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1"}
    answer = SimpleNamespace(status="200 OK", sent=12, headers=[])
    request = SimpleNamespace(headers=[])
    took = timedelta(milliseconds=5)
    logger = AccessLog.__new__(AccessLog)
    atoms = logger.atoms(answer, request, environ, took)
    assert access_log_format.removeprefix("%(t)s ") % atoms == logged


# A mail to the administrator -------------------------------------------------------------------------


@pytest.fixture
def at_once(monkeypatch, settings, tmp_path):
    """Mails go out before ``emit`` returns, to an administrator."""

    class Now:
        def __init__(self, target, args):
            self.start = lambda: target(*args)

    monkeypatch.setattr(logs, "Thread", Now)
    settings.DATA_DIR, settings.ADMINS = tmp_path, [("beheerder", "beheer@raad.example")]


def tell(words: str = "Jansen", at: float = NOON) -> None:
    handler, record = TellAdministrator(), broken(words)
    handler.setFormatter(OneLine("%(message)s"))
    record.created = at
    handler.handle(record)


def test_an_error_is_mailed_without_its_words(at_once, mailoutbox):
    tell("Jansen")
    assert [mail.to for mail in mailoutbox] == [["beheer@raad.example"]]
    assert "ValueError at test_logs.py" in mailoutbox[0].body
    assert "Jansen" not in mailoutbox[0].body


@pytest.mark.parametrize(("later", "mails"), [(59.9, 1), (60, 2), (-1, 2)])
def test_a_second_mail_goes_after_a_minute(at_once, mailoutbox, later, mails):
    tell(at=NOON)
    tell(at=NOON + later)
    assert len(mailoutbox) == mails


def test_that_an_answer_was_a_503_is_no_mail(at_once, mailoutbox):
    for status, mails in ((503, 0), (500, 1)):
        record = broken("words")
        record.status_code = status
        handler = TellAdministrator()
        handler.setFormatter(OneLine("%(message)s"))
        handler.handle(record)
        assert len(mailoutbox) == mails


def test_without_an_administrator_no_mail_goes(at_once, mailoutbox, settings):
    settings.ADMINS = []
    tell()
    assert mailoutbox == []


# Beside the line of a request ------------------------------------------------------------------------


def test_of_what_is_not_there_or_refused_there_is_no_second_line(client, council, caplog):
    strict = Client(enforce_csrf_checks=True)
    answers = [client.get("/bestaat-niet/"), client.get("/?q=%00"), client.delete("/"), strict.post("/beheer/login/")]
    assert [answer.status_code for answer in answers] == [404, 400, 405, 403]
    assert caplog.messages == []


def test_of_what_breaks_there_is_a_line_and_a_mail(at_once, council, caplog, mailoutbox, monkeypatch):
    monkeypatch.setattr("clientenraad.views.render", lambda *args: 1 / 0)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert caplog.messages == ["Internal Server Error: /"]
    assert ["Internal Server Error: / ZeroDivisionError at" in mail.body for mail in mailoutbox] == [True]


# What breaks outside a request ------------------------------------------------------------------------

BREAKS = """
import django
django.setup()
from threading import Thread
def break_off():
    raise ValueError("Key (name)=(Jansen)")
beside = Thread(target=break_off)
beside.start()
beside.join()
break_off()
"""


def test_what_breaks_in_a_command_or_beside_it_is_logged_without_its_words():
    known = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, "-c", BREAKS], env=os.environ | known, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.count("ERROR clientenraad.logs: broke off ValueError at ") == 2
    assert "Jansen" not in done.stderr
