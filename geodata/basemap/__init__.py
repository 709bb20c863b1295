"""The base map: borders, governorates, sea and waters, as small GeoJSON made by build.py.

Where each file comes from stands in SOURCES.md beside them.
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corpus.data_folder import find_data_folder
from corpus.errors import ReadError
from corpus.reading import parse_json, read_text
from geodata.errors import BasemapError

_FOLDER = find_data_folder() / "geodata" / "basemap"
_KINDS = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")


@dataclass(frozen=True)
class Basemap:
    """GeoJSON FeatureCollections in longitude and latitude; features have name and name_ar.

    ``country`` is the country's land at full resolution; ``governorates`` may hold an area of
    separation too, of that kind; ``lakes`` have no names.
    """

    country: dict[str, Any]
    governorates: dict[str, Any]
    neighbours: dict[str, Any]
    sea: dict[str, Any]
    rivers: dict[str, Any]
    lakes: dict[str, Any]


def load_basemap() -> Basemap:
    """Return the base map.

    Raises
    ------
    BasemapError
        If one of its files is missing or is not GeoJSON.
    """
    return Basemap(
        country=_read("country"),
        governorates=_read("governorates"),
        neighbours=_read("neighbours"),
        sea=_read("sea"),
        rivers=_read("rivers"),
        lakes=_read("lakes"),
    )


@cache
def read_country() -> BaseGeometry:
    """Return the country's land, an area of separation included: what zones are clipped to.

    Raises
    ------
    BasemapError
        If its file is missing or does not hold one sound shape.
    """
    features = _read("country")["features"]
    country = shape(features[0]["geometry"]) if len(features) == 1 else shapely.Polygon()
    if country.is_empty or country.area == 0 or not country.is_valid:
        raise BasemapError("country.geojson does not hold one sound area.")
    shapely.prepare(country)
    return country


def _read(name: str) -> dict[str, Any]:
    path = _FOLDER / f"{name}.geojson"
    try:
        document = parse_json(read_text(path))
        _check(document)
    except ReadError as error:
        raise BasemapError(f"The base map's file {path.name} cannot be read: {error}.") from error
    return dict(document)


def _check(document: Any) -> None:
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        raise ReadError("it is not a FeatureCollection")
    for number, feature in enumerate(document["features"], start=1):
        match feature:
            case {"geometry": {"type": str() as kind} as geometry, "properties": dict()}:
                is_sound = kind in _KINDS and _is_sound(geometry)
            case _:
                is_sound = False
        if not is_sound:
            raise ReadError(f"feature {number} is not sound")


def _is_sound(geometry: dict[str, Any]) -> bool:
    try:
        drawn = shape(geometry)
    except (LookupError, ArithmeticError, TypeError, ValueError, ShapelyError):
        return False
    return bool(drawn.is_valid) and all(map(math.isfinite, drawn.bounds))
