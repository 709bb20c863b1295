"""What the page's scripts fetch: the map's script, the reading document, and articles beside it."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.document import open_document, write_article
from dashboard.library import open_library


async def serve_map_script(request: Request) -> Response:
    """Answer with the map's script and data."""
    library = open_library()
    return _send_version(request, library.map_script, library.map_script_version, "text/javascript")


async def serve_document(request: Request) -> Response:
    """Answer with the reading document, for the page to show parts of."""
    document = open_document(open_library())
    return _send_version(request, document.html, document.version, "text/html")


async def serve_article(request: Request) -> Response:
    """Answer with the part of an article, which may be none of the reading document's."""
    html = write_article(open_library(), request.path_params["article"])
    if html is None:
        return PlainTextResponse("There is no such article.", status_code=404)
    return Response(html, media_type="text/html", headers={"Cache-Control": "no-cache"})


def _send_version(request: Request, content: bytes, version: str, media_type: str) -> Response:
    """Return what may be cached for ever with its version in the address; else revalidated."""
    is_this_version = request.query_params.get("v") == version
    cached = "public, max-age=31536000, immutable" if is_this_version else "no-cache"
    return Response(content, media_type=media_type, headers={"Cache-Control": cached})
