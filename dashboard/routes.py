"""What the server answers beside the page: the data, and the map's own scripts and styles."""

import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache, lru_cache

import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from corpus.errors import OutputError, ReadError, ScopeError
from corpus.scope import Scope, read_scope
from dashboard.formats import DOWNLOADS, make_download, name_file
from dashboard.library import ASSETS, ROOMS, open_library
from dashboard.openapi import describe_api
from geodata.answers import answer
from geodata.errors import GazetteerError, LocationError, UnknownPlaceError

OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}
METHODS = ("GET", "HEAD", "OPTIONS")
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
FILTERS = ("zone", "topic", "outlet", "asof")


def serve_data(request: Request) -> Response:
    """Answer ``GET /api/PATH`` with a data file, or say in JSON what there is instead.

    It is no coroutine: the server makes a file in a thread, and goes on serving.
    """
    path = request.path_params["path"]
    download = DOWNLOADS.get(path)
    if download is None:
        return say(404, f"There is nothing at /api/{path[:100]}.", available=list_addresses())
    try:
        scope = read_filters(request, download.zone)
        body = _read_data(path, scope, str(request.base_url).rstrip("/"))
    except ScopeError as error:
        return say(400, str(error))
    except (OutputError, ReadError) as error:
        return say(500, str(error))
    # Weak, because the server may also send it compressed.
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = OPEN_TO_ALL | {
        "ETag": tag,
        "Last-Modified": format_datetime(_find_last_change(), usegmt=True),
        "Cache-Control": "no-cache",
        "Content-Disposition": f'inline; filename="{name_file(download, scope)}"',
    }
    if _is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return _answer(body, request, headers, download.format.media_type)


def _answer(body: bytes, request: Request, headers: dict[str, str], media_type: str) -> Response:
    """Return the whole of a file, or the part of it that is asked for.

    GDAL, DuckDB and web maps read of a large file at an address only what they need.
    """
    headers = headers | {"Accept-Ranges": "bytes"}
    # A part may only be joined to parts of the same bytes, which a weak tag does not promise.
    asked = "" if "if-range" in request.headers else request.headers.get("range", "")
    part = find_part(asked, len(body))
    if part is None:
        return Response(body, headers=headers, media_type=media_type)
    if not part:
        headers["Content-Range"] = f"bytes */{len(body)}"
        return Response(status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(body)}"
    return Response(body[part.start : part.stop], 206, headers, media_type)


def find_part(asked: str, size: int) -> range | None:
    """Return which bytes the header ``Range`` asks for: None for all, an empty range for none.

    Several parts at once, and what is no range of bytes, are answered with the whole.
    """
    found = _RANGE.fullmatch(asked)
    first, last = found.groups() if found else ("", "")
    if first:
        is_backward = last and int(last) < int(first)
        stop = min(int(last) + 1, size) if last else size
        return None if is_backward else range(int(first), stop)
    return range(max(size - int(last), 0), size) if last else None


@lru_cache(maxsize=32)
def _read_data(path: str, scope: Scope, base: str) -> bytes:
    return make_download(open_library(), DOWNLOADS[path], scope, base)


def read_filters(request: Request, zone: str) -> Scope:
    """Return the scope that the parameters of a request ask for, and the zone of its path.

    Raises
    ------
    ScopeError
        If a parameter is none of `FILTERS`, or its value names nothing that there is.
    """
    asked = request.query_params
    for name in asked:
        if name not in FILTERS:
            raise ScopeError(f"There is no filter '{name[:60]}'; there are: {', '.join(FILTERS)}.")
    if zone and "zone" in asked:
        raise ScopeError(f"The address names the zone {zone}: leave the filter zone out.")
    return read_scope(
        open_library().corpus,
        zones=[zone] if zone else asked.getlist("zone"),
        topics=asked.getlist("topic"),
        outlets=asked.getlist("outlet"),
        as_of=asked.get("asof"),
    )


def _is_known(request: Request, tag: str) -> bool:
    known_tags = request.headers.get("if-none-match")
    if known_tags is not None:
        opaque = tag.removeprefix("W/")
        return opaque in [known.strip().removeprefix("W/") for known in known_tags.split(",")]
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return since.tzinfo is not None and since >= _find_last_change()


@cache
def _find_last_change() -> datetime:
    """Return when the newest file was changed that what is served here is made from."""
    files = (path for room in ROOMS for path in room.rglob("*") if path.suffix != ".pyc")
    newest = max(path.stat().st_mtime for path in files)
    return datetime.fromtimestamp(int(newest), UTC)


def serve_list(request: Request) -> Response:
    """Answer ``GET /api/`` with the address of everything that can be had."""
    return JSONResponse({"available": list_addresses()}, headers=OPEN_TO_ALL)


def serve_description(request: Request) -> Response:
    """Answer ``GET /api/openapi.json`` with what can be asked for, and how."""
    return JSONResponse(describe_api(open_library()), headers=OPEN_TO_ALL)


def list_addresses() -> list[str]:
    """Return the address of everything that can be had, without the server's."""
    return ["/api/", "/api/openapi.json", "/api/locate", *(f"/api/{path}" for path in DOWNLOADS)]


def serve_leave(request: Request) -> Response:
    """Answer a browser that asks whether a page from elsewhere may read the data: it may."""
    headers = OPEN_TO_ALL | {"Access-Control-Allow-Methods": "GET, HEAD"}
    return Response(status_code=204, headers=headers)


def refuse_method(request: Request) -> Response:
    """Answer in JSON that data is only read here."""
    refusal = say(405, f"The data can only be read: use {' or '.join(METHODS[:2])}.")
    refusal.headers["Allow"] = ", ".join(METHODS)
    return refusal


def say(status: int, error: str, **more: object) -> JSONResponse:
    """Return an answer in JSON that says what is wrong."""
    return JSONResponse({"error": error, **more}, status_code=status, headers=OPEN_TO_ALL)


async def serve_location(request: Request) -> Response:
    """Answer ``GET /api/locate``: where a point or place lies, as JSON; 400 says what is wrong."""
    question = dict(request.query_params)
    library = open_library()
    try:
        found = answer(question, library.atlas, library.corpus)
    except UnknownPlaceError as error:
        return say(404, str(error))
    except LocationError as error:
        return say(400, str(error))
    except GazetteerError as error:
        return say(500, str(error))
    return JSONResponse(found, headers=OPEN_TO_ALL)


async def serve_map_script(request: Request) -> Response:
    """Answer with the map's script and data; the address names the version, and never changes."""
    return Response(
        open_library().map_script,
        media_type="text/javascript",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


ROUTES = [
    Route("/api/{path:path}", serve_leave, methods=["OPTIONS"]),
    Route("/api/", serve_list),
    Route("/api/openapi.json", serve_description),
    Route("/api/locate", serve_location),
    Route("/api/{path:path}", serve_data),
    Route("/api/{path:path}", refuse_method, methods=["POST", "PUT", "PATCH", "DELETE"]),
    Route("/assets/atlas.js", serve_map_script),
    Mount("/assets", StaticFiles(directory=ASSETS)),
    Mount("/vendor/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR)),
]
