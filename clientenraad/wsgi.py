"""Where the server comes in."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientenraad.settings")
django = get_wsgi_application()

from clientenraad import urls  # noqa: E402, F401  loads all pages, before there are workers: they share its memory
from clientenraad.page_cache.front import Front  # noqa: E402  it reads models, which are there only now

CHARSET = re.compile(r';\s*charset\*?\s*=\s*("[^"]*"|[^;]*)', re.IGNORECASE)


def site(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site without what is kept ready. Every form of it comes back in UTF-8, whatever charset somebody says it has.

    Python also takes names such as base64 for a charset; by one of those Django fails before it has a page for it.
    """
    environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
    return django(environ, start_response)


application = Front(site)
