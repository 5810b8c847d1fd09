"""Asking a WSGI application for a page, without a server in between."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple


class Asked(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(application: Any, path: str, **environ: Any) -> Asked:
    """What the application answers to anybody, but for what ``environ`` says."""
    said: list[Any] = []
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    answer = application(request | environ, lambda *status_and_headers: said.extend(status_and_headers))
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return Asked(said[0], dict(said[1]), body)


@dataclass
class counted:
    """An application that remembers how often it was asked, and what."""

    application: Any
    seen: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.seen.append(environ)
        return self.application(environ, start_response)

    @property
    def times(self) -> int:
        return len(self.seen)
