"""Reading the hand-drawn boundary stretches of a zone from its GeoJSON file."""

import re
import reprlib
from collections import Counter
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from corpus.entries import Entry, validate
from corpus.errors import ReadError
from corpus.faults import Fault
from corpus.reading import parse_json, read_text
from corpus.zone_ids import ZoneId
from geodata.records import SourceStretch
from geodata.records.country import COUNTRY

# Ten times those of the largest zone shipped: the time an outline takes grows with their square.
_MOST_POSITIONS = 3000
_KEYS = frozenset(SourceStretch.model_fields)


def read_boundaries(path: Path, zone: ZoneId) -> tuple[list[SourceStretch], list[Fault]]:
    """Return the stretches of a zone in the order of the file, and the faults found.

    Nothing is joined or clipped yet. ``path`` is a GeoJSON FeatureCollection of LineStrings in
    longitude and latitude, or of MultiLineStrings of one line each, as QGIS writes them; heights
    are left out.
    """
    file = f"{path.parent.name}/{path.name}"
    try:
        features = _read_features(path)
    except ReadError as error:
        return [], [Fault(file, "", str(error))]
    stretches: list[SourceStretch] = []
    faults: list[Fault] = []
    numbers: Counter[str] = Counter()
    positions = 0
    for number, feature in enumerate(features, start=1):
        try:
            values = _read_properties(feature)
            ring = f"{zone}/{_slug(values.get('part'))}/{values.get('ring')}"
            numbers[ring] += 1
            values |= {"id": f"{ring}/{numbers[ring]:02d}", "zone": zone}
            values |= {"line": _read_line(feature)}
        except ReadError as error:
            faults.append(Fault(file, f"feature {number}", str(error)))
            continue
        positions += len(values["line"].coords)
        if positions > _MOST_POSITIONS:
            return [], [Fault(file, "", f"the lines have more than {_MOST_POSITIONS:,} positions")]
        stretch, stretch_faults = validate(SourceStretch, Entry(number, values), file)
        faults += stretch_faults
        if stretch is None:
            # What a program added beside the properties is a fault, and none of the line.
            known = {key: value for key, value in values.items() if key in _KEYS}
            stretch, _ = validate(SourceStretch, Entry(number, known), file)
        if stretch is not None:
            stretches.append(stretch)
    return stretches, faults


def _read_features(path: Path) -> list[Any]:
    document = parse_json(read_text(path))
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise ReadError("the file is not a GeoJSON FeatureCollection")
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise ReadError("the file holds no features")
    if len(features) > _MOST_POSITIONS:
        raise ReadError(f"the file holds more than {_MOST_POSITIONS:,} features")
    return features


def _read_properties(feature: Any) -> dict[str, Any]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ReadError("this is not a GeoJSON Feature")
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        raise ReadError("the feature has no properties")
    for key in ("id", "zone", "line"):
        if key in properties:
            raise ReadError(f"unknown key '{key}'")
    return dict(properties)


def _read_line(feature: dict[str, Any]) -> BaseGeometry:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        raise ReadError("the geometry is not a LineString")
    kind = geometry.get("type")
    if kind not in ("LineString", "MultiLineString"):
        raise ReadError("the geometry is not a LineString")
    positions = geometry.get("coordinates")
    if kind == "MultiLineString":
        lines = positions if isinstance(positions, list) else []
        if len(lines) != 1:
            raise ReadError(f"the geometry has {len(lines)} lines: make a feature of each")
        positions = lines[0]
    if not isinstance(positions, list) or len(positions) < 2:
        raise ReadError("the line has fewer than two positions")
    # A vertex outside is a slip, or has its axes swapped.
    near = COUNTRY.bounds
    for position in positions:
        match position:
            case [float() | int() as lon, float() | int() as lat, *_]:
                if not (near.west <= lon <= near.east and near.south <= lat <= near.north):
                    raise ReadError(
                        f"the position {reprlib.repr(position)} is not near {COUNTRY.name}"
                    )
            case _:
                raise ReadError(
                    f"{reprlib.repr(position)} is not a position of longitude and latitude"
                )
    return shapely.LineString([position[:2] for position in positions])


def _slug(part: Any) -> str:
    text = part if isinstance(part, str) else ""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
