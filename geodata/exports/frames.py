"""Layers as tables with one plain value a cell, for formats that hold no lists."""

import json
from typing import TYPE_CHECKING, Any

from corpus.exports.extract import About
from corpus.exports.rows import SEPARATOR
from geodata.exports.extract import MapExtract
from geodata.exports.layers import list_features
from geodata.exports.rounding import tidy

if TYPE_CHECKING:
    import geopandas as gpd


def make_frame(layer: str, extract: MapExtract) -> "gpd.GeoDataFrame":
    """Return a layer as a table in EPSG:4326 with the column ``id`` first and ``geometry`` last.

    Raises
    ------
    KeyError
        If there is no layer of this name.
    """
    # Here, because pandas takes half a second that the other formats should not wait for.
    import geopandas as gpd

    features = list(list_features(layer, extract))
    return gpd.GeoDataFrame(
        [{"id": feature.id} | flatten(feature.properties) for feature in features],
        geometry=tidy([feature.geometry for feature in features]),
        crs="EPSG:4326",
    )


def flatten(properties: dict[str, Any]) -> dict[str, Any]:
    """Return properties with lists of words joined by ``; `` and lists of records as JSON."""
    return {name: _flatten_value(value) for name, value in properties.items()}


def flatten_about(about: About) -> dict[str, str]:
    """Return what an export says of itself as one text for each name."""
    status = [f"{text} ({', '.join(passages)})" for text, passages in about.status]
    return {
        **about.name_values(),
        "filters": about.format_filters(),
        **({"status": SEPARATOR.join(status)} if status else {}),
    }


def _flatten_value(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if all(isinstance(part, str) for part in value):
        return SEPARATOR.join(value)
    return json.dumps(value, ensure_ascii=False)
