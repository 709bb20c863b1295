"""The routes ``/embed`` and ``/oembed``."""

import gzip
import hashlib
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from corpus.errors import ReadError
from dashboard.api.routes import refuse
from dashboard.embed.oembed import OembedError, answer_oembed
from dashboard.embed.page import ANCESTORS, make_embed_page
from dashboard.library import Library, open_library


class _Answer(NamedTuple):
    body: bytes
    compressed: bytes
    policy: str
    tag: str


def make_embed_routes(find_address: Callable[[], str]) -> list[BaseRoute]:
    """Return the routes; ``find_address`` returns the page's address, once it is served."""
    return [
        Route("/embed", serve_embed),
        Route("/oembed", partial(serve_oembed, find_address)),
    ]


async def serve_embed(request: Request) -> Response:
    """Answer with the page for frames, which any site may show."""
    try:
        answer = _make_answer(open_library())
    except ReadError as error:
        return refuse(500, str(error))
    headers = {
        "Content-Security-Policy": f"{answer.policy}; {ANCESTORS}",
        "ETag": answer.tag,
        "Cache-Control": "no-cache",
    }
    if answer.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    is_compressed = "gzip" in request.headers.get("accept-encoding", "")
    if is_compressed:
        headers["Content-Encoding"] = "gzip"
    body = answer.compressed if is_compressed else answer.body
    return Response(body, media_type="text/html", headers=headers)


@lru_cache(maxsize=2)
def _make_answer(library: Library) -> _Answer:
    page = make_embed_page(library, "./")
    body = page.html.encode()
    digest = hashlib.sha256(body).hexdigest()[:16]
    return _Answer(body, gzip.compress(body, mtime=0), page.policy, f'W/"{digest}"')


async def serve_oembed(find_address: Callable[[], str], request: Request) -> Response:
    """Answer how another site shows the address that is named, as JSON."""
    try:
        answer = answer_oembed(open_library(), find_address(), dict(request.query_params))
    except OembedError as error:
        return refuse(error.status, str(error))
    return JSONResponse(answer, headers={"Access-Control-Allow-Origin": "*"})
