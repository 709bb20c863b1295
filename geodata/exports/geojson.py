"""Writing GeoJSON to the letter of RFC 7946: ids, a bounding box, the right-hand rule, no crs."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
import shapely

from geodata.exports.extract import MapExtract
from geodata.exports.layers import Feature, list_features
from geodata.exports.rounding import CHUNK, tidy

MEDIA_TYPE = "application/geo+json"

_SIX_DECIMALS = re.compile(r"\.\d{6}")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{6,}")

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a layer as a FeatureCollection in UTF-8, feature by feature.

    What it says of itself is its member ``metadata``; the bounding box comes last, because it is
    known last, and is left out where there are no features.
    """
    about = _encode(extract.about.describe())
    yield f'{{"type":"FeatureCollection","metadata":{about},"features":['.encode()
    features = list_features(layer, extract)
    separator = b"\n"
    boxes = []
    while chunk := list(islice(features, CHUNK)):
        shapes = tidy([feature.geometry for feature in chunk])
        for feature, geometry in zip(chunk, shapely.to_geojson(shapes), strict=True):
            yield separator
            yield _encode_feature(feature, geometry).encode()
            separator = b",\n"
        boxes.append(shapely.total_bounds(shapes))
    yield b"\n]"
    if boxes:
        yield f',"bbox":{_encode(_unite(boxes))}'.encode()
    yield b"}\n"


def _encode_feature(feature: Feature, geometry: str) -> str:
    # GEOS does not always find the shortest name of a number: 37.498779999999996 is 37.49878.
    if _SIX_DECIMALS.search(geometry):
        geometry = _LONG_NUMBER.sub(lambda number: repr(float(number[0])), geometry)
    return (
        f'{{"type":"Feature","id":{_encode(feature.id)},'
        f'"properties":{_encode(feature.properties)},"geometry":{geometry}}}'
    )


def _unite(boxes: Sequence[npt.NDArray[np.float64]]) -> list[float]:
    low, high = np.min(boxes, axis=0), np.max(boxes, axis=0)
    return [*low[:2].tolist(), *high[2:].tolist()]
