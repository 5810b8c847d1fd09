"""How gunicorn writes of what it served; the rest of its settings is in the command ``serve``."""

from typing import Any
from urllib.parse import quote

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
