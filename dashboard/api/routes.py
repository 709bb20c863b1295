"""The server's routes beside the page: the data, located tables, the map's scripts and styles."""

import asyncio
import hashlib
from functools import lru_cache, partial
from pathlib import Path

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from corpus.errors import OutputError, ReadError, ScopeError, SearchError
from corpus.exports.scope import ZONE, Scope, check_layer, read_filters
from corpus.quoting import quote, shorten
from dashboard.api.downloads import DOWNLOADS, Download, name_file
from dashboard.api.export_queue import BusyError, DisconnectError, ExportQueue
from dashboard.api.openapi import Error, Listing, describe_api
from dashboard.api.page_files import serve_article, serve_document, serve_map_script
from dashboard.api.revalidation import revalidate
from dashboard.api.search_answer import answer_search
from dashboard.library import ASSETS, LEAFLET, Library, open_library
from dashboard.one_file import MEDIA_TYPE as PAGE_TYPE
from dashboard.panels.own_points import describe_row
from dashboard.uploads.folder import RefusalError, UploadFolder
from geodata.errors import GazetteerError, LocationError, TableError, UnknownPlaceError
from geodata.exports.versions import VERSION, choose_version
from geodata.loading import FOLDER
from geodata.points.location_answer import CandidatesAnswer
from geodata.points.lookup import answer
from geodata.points.shown_rows import ShownFile
from geodata.records.versions import Version, find_earlier_file, read_earlier_file

METHODS = ("GET", "HEAD")
RETRY_SECONDS = 10
# The one-file HTML contains a policy of its own, by which it fetches nothing, and may be shown in
# any frame; the other files are no pages, though an SVG could be shown as one.
_ONE_FILE_POLICY = "frame-ancestors *"
_DATA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors *"
# A reader's own table is nobody else's.
_PRIVATE = {"Cache-Control": "no-store", "Content-Security-Policy": _DATA_POLICY}


def make_routes(exports: ExportQueue, uploads: UploadFolder) -> list[BaseRoute]:
    """Return the routes of the data, of readers' own tables, and of the map's files."""
    api = [
        Route("/", serve_list),
        Route("/openapi.json", serve_description),
        Route("/locate", serve_location),
        Route("/search", serve_search),
        Route("/{path:path}", partial(serve_data, exports)),
        Route("/{path:path}", refuse_method, methods=["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    ]
    # Pages of any other site may read the data.
    cors = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=METHODS)
    return [
        Mount("/api", routes=api, middleware=[cors]),
        Route("/located/{token}", partial(serve_located, uploads)),
        Route("/located/{token}/points", partial(serve_points, uploads)),
        Route("/located/{token}/rows/{place:int}", partial(serve_row, uploads)),
        Route("/assets/atlas.js", serve_map_script),
        Route("/assets/reading.html", serve_document),
        Route("/assets/articles/{article}.html", serve_article),
        Mount("/assets", StaticFiles(directory=ASSETS)),
        Mount("/vendor/leaflet", StaticFiles(directory=LEAFLET)),
    ]


async def serve_data(exports: ExportQueue, request: Request) -> Response:
    """Answer ``GET /api/PATH`` with a data file, or with an error in JSON."""
    path = request.path_params["path"]
    download = DOWNLOADS.get(path)
    if download is None:
        return refuse(404, f"There is nothing at /api/{shorten(path, 100)}.", list_addresses())
    return await send_export(exports, request, download)


async def send_export(exports: ExportQueue, request: Request, download: Download) -> Response:
    """Answer with a file that is made if it is not cached, or with an error in JSON."""
    try:
        if version := find_version(request, download):
            return _send_version_file(request, version, download)
        scope = read_query(request, download)
        made = await exports.find(download.path, scope, partial(_wait_for_disconnect, request))
    except ScopeError as error:
        return refuse(400, str(error))
    except (OutputError, ReadError) as error:
        return refuse(500, str(error))
    except BusyError as error:
        refusal = refuse(503, str(error))
        refusal.headers["Retry-After"] = str(RETRY_SECONDS)
        return refusal
    except DisconnectError:
        return Response(status_code=499)
    return _send_file(request, made.path, made.digest, download, name_file(download, scope))


def _send_version_file(request: Request, version: Version, download: Download) -> Response:
    digest = hashlib.sha256(read_earlier_file(FOLDER, version)).hexdigest()[:16]
    name = name_file(download, Scope(), version.version)
    return _send_file(request, find_earlier_file(FOLDER, version), digest, download, name)


def _send_file(
    request: Request, path: Path, digest: str, download: Download, name: str
) -> Response:
    media_type = download.format.media_type
    response = FileResponse(
        path,
        media_type=media_type,
        filename=name,
        content_disposition_type="inline",
        stat_result=path.stat(),
        headers={
            "Content-Security-Policy": (
                _ONE_FILE_POLICY if media_type == PAGE_TYPE else _DATA_POLICY
            ),
        },
    )
    return revalidate(request, response, digest)


def _wait_for_disconnect(request: Request) -> "asyncio.Future[None]":
    async def wait() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    return asyncio.ensure_future(wait())


def find_version(request: Request, download: Download) -> Version | None:
    """Return the earlier version of the data that a request asks for, if it does.

    Raises
    ------
    ScopeError
        If there is no such version, or not of this, or not with its other parameters.
    ReadError
        If the record of a version cannot be read.
    """
    parameters = read_parameters(request)
    numbers = parameters.pop(VERSION.name, [])
    if not numbers:
        return None
    if len(numbers) > 1:
        raise ScopeError(f"The {VERSION.name} is given more than once: ask for one.")
    limits = [f"the zone {download.zone}"] if download.zone else map(quote, parameters)
    return choose_version(numbers[0], (download.format.id, download.layer), limits)


def read_query(request: Request, download: Download) -> Scope:
    """Return the scope that the parameters of a request ask for, and the zone of its path.

    The version is left to `find_version`.

    Raises
    ------
    ScopeError
        If a parameter is none of `scope.FILTERS`, or its value names nothing that there is.
    """
    filters = read_parameters(request)
    filters.pop(VERSION.name, None)
    if download.zone:
        if ZONE.name in filters:
            raise ScopeError(
                f"The address names the zone {download.zone}: leave the filter zone out."
            )
        filters[ZONE.name] = [download.zone]
    scope = read_filters(open_library().corpus, filters)
    check_layer(scope, download.layer)
    return scope


def read_parameters(request: Request) -> dict[str, list[str]]:
    """Return the values of a request's parameters by name, without those added by other programs.

    These are ``utm_source`` and its like, by which links are counted, and ``_``, which keeps
    scripts from reading a cached answer.
    """
    asked = request.query_params
    return {
        name: asked.getlist(name) for name in asked if name != "_" and not name.startswith("utm_")
    }


async def serve_list(request: Request) -> Response:
    """Answer ``GET /api/`` with the address of everything that can be fetched."""
    return JSONResponse(Listing(available=list_addresses()).model_dump())


async def serve_description(request: Request) -> Response:
    """Answer ``GET /api/openapi.json`` with the OpenAPI document."""
    return JSONResponse(_describe(open_library()))


@lru_cache(maxsize=2)
def _describe(library: Library) -> dict[str, object]:
    return describe_api(library)


def list_addresses() -> list[str]:
    """Return the address of everything that can be fetched, without the server's."""
    return [
        *("/api/", "/api/openapi.json", "/api/locate", "/api/search"),
        *(f"/api/{path}" for path in DOWNLOADS),
    ]


async def refuse_method(request: Request) -> Response:
    """Answer in JSON that the data can only be read."""
    refusal = refuse(405, f"The data can only be read: use {' or '.join(METHODS)}.")
    refusal.headers["Allow"] = ", ".join(METHODS)
    return refusal


def refuse(status: int, error: str, available: list[str] | None = None) -> JSONResponse:
    """Return an error as JSON, with the addresses that there are where that helps."""
    answered = Error(error=error) if available is None else Error(error=error, available=available)
    return JSONResponse(answered.model_dump(exclude_unset=True), status_code=status)


async def serve_location(request: Request) -> Response:
    """Answer ``GET /api/locate``: where a point or place lies, or which may be meant, as JSON."""
    parameters = read_parameters(request)
    if twice := [name for name, values in parameters.items() if len(values) > 1]:
        return refuse(400, f"{quote(twice[0])} is given more than once: ask for one place.")
    question = {name: values[0] for name, values in parameters.items()}
    library = open_library()
    try:
        found = answer(question, library.atlas)
    except UnknownPlaceError as error:
        return refuse(404, str(error))
    except LocationError as error:
        return refuse(400, str(error))
    except GazetteerError as error:
        return refuse(500, str(error))
    # No one place is meant: the reader has to choose.
    status = 300 if isinstance(found, CandidatesAnswer) else 200
    return JSONResponse(found.as_json(), status_code=status)


async def serve_search(request: Request) -> Response:
    """Answer ``GET /api/search``: what is found of some words, as JSON."""
    try:
        found = await asyncio.to_thread(answer_search, read_parameters(request), open_library())
    except ScopeError as error:
        return refuse(400, str(error))
    except SearchError as error:
        return refuse(500, str(error))
    return JSONResponse(found.model_dump())


async def serve_located(uploads: UploadFolder, request: Request) -> Response:
    """Answer with a reader's own located table, as long as the session that made it lasts."""
    try:
        path, name = uploads.find_offered(request.path_params["token"])
    except RefusalError as error:
        return refuse(404, str(error))
    return FileResponse(
        path, media_type="application/octet-stream", filename=name, headers=_PRIVATE
    )


async def serve_points(uploads: UploadFolder, request: Request) -> Response:
    """Answer with the points that the map shows of a reader's table, as bytes."""
    try:
        path, _ = uploads.find_offered(request.path_params["token"])
        points = await to_thread.run_sync(ShownFile(path).read_points)
    except (RefusalError, TableError) as error:
        return refuse(404, str(error))
    return Response(points, media_type="application/octet-stream", headers=_PRIVATE)


async def serve_row(uploads: UploadFolder, request: Request) -> Response:
    """Answer with what the row of one of these points says, as JSON."""
    try:
        path, _ = uploads.find_offered(request.path_params["token"])
        row = await to_thread.run_sync(ShownFile(path).read_row, request.path_params["place"])
    except (RefusalError, TableError) as error:
        return refuse(404, str(error))
    if row is None:
        return refuse(404, "What this row says is only in the file with the columns added.")
    return JSONResponse(describe_row(row, open_library()), headers=_PRIVATE)
