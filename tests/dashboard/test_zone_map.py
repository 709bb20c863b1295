"""The map's own page: everything in it comes from this server, until a tile layer is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import folium
import pytest
import xstatic.pkg.leaflet
from branca.element import CssLink, JavascriptLink
from streamlit.testing.v1 import AppTest

from dashboard.library import ASSETS, Library
from dashboard.zone_map import Marks, OfflineMap, build_map, mark
from tests.server import ROOT

ELSEWHERE = re.compile(
    r"jsdelivr|unpkg|cdnjs|cloudflare|googleapis|gstatic|bootstrapcdn|code\.jquery|d3js\.org"
    r"|fontawesome|rawgit|githubusercontent|esm\.sh|skypack",
    re.IGNORECASE,
)
SERVED = [
    path
    for folder in (ASSETS, Path(xstatic.pkg.leaflet.BASE_DIR))
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".js", ".css")
]


def fetched(html: str) -> Iterator[str]:
    """Yield every address from which a page takes a script, a style or a picture."""
    for tag in re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", html):
        yield from re.findall(r"(?:src|href)=[\"']([^\"']*)", tag)


def test_the_map_takes_scripts_and_styles_from_this_server() -> None:
    linked = [address for _, address in OfflineMap("1").default_js]
    # What the map needs comes in one file, with its styles, before it is drawn.
    assert linked == ["../../assets/atlas.js?v=1"]
    assert set(fetched(build_map("1").get_root().render())) == set(linked)


def test_no_part_of_the_map_asks_for_a_script_or_style_of_its_own() -> None:
    def parts(element: folium.Element) -> Iterator[folium.Element]:
        yield element
        for child in element._children.values():
            yield from parts(child)

    root = build_map("1").get_root()
    # What a layer needs is added to the head as it is rendered.
    root.render()
    assert [part for part in parts(root) if isinstance(part, JavascriptLink | CssLink)] == []


def test_tile_layers_are_off_and_name_their_source() -> None:
    layers = [
        part for part in build_map("1")._children.values() if isinstance(part, folium.TileLayer)
    ]
    assert layers
    for layer in layers:
        assert layer.show is False
        assert "OpenStreetMap" in str(layer.options["attribution"])


@pytest.mark.parametrize("path", SERVED, ids=lambda path: path.name)
def test_nothing_served_mentions_another_host_to_fetch_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not ELSEWHERE.search(text)
    if path.suffix == ".css":
        assert not re.search(r"(@import|url\(\s*[\"']?(https?:)?//)", text)


def test_what_the_map_draws_mentions_no_other_host_to_fetch_from(library: Library) -> None:
    assert not ELSEWHERE.search(library.map_script.decode())


def test_marks_are_told_to_the_map_as_data() -> None:
    answer = {"name": "A place", "lon": 36.1, "lat": 32.6}
    table = {"address": "located/x", "name": "</script>"}
    marks = Marks(table, answer)
    group = mark(marks)
    group.add_to(folium.Map(tiles=None))
    macros = [(part, vars(part._template.module)["script"]) for part in group._children.values()]
    script = "".join(macro(part, {}) for part, macro in macros)
    # What is chosen is the browser's to mark, the day too.
    assert "choose(" not in script
    (own,) = re.findall(r"zoneMap\.mark\((.*?)\);", script)
    # The frame lies two folders below the page.
    seen = table | {"address": "../../located/x"}
    assert json.loads(own) == {"table": seen, "answer": answer}
    assert "</script>" not in own


def show_map(**parameters: str) -> dict[str, Any]:
    """Return what the page sends to the map's frame."""
    page = AppTest.from_file(str(ROOT / "dashboard" / "page.py"), default_timeout=60)
    for name, value in parameters.items():
        page.query_params[name] = value
    (frame,) = page.run().main.get("component_instance")
    assert not page.exception
    sent: dict[str, Any] = json.loads(frame.proto.json_args)
    return sent


def test_the_map_is_the_same_for_every_choice() -> None:
    """Streamlit-folium draws the map anew when its script changes, and forgets its view."""
    first = show_map()
    assert show_map(zone="idlib") == first
    assert show_map(zone="south", asof="2018-08-01") == first
    # What is marked, and nothing else.
    other = show_map(place="Idlib")
    assert {name for name in first if first[name] != other[name]} == {"feature_group"}
