"""What the server hands over, before any page or middleware."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest

from clientenraad import wsgi

FORM = '--x\r\nContent-Disposition: form-data; name="naam"\r\n\r\nZoë\r\n--x--\r\n'.encode()


@pytest.fixture
def asked(monkeypatch):
    """The request as the site gets it: a form of this kind, posted to an address with a query."""

    def asked(kind: str) -> WSGIRequest:
        monkeypatch.setattr(wsgi, "django", lambda environ, start_response: WSGIRequest(environ))
        environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/", "QUERY_STRING": "pagina=2", "CONTENT_TYPE": kind}
        return wsgi.application(environ | {"CONTENT_LENGTH": str(len(FORM)), "wsgi.input": BytesIO(FORM)}, print)

    return asked


@pytest.mark.parametrize(
    "charset",
    [
        "",
        "; charset=base64",
        "; charset=idna",
        ';CHARSET = "hex"',
        "; charset*=utf-8''undefined",
        "; charset=punycode; a=b",
        "; charset=utf-16",
    ],
)
def test_every_form_is_read_as_utf_8_whatever_charset_is_named(asked, charset):
    request = asked(f"multipart/form-data{charset}; boundary=x")
    assert (request.GET.dict(), request.POST.dict()) == ({"pagina": "2"}, {"naam": "Zoë"})


def test_a_request_without_a_kind_is_no_error(asked):
    assert asked("").POST.dict() == {}
