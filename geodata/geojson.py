"""Writing GeoJSON to the letter of RFC 7946: ids, a bounding box, the right-hand rule, no crs."""

import json
from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

DECIMALS = 5
MEDIA_TYPE = "application/geo+json"


def make_feature(
    feature_id: str, geometry: BaseGeometry, properties: dict[str, Any]
) -> dict[str, Any]:
    """Return a Feature with an id, 5 decimals and counter-clockwise outer rings.

    ``geometry`` is in longitude and latitude and must still be sound when it is rounded; polygons
    of this room are.
    """
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": properties,
        "geometry": _round(mapping(_wind(geometry))),
    }


def make_collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return a FeatureCollection with its bounding box; one without features has none."""
    listed = list(features)
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in listed]
    bounds = shapely.total_bounds(shapes).tolist() if shapes else []
    return {
        "type": "FeatureCollection",
        **({"bbox": bounds} if bounds else {}),
        "features": listed,
    }


def encode(document: dict[str, Any]) -> bytes:
    """Return a document as UTF-8 JSON without needless spaces, the same bytes every time."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _wind(geometry: BaseGeometry) -> BaseGeometry:
    match geometry.geom_type:
        case "Polygon":
            return orient(geometry)
        case "MultiPolygon":
            return shapely.MultiPolygon([orient(part) for part in geometry.geoms])
        case _:
            return geometry


def _round(geometry: dict[str, Any]) -> dict[str, Any]:
    def walk(value: Any) -> Any:
        return round(value, DECIMALS) if isinstance(value, float) else [walk(v) for v in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
