"""No log line holds the token of a personal page."""

import logging

import pytest

from clientenraad.logs import WithoutTokens, without_tokens


@pytest.mark.parametrize(
    ("line", "logged"),
    [
        ("Not Found: /aanmelding/abc-DEF_123/", "Not Found: /aanmelding/[persoonlijke link]/"),
        (
            "Invalid HTTP request line: 'GET /aanmelding/abc'",
            "Invalid HTTP request line: 'GET /aanmelding/[persoonlijke link]'",
        ),
        ("Not Found: /aanmelding/abcd efgh jkmn/", "Not Found: /aanmelding/[persoonlijke link]/"),
        ("GET /aanmelding/abcd efgh HTTP/1.1 404", "GET /aanmelding/[persoonlijke link] HTTP/1.1 404"),
        ("Forbidden: /aanmelding/mijn/stoppen/", "Forbidden: /aanmelding/mijn/stoppen/"),
        ("Not Found: /aanmelding/", "Not Found: /aanmelding/"),
    ],
)
def test_a_token_is_taken_out(line, logged):
    assert without_tokens(line) == logged


def test_the_filter_cleans_arguments_and_errors_too():
    try:
        raise ValueError("/aanmelding/geheim/")
    except ValueError as error:
        info = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "Fout: %s", ("/aanmelding/geheim/",), info)
    WithoutTokens().filter(record)
    assert record.getMessage() == "Fout: /aanmelding/[persoonlijke link]/"
    assert "geheim" not in record.exc_text


def test_every_line_passes_the_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_tokens"]
