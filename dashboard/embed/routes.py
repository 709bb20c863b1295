"""The routes ``/embed`` and ``/oembed``."""

from collections.abc import Callable
from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from corpus.errors import ReadError
from dashboard.api.revalidation import Page, make_page, send_page
from dashboard.api.routes import refuse
from dashboard.embed.oembed import OembedError, answer_oembed
from dashboard.embed.page import ANCESTORS, make_embed_page
from dashboard.library import Library, open_library


def make_embed_routes(find_address: Callable[[], str]) -> list[BaseRoute]:
    """Return the routes; ``find_address`` returns the page's address, once it is served."""
    return [
        Route("/embed", serve_embed),
        Route("/oembed", partial(serve_oembed, find_address)),
    ]


async def serve_embed(request: Request) -> Response:
    """Answer with the page for frames, which any site may show."""
    try:
        page, policy = _make_page(open_library())
    except ReadError as error:
        return refuse(500, str(error))
    return send_page(request, page, {"Content-Security-Policy": f"{policy}; {ANCESTORS}"})


@lru_cache(maxsize=2)
def _make_page(library: Library) -> tuple[Page, str]:
    """Return the page, and the policy that allows its scripts."""
    page = make_embed_page(library, "./")
    return make_page(page.html), page.policy


async def serve_oembed(find_address: Callable[[], str], request: Request) -> Response:
    """Answer how another site shows the address that is named, as JSON."""
    try:
        answer = answer_oembed(open_library(), find_address(), dict(request.query_params))
    except OembedError as error:
        return refuse(error.status, str(error))
    return JSONResponse(answer, headers={"Access-Control-Allow-Origin": "*"})
