"""One page, ready to be sent: in each encoding, with its headers."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from gzip import compress as gzip
from hashlib import blake2b
from typing import Any

from brotli import compress as brotli

Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], Any]

# How to pack a page, the way with the smallest result in front; in either a page takes a millisecond.
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli(body, quality=5),
    "gzip": lambda body: gzip(body, compresslevel=6, mtime=0),
}
PLAIN = "identity"
# Whoever keeps the page asks each time whether it is still the same, and is mostly told so in a few bytes.
ASK_EACH_TIME = [("Cache-Control", "public, max-age=0, must-revalidate"), ("Vary", "Accept-Encoding")]
BESIDE = 4096  # bytes in memory, roughly, that a page takes beside its text: the headers of each way, and its place
OUR_OWN = {"cache-control", "content-encoding", "content-length", "etag", "vary"}
OF_THE_BODY = {"content-disposition", "content-length", "content-type"}


class KeptPage:
    """A page of status 200 as it is sent to everybody; ``size`` is what it takes in memory, in bytes."""

    def __init__(self, headers: Headers, body: bytes) -> None:
        self.tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
        own = [(name, value) for name, value in headers if name.lower() not in OUR_OWN]
        # Weak: it names the page, in whatever way it is packed.
        self.headers = [*own, *ASK_EACH_TIME, ("ETag", f"W/{self.tag}")]
        self.ways = {PLAIN: self._with_length(body)} | {
            name: self._packed(name, pack(body)) for name, pack in PACKERS.items()
        }
        self.size = BESIDE + sum(len(content) for _, content in self.ways.values())

    def answer(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Send the page in the way this browser likes best; or only say that it has the page already."""
        if self._is_known(environ.get("HTTP_IF_NONE_MATCH", "")):
            start_response("304 Not Modified", [line for line in self.headers if line[0].lower() not in OF_THE_BODY])
            return []
        headers, body = self.ways[best_way(environ.get("HTTP_ACCEPT_ENCODING", ""))]
        # A copy: servers may add lines of their own.
        start_response("200 OK", headers[:])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _is_known(self, tags: str) -> bool:
        return bool(tags) and (self.tag in tags or tags.strip() == "*")

    def _packed(self, name: str, body: bytes) -> tuple[Headers, bytes]:
        headers, body = self._with_length(body)
        return [*headers, ("Content-Encoding", name)], body

    def _with_length(self, body: bytes) -> tuple[Headers, bytes]:
        return [*self.headers, ("Content-Length", str(len(body)))], body


# Browsers say one of a few things; a stranger may say anything, so that not all of it is remembered.
@lru_cache(maxsize=256)
def best_way(accepted: str) -> str:
    """The encoding that an Accept-Encoding header likes best (RFC 9110, 12.5.3); plain when it likes none."""
    weights = dict(_weight(part) for part in accepted.lower().split(","))
    liked = {name: weights.get(name, weights.get("*", 0.0)) for name in PACKERS}
    best = max(liked, key=lambda name: liked[name])
    return best if liked[best] > 0 and liked[best] >= weights.get(PLAIN, 0.0) else PLAIN


def _weight(part: str) -> tuple[str, float]:
    name, _, weight = part.replace(" ", "").partition(";q=")
    try:
        return name, float(weight or 1)
    except ValueError:
        return name, 0.0
