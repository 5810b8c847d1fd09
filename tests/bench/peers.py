"""What the page cache is measured beside: an answer that never changes, and Django's own cache middleware."""

import json
import os
from typing import Any

if "CONSTANT_ANSWER" in os.environ:
    with open(os.environ["CONSTANT_ANSWER"], encoding="latin-1") as file:
        answers = {path: (headers, body.encode("latin-1")) for path, (headers, body) in json.load(file).items()}


def constant(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The same bytes that the site sends, and nothing else: as fast as gunicorn can send a page of this size."""
    headers, body = answers.get(environ["PATH_INFO"], ([], b"ok"))
    start_response("200 OK", [(name, value) for name, value in headers])
    return [body]
