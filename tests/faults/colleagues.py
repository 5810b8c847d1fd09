"""Somebody who is logged in at the desk, and uploads a document."""

import re
import uuid
from contextlib import closing
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.faults.sites import SOMEBODY, Site
from tests.pdfs import pdf

WORDS = "een lange zin om in te loggen"
ADD = "/beheer/clientenraad/document/add/"


def make_account(site: Site) -> None:
    make = "from django.contrib.auth.models import User; User.objects.create_superuser('drill', password='{}')"
    done = site.manage("shell", "-v", "0", "-c", make.format(WORDS))
    if done.returncode:
        raise SystemExit(done.stderr)


class Colleague:
    """``last`` is the status and the text of the page that logging in led to."""

    def __init__(self, site: Site) -> None:
        self._address = f"http://localhost:{site.port}"
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        page = self._ask("/beheer/login/")[1]
        fields = {"csrfmiddlewaretoken": _token(page), "login": "drill", "password": WORDS}
        self.last = self._ask("/beheer/login/", urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def read(self, path: str) -> tuple[int, str]:
        """The status and the text of a page of the desk."""
        return self._ask(path)

    def upload(self) -> tuple[int, str]:
        """Add a document by the form of the desk; the status and the text of the page that follows."""
        page = self._ask(ADD)[1]
        fields = {"csrfmiddlewaretoken": _token(page), "kind": "advice", "title": "Advies", "dated_on": "2026-06-01"}
        boundary = uuid.uuid4().hex
        parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
        parts.append(b'name="file"; filename="advies.pdf"\r\nContent-Type: application/pdf\r\n\r\n' + pdf())
        head = f"--{boundary}\r\nContent-Disposition: form-data; ".encode()
        body = b"".join(head + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
        return self._ask(ADD, body, f"multipart/form-data; boundary={boundary}")

    def _ask(self, path: str, form: bytes | None = None, kind: str = "") -> tuple[int, str]:
        headers = {"X-Forwarded-For": SOMEBODY}
        if form:
            headers |= {"Content-Type": kind, "Origin": self._address}
        request = Request(self._address + path, form, headers)  # noqa: S310 (an address of ours)
        try:
            with closing(self._opener.open(request, timeout=60)) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return found[1] if found else ""
