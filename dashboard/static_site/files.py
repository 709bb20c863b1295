"""Every file of the site, with its address."""

import json
import struct
from collections.abc import Iterator

from corpus.exports.dataset import load_dataset
from corpus.exports.scope import Scope
from dashboard.api.downloads import DOWNLOADS, PREVIEW, make_download
from dashboard.api.openapi import Listing, describe_api
from dashboard.embed.oembed import describe_frame
from dashboard.embed.page import make_embed_page, write_query
from dashboard.library import Library
from dashboard.static_site.pages import (
    INDEX,
    SERVED_ALONE,
    article_path,
    make_index,
    make_listing,
    make_missing,
    make_pages,
    oembed_path,
    preview_path,
    zone_path,
)
from dashboard.static_site.versions import VERSIONS, make_version_files
from dashboard.templating import render
from geodata.exports.extract import make_map_extract
from geodata.exports.figure import write_icon

# Every answer that the app computes, by its address below /api/.
_COMPUTED = ("locate", "search")
_ICON_SIZE, _SMALL_ICON_SIZE = 180, 48


def list_site_files(library: Library, base: str) -> Iterator[tuple[str, bytes]]:
    """Yield relative address and content of every file; the same data makes the same bytes.

    ``base`` is the site's public address, without a slash at its end; empty where none is known.

    Raises
    ------
    ReadError
        If ``CITATION.cff`` or the base map cannot be read.
    """
    extract = make_map_extract(library.atlas, library.corpus, Scope(), base)
    yield INDEX, make_index(library, extract, base).encode()
    for path, page in make_pages(library, extract, base):
        yield path, page.encode()
    yield "404.html", make_missing(library, base).encode()
    yield "embed/index.html", make_embed_page(library, "../").html.encode()
    sitemap = f"\nSitemap: {base}/sitemap.xml\n" if base else ""
    yield "robots.txt", f"User-agent: *\nAllow: /\n{sitemap}".encode()
    if base:
        yield from _make_links(library, base)
    yield from _make_data(library, base)
    yield PREVIEW.path, make_download(library, PREVIEW, Scope(), base)
    for zone in library.atlas.zones:
        yield preview_path(zone.id), make_download(library, PREVIEW, Scope(zones=(zone.id,)), base)
    icon = write_icon(extract, _SMALL_ICON_SIZE)
    yield "icon.png", write_icon(extract, _ICON_SIZE)
    yield "favicon.ico", _wrap_icon(icon, _SMALL_ICON_SIZE)
    yield from make_version_files(library, extract)


def _make_links(library: Library, base: str) -> Iterator[tuple[str, bytes]]:
    """Yield what names whole addresses, for other sites and for search engines."""
    for zone_id in ("", *(zone.id for zone in library.atlas.zones)):
        yield oembed_path(zone_id), _encode(_describe_frame(library, base, zone_id))
    addresses = [
        f"{base}/{path}" for path in ("", *_list_pages(library), VERSIONS, "api/atlas.html")
    ]
    changed = load_dataset().released
    yield "sitemap.xml", render("sitemap.xml", addresses=addresses, changed=changed).encode()


def _list_pages(library: Library) -> list[str]:
    return [
        *(zone_path(zone.id) for zone in library.atlas.zones),
        *(article_path(article.id) for article in library.corpus.articles_in_full),
    ]


def _describe_frame(library: Library, base: str, zone: str) -> dict[str, object]:
    preview = preview_path(zone) if zone else PREVIEW.path
    query = write_query({"zone": zone})
    return describe_frame(library, base, query, zone, path="embed/", preview=preview)


def _make_data(library: Library, base: str) -> Iterator[tuple[str, bytes]]:
    for path, download in DOWNLOADS.items():
        scope = Scope(zones=(download.zone,) if download.zone else ())
        yield f"api/{path}", make_download(library, download, scope, base)
    available = ["/api/", "/api/openapi.json", *(f"/api/{path}" for path in DOWNLOADS)]
    listing = Listing(available=available).model_dump() | {"note": SERVED_ALONE}
    yield "api/index.json", _encode(listing)
    yield "api/index.html", make_listing(library).encode()
    yield "api/openapi.json", _encode(_describe_files(library))


def _describe_files(library: Library) -> dict[str, object]:
    """Return the app's OpenAPI document without what files cannot answer."""
    described = describe_api(library)
    described["info"]["description"] += f" {SERVED_ALONE}"
    for name in _COMPUTED:
        del described["paths"][f"/api/{name}"]
    for path in described["paths"].values():
        operation = path["get"]
        known = [one for one in operation.pop("parameters", []) if one["in"] == "path"]
        if known:
            operation["parameters"] = known
        operation["responses"].pop("400", None)
    return described


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _wrap_icon(png: bytes, size: int) -> bytes:
    """Return an ICO file that holds one square PNG."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), 22)
    return head + entry + png
