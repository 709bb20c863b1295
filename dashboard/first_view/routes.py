"""The routes of the page itself: its HTML, its picture, and what tells crawlers of its views."""

from functools import partial
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from corpus.errors import ReadError
from corpus.exports.dataset import load_dataset
from dashboard.api.downloads import PREVIEW
from dashboard.api.export_queue import ExportQueue
from dashboard.api.revalidation import send_page
from dashboard.api.routes import send_export
from dashboard.first_view.description import count_views, list_views
from dashboard.first_view.page import find_page
from dashboard.library import open_library
from dashboard.selection import Selection, read_selection
from dashboard.templating import render

# The protocol allows 50,000; answering with fewer keeps others waiting less.
_MOST_IN_SITEMAP = 10_000


def make_page_routes(exports: ExportQueue, base: str) -> list[BaseRoute]:
    """Return the routes; ``base`` is as for `find_page`."""
    return [
        Route("/", partial(serve_page, base)),
        Route(f"/{PREVIEW.path}", partial(serve_preview, exports)),
        Route("/robots.txt", partial(serve_robots, base)),
        Route("/sitemap.xml", partial(serve_sitemap, base)),
        Route("/sitemap-{number:int}.xml", partial(serve_sitemap, base)),
    ]


def prepare_pages(base: str) -> None:
    """Make the pages that most readers open first: the whole, and each zone's."""
    library = open_library()
    for zone in (None, *(zone.id for zone in library.atlas.zones)):
        find_page(library, Selection(zone=zone), base)


async def serve_page(base: str, request: Request) -> Response:
    """Answer with the page's HTML, which has a first view of what the address asks for."""
    library = open_library()
    selection, _ = read_selection(dict(request.query_params), library.corpus)
    return send_page(request, find_page(library, selection, base))


async def serve_preview(exports: ExportQueue, request: Request) -> Response:
    """Answer with the picture of the map that others show beside a link to the page."""
    return await send_export(exports, request, PREVIEW)


async def serve_robots(base: str, request: Request) -> Response:
    """Answer with what crawlers need not read, and where they find the rest."""
    # Readers' own tables: their addresses cannot be guessed, but may be sent to somebody.
    private = f"{urlsplit(base).path}/located/"
    sitemap = f"\nSitemap: {base}/sitemap.xml\n" if base else ""
    return PlainTextResponse(
        f"User-agent: *\nDisallow: {private}\n{sitemap}", headers={"Cache-Control": "no-cache"}
    )


async def serve_sitemap(base: str, request: Request) -> Response:
    """Answer with the address of each view, and of the one-file HTML.

    Where they are too many for a file, it lists further files, which each have some of them. There
    is none where no address leads others here, since it takes whole addresses.
    """
    library = open_library()
    count = -(-count_views(library) // _MOST_IN_SITEMAP)
    number = request.path_params.get("number", 1)
    if not base or number < 1 or number > count or (count == 1 and "number" in request.path_params):
        return PlainTextResponse("There is no such file.", status_code=404)
    try:
        changed = load_dataset().released
    except ReadError:
        changed = ""
    if count > 1 and "number" not in request.path_params:
        files = [f"{base}/sitemap-{each}.xml" for each in range(1, count + 1)]
        text = render("sitemap.xml", files=files, changed=changed)
    else:
        views = list_views(library, (number - 1) * _MOST_IN_SITEMAP, _MOST_IN_SITEMAP)
        last = ["api/atlas.html"] if number == count else []
        addresses = [f"{base}/{view}" for view in (*views, *last)]
        text = render("sitemap.xml", addresses=addresses, changed=changed)
    return Response(text, media_type="application/xml", headers={"Cache-Control": "no-cache"})
