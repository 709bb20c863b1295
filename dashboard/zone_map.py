"""The map: folium's, with Leaflet from this server and the atlas drawn by a script of our own.

The shapes are not in the script that Streamlit sends with every rerun: the browser fetches them
once, from an address it may keep, so that a click costs neither the server nor the line anything.
"""

import json
from collections.abc import Sequence

import folium
import xyzservices.providers as tiles
from folium.template import Template

from corpus.zone_ids import ZoneId

# As seen from streamlit-folium's frame, two folders below the page.
_ROOT = "../.."


class OfflineMap(folium.Map):
    """folium's map with every script and style taken from this server, none from a CDN."""

    default_css = [
        ("leaflet_css", f"{_ROOT}/vendor/leaflet/leaflet.css"),
        ("map_css", f"{_ROOT}/assets/map.css"),
    ]

    def __init__(self, script_version: str) -> None:
        super().__init__(
            location=(34.5, 36.8),
            zoom_start=7,
            tiles=None,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=90,
            min_zoom=6,
            max_zoom=14,
            max_bounds=True,
            min_lon=32,
            max_lon=45,
            min_lat=30.5,
            max_lat=38.5,
        )
        self._name = "Map"
        self.default_js = [
            ("leaflet", f"{_ROOT}/vendor/leaflet/leaflet.js"),
            ("atlas", f"{_ROOT}/assets/atlas.js?v={script_version}"),
        ]


class AtlasLayers(folium.MacroElement):
    """Base map, zones, stretches, names and legend, drawn by ``map.js`` from ``window.atlas``."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.zoneMap.draw({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )


class Choice(folium.MacroElement):
    """Which zones are marked: `chosen` strongly, `touched` (spoken of by a passage) lightly."""

    _template = Template(
        "{% macro script(this, kwargs) %}window.zoneMap.choose({{ this.choice }});{% endmacro %}"
    )

    def __init__(self, chosen: Sequence[ZoneId], touched: Sequence[ZoneId]) -> None:
        super().__init__()
        self._name = "Choice"
        self.choice = json.dumps({"chosen": list(chosen), "touched": list(touched)})


def build_map(script_version: str) -> folium.Map:
    """Return the map with its layers; tile layers are offered, and off until asked for."""
    zone_map = OfflineMap(script_version)
    AtlasLayers().add_to(zone_map)
    for provider, name in (
        (tiles.OpenStreetMap.Mapnik, "OpenStreetMap (from its servers)"),
        (tiles.OpenTopoMap, "OpenTopoMap (from its servers)"),
    ):
        folium.TileLayer(tiles=provider, name=name, overlay=True, show=False).add_to(zone_map)
    folium.LayerControl(position="topright", collapsed=True).add_to(zone_map)
    return zone_map


def mark_choice(chosen: Sequence[ZoneId], touched: Sequence[ZoneId]) -> folium.FeatureGroup:
    """Return the layer group that marks the chosen zones without drawing the map anew."""
    group = folium.FeatureGroup(name="choice")
    Choice(chosen, touched).add_to(group)
    return group
