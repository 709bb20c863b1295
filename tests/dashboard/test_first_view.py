"""What an address is answered with before any script has run: for readers, crawlers, messengers."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from starlette.applications import Starlette

from corpus.zone_ids import ZONE_IDS
from dashboard.api.export_queue import ExportQueue
from dashboard.first_view.outlines import HEIGHT, draw_picture
from dashboard.first_view.page import find_page, write_head
from dashboard.first_view.routes import make_page_routes
from dashboard.library import Library, open_library
from dashboard.map_data import NO_BASEMAP
from dashboard.selection import Selection
from geodata.exports.figure import PREVIEW_SIZE
from geodata.records import Atlas
from tests.dashboard.client import ask, call
from tests.dashboard.test_escaping import NASTY, spoiled_library
from tests.server import Server

BASE = "https://example.org/zones"


class _Head(HTMLParser):
    """The head of a page: its title, what its metas and links say, its data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self._open = ""
        self.said: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self.feed(html)
        self.title = self._texts["title"]
        self.dataset: dict[str, Any] = json.loads(self._texts["application/ld+json"])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self._open = found.get("type", tag)
        name = found.get("name") or found.get("property") or found.get("rel")
        if name:
            self.said[name] = found.get("content", found.get("href", ""))

    def handle_data(self, data: str) -> None:
        self._texts[self._open] = self._texts.get(self._open, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def head_of(library: Library, selection: Selection) -> _Head:
    return _Head(write_head(library, selection, BASE))


@cache
def plain_tags() -> list[str]:
    return head_of(spoiled_library("word"), Selection(zone="south")).tags


@pytest.mark.parametrize("zone", [None, *ZONE_IDS])
def test_a_view_says_what_it_is(zone: Any, library: Library) -> None:
    head = head_of(library, Selection(zone=zone))
    address = f"{BASE}/?zone={zone}" if zone else f"{BASE}/"
    assert head.said["canonical"] == head.said["og:url"] == address
    found = library.atlas.zone(zone) if zone else None
    assert head.title.startswith(found.name if found else library.atlas.title)
    summary = found.description if found else library.atlas.introduction
    assert head.said["description"] == head.said["og:description"] == summary
    assert head.said["og:image"] == f"{BASE}/preview.png"
    assert head.dataset["@type"] == "Dataset"
    assert head.dataset["license"].startswith("https://creativecommons.org/")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", head.dataset["temporalCoverage"])
    south, west, north, east = map(float, head.dataset["spatialCoverage"]["geo"]["box"].split())
    assert south < north
    assert west < east


@pytest.mark.parametrize("text", NASTY)
def test_no_text_gets_out_of_the_head(text: str) -> None:
    head = head_of(spoiled_library(text), Selection(zone="south"))
    assert head.tags == plain_tags()
    assert head.said["description"] == text
    assert {part["name"] for part in head.dataset["hasPart"]} == {text}


def test_the_outlines_are_small_and_lie_in_the_picture(library: Library) -> None:
    picture = draw_picture(library.atlas, library.basemap)
    assert {zone.id for zone in picture.zones} == set(ZONE_IDS)
    paths = [path for zone in picture.zones for path in (zone.possible, zone.drawn, zone.core)]
    assert all(path.startswith("M") and path.endswith("z") for path in paths)
    assert sum(map(len, paths)) < 5_000
    for path in paths:
        x, y = map(int, re.match(r"M(-?\d+) ?(-?\d+)", path).groups())  # type: ignore[union-attr]
        assert -1 <= x <= picture.width + 1
        assert -1 <= y <= HEIGHT + 1
    # Where there is nothing to draw, nothing is.
    empty = draw_picture(Atlas(), NO_BASEMAP)
    assert (empty.zones, empty.sea, empty.country) == ((), "", "")


def test_a_page_is_made_once(library: Library) -> None:
    whole = find_page(library, Selection(), BASE)
    assert find_page(library, Selection(), BASE) is whole
    assert gzip.decompress(whole.compressed) == whole.body
    # Streamlit's own page is still all there.
    assert b'<div id="root"></div>' in whole.body
    assert whole.body.count(b"<title>") == whole.body.count(b"<noscript>") == 1
    assert whole.body.index(b'id="first-view"') < whole.body.index(b'rel="stylesheet"')


def test_the_page_is_sent_with_its_first_view(server: Server) -> None:
    page = ask(server, "/?zone=south")
    assert (page.status, page.media_type) == (200, "text/html")
    assert b'class="zone zone-south chosen"' in page.body
    packed = ask(server, "/?zone=south", Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == page.body
    assert packed.headers["vary"] == "Accept-Encoding"
    assert ask(server, "/?zone=south", If_None_Match=page.headers["etag"]).status == 304
    head = ask(server, "/?zone=south", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == page.headers["etag"]
    assert ask(server, "/?zone=nowhere&x=%00").body == ask(server, "/").body
    assert ask(server, "/", "POST").status == 405


def test_the_preview_is_a_picture_of_the_size_that_is_said(server: Server, tmp_path: Any) -> None:
    answer = ask(server, "/preview.png")
    assert (answer.status, answer.media_type) == (200, "image/png")
    (tmp_path / "preview.png").write_bytes(answer.body)
    with Image.open(tmp_path / "preview.png") as picture:
        assert picture.size == PREVIEW_SIZE


def test_crawlers_find_every_view(server: Server) -> None:
    public = Starlette(routes=make_page_routes(ExportQueue(BASE), BASE))
    robots = call(public, "/robots.txt")
    assert robots.media_type == "text/plain"
    assert f"Sitemap: {BASE}/sitemap.xml" in robots.body.decode()
    sitemap = ElementTree.fromstring(call(public, "/sitemap.xml").body)
    found = [place.text or "" for place in sitemap.findall(".//{*}loc")]
    assert {f"{BASE}/?zone={zone}" for zone in ZONE_IDS} < set(found)
    articles = {f"{BASE}/?article={one.id}" for one in open_library().corpus.articles}
    assert articles < set(found)
    assert ask(server, found[-1].removeprefix(BASE), "HEAD").status == 200


def test_a_server_without_a_public_address_names_none(server: Server) -> None:
    said = [ask(server, path).body.decode() for path in ("/?zone=south", "/robots.txt")]
    for text in said:
        assert server.address not in text
        assert not re.search("canonical|og:url|Sitemap|sitemap", text)
    assert ask(server, "/sitemap.xml").status == 404
    dataset = _Head(said[0]).dataset
    assert "url" not in dataset
    for part in dataset["distribution"]:
        assert ask(server, f"/{part['contentUrl']}", "HEAD").status == 200
