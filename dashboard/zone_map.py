"""The map: folium's, with Leaflet from this server and the atlas drawn by a script of our own.

The shapes are not in the script that Streamlit sends with every rerun: the browser fetches them
once, from an address it may keep, so that a click costs neither the server nor the line anything.
"""

import re
from dataclasses import dataclass
from typing import Any

import folium
import xyzservices.providers as tiles
from folium.template import Template

from dashboard.map_data import LEAST_ZOOM
from dashboard.templating import dump_json
from geodata.records.country import COUNTRY
from geodata.wording import LAYERS

# As seen from streamlit-folium's frame, two folders below the page.
_ROOT = "../.."
# Offered, and off until asked for: the one thing here that other servers have to be asked for.
_TILES = (
    (tiles.OpenStreetMap.Mapnik, "OpenStreetMap (from its servers)"),
    (tiles.OpenTopoMap, "OpenTopoMap (from its servers)"),
)
# The servers of the tiles, as a content security policy names them.
TILE_HOSTS = tuple(
    re.sub(r"\{\w+\}\.", "*.", provider.url.partition("/{z}")[0]) for provider, _ in _TILES
)


class OfflineMap(folium.Map):
    """A map of folium's with every script taken from this server, none from a CDN.

    Its styles are in the script of ours.
    """

    default_css = []

    def __init__(self, script_version: str) -> None:
        window = COUNTRY.window
        super().__init__(
            location=((window.south + window.north) / 2, (window.west + window.east) / 2),
            zoom_start=LEAST_ZOOM + 1,
            tiles=None,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=90,
            min_zoom=LEAST_ZOOM,
            max_zoom=14,
            max_bounds=True,
            min_lon=window.west,
            max_lon=window.east,
            min_lat=window.south,
            max_lat=window.north,
        )
        self._name = "Map"
        self.default_js = [
            ("atlas", f"{_ROOT}/assets/atlas.js?v={script_version}"),
        ]


class AtlasLayers(folium.MacroElement):
    """Base map, zones, stretches, names and legend, drawn by ``map.js`` from ``window.atlas``."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.zoneMap.draw({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )


class PostsLayer(folium.map.Layer):
    """Gives the control of layers the posts that ``map.js`` has drawn."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = window.zoneMap.posts();"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        # The script adds it to the map itself, after the zones.
        super().__init__(name=LAYERS["posts"].title, overlay=True, show=False)
        self._name = "Posts"


@dataclass(frozen=True)
class Marks:
    """What the map marks without being drawn anew; what is chosen, the browser marks.

    Attributes
    ----------
    table : dict or None
        A reader's own points, as `dashboard.panels.own_points.describe_table` has them.
    answer : dict or None
        What is answered about a place, as `dashboard.panels.answers.describe_answer` has it.
    """

    table: dict[str, Any] | None = None
    answer: dict[str, Any] | None = None


class MarksLayer(folium.MacroElement):
    """Names to the map's script what to mark."""

    _template = Template(
        "{% macro script(this, kwargs) %}window.zoneMap.mark({{ this.own }});{% endmacro %}"
    )

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._name = "Marks"
        table = marks.table
        if table is not None:
            table = table | {"address": f"{_ROOT}/{table['address']}"}
        self.own = str(dump_json({"table": table, "answer": marks.answer}))


def build_map(script_version: str) -> folium.Map:
    """Return the map with its layers; tile layers are offered, and off until asked for."""
    zone_map = OfflineMap(script_version)
    AtlasLayers().add_to(zone_map)
    PostsLayer().add_to(zone_map)
    for provider, name in _TILES:
        folium.TileLayer(tiles=provider, name=name, overlay=True, show=False).add_to(zone_map)
    folium.LayerControl(position="topright", collapsed=True).add_to(zone_map)
    return zone_map


def mark(marks: Marks) -> folium.FeatureGroup:
    """Return the layer group that marks zones and points without drawing the map anew."""
    group = folium.FeatureGroup(name="marks")
    MarksLayer(marks).add_to(group)
    return group
