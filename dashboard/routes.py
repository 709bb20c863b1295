"""What the server answers beside the page: the data, and the map's own scripts and styles."""

import hashlib
from functools import cache

import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from corpus.w3c import annotations
from corpus.zone_ids import ZONE_IDS
from dashboard.library import ASSETS, open_library
from geodata.answers import answer
from geodata.errors import GazetteerError, LocationError, UnknownPlaceError
from geodata.geojson import encode
from geodata.layers import LAYERS, layer

GEOJSON = "application/geo+json"
JSONLD = "application/ld+json"
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}

DATA_PATHS = (
    "zones.geojson",
    *(f"zones/{zone}.geojson" for zone in ZONE_IDS),
    *(f"{name}.geojson" for name in LAYERS if name != "zones"),
    "annotations.jsonld",
)


@cache
def read_data(path: str) -> bytes:
    """Return the bytes served at ``/api/PATH``; `path` is one of `DATA_PATHS`."""
    library = open_library()
    if path == "annotations.jsonld":
        return encode(annotations(library.corpus))
    name, _, zone = path.removesuffix(".geojson").partition("/")
    zones = [known for known in ZONE_IDS if known == zone] or None
    return encode(layer(name, library.atlas, library.corpus, zones=zones))


async def serve_data(request: Request) -> Response:
    """Answer ``GET /api/PATH`` with a data file, or 404 with the list of those that exist."""
    path = request.path_params["path"]
    if request.method == "OPTIONS":
        return Response(
            status_code=204, headers=OPEN_TO_ALL | {"Access-Control-Allow-Methods": "GET, HEAD"}
        )
    if path not in DATA_PATHS:
        message = {
            "error": f"There is nothing at /api/{path[:100]}.",
            "available": [f"/api/{known}" for known in DATA_PATHS],
        }
        return JSONResponse(message, status_code=404, headers=OPEN_TO_ALL)
    body = read_data(path)
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = OPEN_TO_ALL | {
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Content-Disposition": f'inline; filename="{file_name(path)}"',
    }
    known_tags = [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in [tag.removeprefix("W/") for tag in known_tags]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=JSONLD if path.endswith("ld") else GEOJSON)


def file_name(path: str) -> str:
    """Return the name under which the data at ``/api/PATH`` is saved."""
    return "de-escalation-" + path.replace("/", "-")


async def serve_location(request: Request) -> Response:
    """Answer ``GET /api/locate``: where a point or place lies, as JSON; 400 says what is wrong."""
    question = dict(request.query_params)
    library = open_library()
    try:
        found = answer(question, library.atlas, library.corpus)
    except UnknownPlaceError as error:
        return JSONResponse({"error": str(error)}, status_code=404, headers=OPEN_TO_ALL)
    except LocationError as error:
        return JSONResponse({"error": str(error)}, status_code=400, headers=OPEN_TO_ALL)
    except GazetteerError as error:
        return JSONResponse({"error": str(error)}, status_code=500, headers=OPEN_TO_ALL)
    return JSONResponse(found, headers=OPEN_TO_ALL)


async def serve_map_script(request: Request) -> Response:
    """Answer with the map's script and data; the address names the version, and never changes."""
    return Response(
        open_library().map_script,
        media_type="text/javascript",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


ROUTES = [
    Route("/api/locate", serve_location),
    Route("/api/{path:path}", serve_data, methods=["GET", "HEAD", "OPTIONS"]),
    Route("/assets/atlas.js", serve_map_script),
    Mount("/assets", StaticFiles(directory=ASSETS)),
    Mount("/vendor/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR)),
]
