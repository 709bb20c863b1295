"""KML and GPX: the placemarks or waypoints of a file, each a row of texts and a geometry.

See OGC 12-007r2 (KML 2.3) and https://www.topografix.com/GPX/1/1/. The geometries of KML are read
as they are; of a GPX, tracks and routes are not.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import pyarrow as pa
import shapely

from geodata.errors import TableError
from geodata.points.chunks import Chunk, TableOptions
from geodata.points.readers.batches import explaining_arrow
from geodata.points.readers.values import ValueReader, choose_kind, find_kind, find_type
from geodata.points.readers.xml_parts import Element, read_elements

_MOST_COLUMNS = 10_000
_UNREADABLE = b"\0"
_WANTED = {"kml": ("Placemark",), "gpx": ("wpt",)}
_MISSING = {
    "kml": "there are no placemarks in it; if it only links to another file, take that",
    "gpx": "there are no waypoints in it; tracks and routes are not read",
}
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry")
# How a placemark looks and is seen, not what it says.
_LOOKS = {"Style", "StyleMap", "LookAt", "Camera", "Region", "Track", "MultiTrack", "Model"}


class PlacemarkReader(ValueReader):
    """The placemarks of a KML file, or the waypoints of a GPX."""

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        kind: str,
        options: TableOptions,
        with_dates: bool = False,
    ) -> None:
        """Read the file once, for its columns; ``kind`` is kml or gpx.

        Raises
        ------
        TableError
            If it is no sound XML, or holds none of them.
        """
        self._file, self._kind, self._file_name = file, kind, name
        kinds: dict[str, set[str]] = {}
        rows, only_points = 0, True
        for values, shape in self._read_rows():
            rows += 1
            for column, value in values.items():
                kinds.setdefault(column, set()).add(find_kind(value))
            only_points &= shape is None or (shape.geom_type == "Point" and not shape.has_z)
            if len(kinds) > _MOST_COLUMNS:
                raise TableError(f"{name}: the table has more than {_MOST_COLUMNS:,} columns.")
        if not rows:
            raise TableError(f"{name}: {_MISSING[kind]}.")
        self.kinds = [choose_kind(found) for found in kinds.values()]
        self._named = list(kinds)
        taken = {column.casefold() for column in kinds}
        geometry = next(
            called
            for called in ("geometry", *(f"geometry_{n}" for n in range(2, 20_000)))
            if called not in taken
        )
        with explaining_arrow(name):
            fields = zip(self._named, map(find_type, self.kinds), strict=True)
            schema = pa.schema([*fields, (geometry, pa.binary())])
        super().__init__(name, options, schema, rows)
        self.geometry, self.only_points = geometry, only_points
        self.find_coordinates(None, with_dates)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order."""
        yield from self.make_chunks(
            [*(values.get(column) for column in self._named), _write_shape(shape)]
            for values, shape in self._read_rows()
        )

    def _read_rows(self) -> Iterator[tuple[dict[str, Any], Any]]:
        """Yield the values of each, and its geometry: None where there is none, or a text."""
        read = _read_placemark if self._kind == "kml" else _read_waypoint
        for element in read_elements(self._file, self._file_name, _WANTED[self._kind]):
            values: dict[str, Any] = {}
            for column, value in read(element):
                if value != "":
                    values[_find_free(column, values)] = value
            yield values, _read_shape(element, self._kind)


def _find_free(column: str, taken: dict[str, Any]) -> str:
    name, number = column or "value", 1
    while name in taken:
        number += 1
        name = f"{column}_{number}"
    return name


def _read_placemark(element: Element) -> Iterator[tuple[str, str]]:
    for part in element.parts:
        match part.tag:
            case tag if tag in _SHAPES or tag in _LOOKS:
                continue
            case "TimeStamp" | "TimeSpan":
                yield from ((inner.tag, inner.text) for inner in part.parts)
            case "ExtendedData":
                yield from _read_data(part)
            case _ if not part.parts:
                yield part.tag, part.text


def _read_data(element: Element) -> Iterator[tuple[str, str]]:
    for part in element.parts:
        value = part.find("value")
        if part.tag == "SchemaData":
            yield from ((inner.attributes.get("name", ""), inner.text) for inner in part.parts)
        else:
            yield part.attributes.get("name", part.tag), (value or part).text


def _read_waypoint(element: Element) -> Iterator[tuple[str, Any]]:
    for part in element.parts:
        if part.parts:  # such as extensions
            yield from _read_waypoint(part)
        elif part.tag == "ele":
            yield part.tag, _read_number(part.text)
        else:
            yield part.tag, part.text or part.attributes.get("href", "")


def _read_number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def _read_shape(element: Element, kind: str) -> Any:
    """Return the geometry of an element: a point of nothing where it cannot be read."""
    try:
        if kind == "gpx":
            at = element.attributes
            return shapely.Point(float(at.get("lon", "")), float(at.get("lat", "")))
        found = next((part for part in element.parts if part.tag in _SHAPES), None)
        return None if found is None else _make_shape(found)
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        return _BAD


_BAD = shapely.GeometryCollection()


def _make_shape(element: Element) -> Any:
    match element.tag:
        case "Point":
            (position,) = _read_positions(element) or [()]
            return shapely.Point(*position)
        case "LineString" | "LinearRing":
            return shapely.LineString(_read_positions(element))
        case "Polygon":
            rings = {
                side: [
                    _read_positions(ring)
                    for part in element.parts
                    if part.tag == side
                    for ring in part.parts
                    if ring.tag == "LinearRing"
                ]
                for side in ("outerBoundaryIs", "innerBoundaryIs")
            }
            (outer,) = rings["outerBoundaryIs"]
            return shapely.Polygon(outer, rings["innerBoundaryIs"])
        case _:
            shapes = [_make_shape(part) for part in element.parts if part.tag in _SHAPES]
            return shapes[0] if len(shapes) == 1 else shapely.GeometryCollection(shapes)


def _read_positions(element: Element) -> Sequence[tuple[float, ...]]:
    """Return longitudes and latitudes; heights of 0 stand for none, by what all programs write."""
    coordinates = element.find("coordinates")
    text = "" if coordinates is None else coordinates.text
    positions = [
        tuple(map(float, position.split(",")[:3]))
        for position in re.sub(r"\s*,\s*", ",", text).split()
    ]
    if all(len(position) == 2 or not position[2] for position in positions):
        return [position[:2] for position in positions]
    return [(*position, 0.0)[:3] for position in positions]


def _write_shape(shape: Any) -> bytes | None:
    if shape is None:
        return None
    return _UNREADABLE if shape is _BAD else bytes(shapely.to_wkb(shape))
