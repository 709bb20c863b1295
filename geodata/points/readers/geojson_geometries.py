"""The coordinates of GeoJSON's geometries: points, also as text or alone in a collection."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from geodata.errors import TableError
from geodata.points.angles import read_angle
from geodata.points.coordinate_columns import find_columns
from geodata.points.coordinate_texts import read_texts
from geodata.points.coordinates import Coordinates, Problem, find_infinite

# Of the names of a feature without a geometry.
_MOST_LOOKED_AT = 200


def read_geometries(features: Sequence[dict[str, Any]]) -> Coordinates:
    """Return the coordinates of features; those of points that are text become numbers in them."""
    points = [_find_position(feature.get("geometry")) for feature in features]
    lon, lat, problems = (
        np.array(values) for values in zip(*map(_read_numbers, points), strict=True)
    )
    read = find_infinite(Coordinates(lon.astype(float), lat.astype(float), problems))
    written = {
        row: point
        for row, point in enumerate(points)
        if isinstance(point, list) and any(isinstance(value, str) for value in point)
    }
    if written:
        _read_written(written, read)
    for row in np.flatnonzero(read.problems == Problem.NO_POSITION).tolist():
        if _has_columns(features[row].get("properties") or {}):
            read.problems[row] = Problem.NO_GEOMETRY
    return read


def _find_position(geometry: Any) -> Any:
    """Return the position of a point, a list, or what is wrong with the geometry, a `Problem`."""
    for _ in range(2):  # a collection of one, of which each part may be one of one
        match geometry:
            case {"type": "GeometryCollection", "geometries": [one]}:
                geometry = one
            case {"type": "GeometryCollection", "geometries": []}:
                return Problem.NO_POSITION
            case _:
                break
    match geometry:
        case None:
            return Problem.NO_POSITION
        case {"type": "Point" | "MultiPoint", "coordinates": []}:
            return Problem.NO_POSITION
        case {"type": "Point", "coordinates": [_, _, *_] as position}:
            return position
        case {"type": "MultiPoint", "coordinates": [[_, _, *_] as position]}:
            return position
        case {"type": "Point"} | {"type": "MultiPoint", "coordinates": [_]}:
            return Problem.BAD_LON
        case _:
            return Problem.NO_POINT


def _read_numbers(point: Any) -> tuple[float, float, int]:
    if isinstance(point, Problem):
        return np.nan, np.nan, point
    return _read_number(point[0]), _read_number(point[1]), Problem.NONE


def _read_number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return np.nan
    try:
        return float(value)
    except OverflowError:
        return np.nan


def _read_written(written: dict[int, list[Any]], read: Coordinates) -> None:
    """Read positions, by their rows, in which a coordinate is written as text."""

    def take(axis: int) -> list[str | None]:
        cells = (position[axis] for position in written.values())
        return [x if x is None or isinstance(x, str) else json.dumps(x) for x in cells]

    found = read_texts(take, (0, 1))
    rows = [*written]
    read.lon[rows], read.lat[rows], read.problems[rows] = found.lon, found.lat, found.problems
    for row, position in written.items():
        if read.problems[row] == Problem.NONE:
            heights = [_read_height(value) for value in position[2:]]
            position[:] = [float(read.lon[row]), float(read.lat[row]), *heights]


def _read_height(value: Any) -> Any:
    angle = read_angle(value) if isinstance(value, str) else None
    return value if angle is None else angle.degrees


def _has_columns(properties: dict[str, Any]) -> bool:
    """Return whether properties hold the coordinates that the geometry does not."""
    try:
        found = find_columns(list(properties)[:_MOST_LOOKED_AT], None, None, "")
    except TableError:
        return False
    values = list(properties.values())
    return all(values[column] not in (None, "") for column in found)
