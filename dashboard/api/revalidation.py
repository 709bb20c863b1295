"""Answers that may be cached, if it is asked each time whether they are still good."""

import gzip
import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles

_FILES = StaticFiles()


class Page(NamedTuple):
    """A page of HTML: its bytes, the same compressed, and a digest of them."""

    body: bytes
    compressed: bytes
    digest: str


def make_page(html: str) -> Page:
    """Return a page, compressed once for all who ask for it."""
    body = html.encode()
    return Page(body, gzip.compress(body, mtime=0), hashlib.sha256(body).hexdigest()[:16])


def send_page(request: Request, page: Page, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer with a page, as the client can read it, and with further headers."""
    # Compressed ahead: Streamlit would do so for every answer, or leaves the address out.
    is_compressed = "gzip" in request.headers.get("accept-encoding", "")
    response = Response(
        page.compressed if is_compressed else page.body,
        media_type="text/html",
        headers={
            **(headers or {}),
            "Vary": "Accept-Encoding",
            **({"Content-Encoding": "gzip"} if is_compressed else {}),
        },
    )
    return revalidate(request, response, page.digest)


def revalidate(request: Request, response: Response, digest: str) -> Response:
    """Return the answer, or in its place that the client's copy of it is still good."""
    # Weak, because the same may be sent compressed or not.
    response.headers["ETag"] = f'W/"{digest}"'
    response.headers["Cache-Control"] = "no-cache"
    # Starlette compares tags as if none were weak.
    known = Headers({**response.headers, "etag": f'"{digest}"'})
    if _FILES.is_not_modified(known, request.headers):
        return NotModifiedResponse(response.headers)
    return response
