"""A site that thanks first and stores a little later: what the drills that kill a site must be able to notice."""

from collections.abc import Iterable
from io import BytesIO
from threading import Timer
from typing import Any

from clientenraad.wsgi import application as careful
from tests.faults.sign_ups import THANKS

LATER = 1.0  # seconds


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] != "POST":
        return careful(environ, start_response)
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    later = environ | {"wsgi.input": BytesIO(body)}
    Timer(LATER, lambda: list(careful(later, lambda *_: None))).start()
    start_response("302 Found", [("Location", THANKS), ("Content-Length", "0")])
    return []
