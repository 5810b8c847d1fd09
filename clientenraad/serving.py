"""How gunicorn loads the site and writes of what it served; the rest is in the command ``serve``."""

import gc
from typing import Any
from urllib.parse import quote

from django.db import connections
from gunicorn.glogging import Logger

from clientenraad.logs import clean


class AccessLog(Logger):
    """Gunicorn's own log, in which an address cannot break out of its line or hold a token."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode(errors="replace")
        return {**super().atoms(resp, req, environ, request_time), "U": quote(clean(path), safe="/[]")}


accesslog = "-"
# When, what, the answer, its bytes, and its microseconds: not who.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(D)s"
logger_class = AccessLog
# By itself it believes a header SCRIPT_NAME from a proxy on this machine, which may have got it from a visitor.
forwarder_headers = ""
# What every worker needs is loaded once, before there are any: they share its memory.
preload_app = True


def when_ready(server: Any) -> None:
    """Leave what was loaded where it is: cleaning up would make each worker a copy of its own."""
    gc.collect()
    gc.freeze()
    # No two processes may use one connection.
    connections.close_all()
