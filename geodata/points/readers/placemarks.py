"""KML and GPX: the placemarks or waypoints of a file, each a row of texts and a geometry.

See OGC 12-007r2 (KML 2.3) and https://www.topografix.com/GPX/1/1/. The geometries of KML are read
as they are; every point of a track or route is a row, with its time.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, BinaryIO

import pyarrow as pa
import shapely

from geodata.errors import TableError
from geodata.points.chunks import Chunk, TableOptions
from geodata.points.date_columns import DateColumns
from geodata.points.readers.batches import explaining_arrow
from geodata.points.readers.values import ValueReader, choose_kind, find_kind, find_type
from geodata.points.readers.xml_parts import Element, read_elements

_MOST_COLUMNS = 10_000
_UNREADABLE = b"\0"
_LINK = "NetworkLink"
_WANTED = {"kml": ("Placemark", _LINK), "gpx": ("wpt", "trkpt", "rtept")}
# What they are inside of, and the columns that say so.
_CONTAINERS = {
    "kml": {"Folder": "Folder"},
    "gpx": {"trk": "track", "trkseg": "segment", "rte": "route"},
}
_MISSING = {
    "kml": "there are no placemarks in it; if it only links to another file, take that",
    "gpx": "there are no waypoints in it, and no points of tracks or routes",
}
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry")
# How a placemark looks and is seen, not what it says.
_LOOKS = {"Style", "StyleMap", "LookAt", "Camera", "Region", "Track", "MultiTrack", "Model"}
# Where the standards have the time, if no column of the table's own is a date.
_MOMENTS = ("when", "begin", "time")
# What a placemark says stands in the row of every point of its track.
_MOST_REPEATED = 256 * 2**20


class PlacemarkReader(ValueReader):
    """The placemarks of a KML file, or the waypoints of a GPX."""

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        kind: str,
        options: TableOptions,
    ) -> None:
        """Read the file once, for its columns; ``kind`` is kml or gpx.

        Raises
        ------
        TableError
            If it is no sound XML, or holds none of them.
        """
        self._file, self._kind, self._file_name = file, kind, name
        kinds: dict[str, set[str]] = {}
        self._links = 0
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
        if self._links:
            self.notes.append(
                f"It links to other files ({self._links:,}), which are not read: download what "
                f"they hold, and take that too."
            )
        self.find_coordinates(None)
        if not self._dates:
            moments = [self.names.index(name) for name in _MOMENTS if name in self.names]
            is_span = bool(moments) and self.names[moments[0]] == "begin"
            until = self.names.index("end") if is_span and "end" in self.names else None
            self._dates = DateColumns(tuple(moments[:1]), until=until, is_open=is_span)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order."""
        yield from self.make_chunks(
            [*(values.get(column) for column in self._named), _write_shape(shape)]
            for values, shape in self._read_rows()
        )

    def _read_rows(self) -> Iterator[tuple[dict[str, Any], Any]]:
        """Yield the values of each, and its geometry: None where there is none, or a text."""
        kind, links = self._kind, 0
        containers = _CONTAINERS[kind]
        for element in read_elements(self._file, self._file_name, _WANTED[kind], containers):
            if element.tag == _LINK:
                links += 1
                continue
            read = _read_placemark if kind == "kml" else _read_waypoint
            values: dict[str, Any] = {}
            for column, value in (*read(element), *_describe_containers(element, containers)):
                if value != "":
                    values[_find_free(column, values)] = value
            tracks = list(_find_tracks(element)) if kind == "kml" else []
            if tracks:
                yield from self._read_tracks(tracks, values)
            else:
                yield values, _read_shape(element, kind)
        self._links = links

    def _read_tracks(
        self, tracks: Sequence[Element], shared: dict[str, Any]
    ) -> Iterator[tuple[dict[str, Any], Any]]:
        length = sum(len(value) for value in shared.values())
        if length * sum(len(track.parts) for track in tracks) > _MOST_REPEATED:
            raise TableError(
                f"{self._file_name}: a track of many points has a long description, which every "
                f"row would repeat; shorten it, or write the track as GPX."
            )
        for track in tracks:
            for own, shape in _read_track(track):
                values = dict(shared)
                for column, value in own.items():
                    values[_find_free(column, values)] = value
                yield values, shape


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


def _describe_containers(
    element: Element, columns: dict[str, str]
) -> Iterator[tuple[str, str | int]]:
    """Yield what an element is inside of: names, numbers for what has none, paths of folders."""
    path = [each.name.strip() for each in element.inside if each.tag == "Folder"]
    yield "Folder", " / ".join(filter(None, path))
    for each in element.inside:
        if each.tag == "trkseg":
            yield columns[each.tag], each.number
        elif each.tag != "Folder":
            yield columns[each.tag], each.name.strip() or str(each.number)


def _find_tracks(element: Element) -> Iterator[Element]:
    for part in element.parts:
        if part.tag == "Track":
            yield part
        elif part.tag == "MultiTrack":
            yield from (track for track in part.parts if track.tag == "Track")


def _read_track(track: Element) -> Iterator[tuple[dict[str, str], Any]]:
    """Yield the points of a track, each with its time and the further values measured there."""
    columns = {
        "when": [part.text for part in track.parts if part.tag == "when"],
        **{
            array.attributes.get("name", ""): [value.text for value in array.parts]
            for data in track.parts
            if data.tag == "ExtendedData"
            for schema in data.parts
            for array in schema.parts
            if array.tag == "SimpleArrayData"
        },
    }
    at = [part.text for part in track.parts if part.tag == "coord"]
    # A track of nothing is a row as well, without a point.
    for position, *values in zip_longest(at or [""], *columns.values(), fillvalue=""):
        named = zip(columns, values, strict=True)
        yield {name: value for name, value in named if value}, _read_coord(position)


def _read_coord(text: str) -> Any:
    try:
        lon, lat, *height = map(float, text.split())
    except ValueError:
        return _BAD if text else None
    return shapely.Point(lon, lat, *(height[:1] if any(height) else ()))


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
