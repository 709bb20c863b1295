"""Writing GeoJSON to the letter of RFC 7946: ids, a bounding box, the right-hand rule, no crs."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geodata.extract import MapExtract
from geodata.layers import Feature, list_features

DECIMALS = 5
MEDIA_TYPE = "application/geo+json"


def make_feature(feature: Feature) -> dict[str, Any]:
    """Return a feature as RFC 7946 has it: 5 decimals, counter-clockwise outer rings.

    Its geometry must still be sound when it is rounded; polygons of this room are.
    """
    return {
        "type": "Feature",
        "id": feature.id,
        "properties": feature.properties,
        "geometry": _round(mapping(_wind(feature.geometry))),
    }


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a layer as a FeatureCollection in UTF-8, in pieces: one for each feature.

    What it says of itself is its member ``metadata``; the bounding box comes last, because it is
    known last, and is left out where there are no features.
    """
    about = _encode(extract.about.describe())
    yield f'{{"type":"FeatureCollection","metadata":{about},"features":['.encode()
    boxes = []
    for number, feature in enumerate(list_features(layer, extract)):
        encoded = make_feature(feature)
        boxes.append(shapely.bounds(shape(encoded["geometry"])))
        yield f"{',' if number else ''}\n{_encode(encoded)}".encode()
    yield b"\n]"
    if boxes:
        low, high = np.min(boxes, axis=0), np.max(boxes, axis=0)
        yield f',"bbox":{_encode([*low[:2].tolist(), *high[2:].tolist()])}'.encode()
    yield b"}\n"


def _encode(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


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
