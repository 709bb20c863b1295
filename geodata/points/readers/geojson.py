"""GeoJSON: reading the features of a collection one by one, or records as features.

Ids, nested properties, other members of the file and of its features stay as they are.
"""

import io
import json
import re
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any, BinaryIO

from geodata.errors import TableError
from geodata.points.chunks import CHUNK_BYTES, CHUNK_ROWS, Chunk, TableOptions
from geodata.points.coordinate_columns import find_columns
from geodata.points.coordinate_texts import read_texts
from geodata.points.coordinates import Coordinates, to_wgs84
from geodata.points.date_columns import find_dates
from geodata.points.hemispheres import (
    HemisphereColumn,
    describe_hemispheres,
    find_hemispheres,
)
from geodata.points.placement import ADDED
from geodata.points.precision import find_precisions, list_unused
from geodata.points.readers.geojson_geometries import read_geometries
from geodata.points.readers.json_rows import JsonRows
from geodata.points.readers.json_text import JsonText
from geodata.points.reference_systems import read_crs

_BLOCK = 2**20
# Read features take many times the memory of their text.
_CHUNK_TEXT = CHUNK_BYTES // 4
_KOBO = "_geolocation"
# Longer than an added key whose letters are all escaped.
_LONGEST_KEY = 256


def _escape(letters: str) -> str:
    """Return a pattern of letters, each of which JSON may write as its code too."""
    return "".join(rf"(?:{x}|\\u00(?:{ord(x.lower()):x}|{ord(x.upper()):x}))" for x in letters)


_NUMBER = rf"{_escape('_')}(?:[0-9]|\\u003[0-9]){{1,9}}"
_ADDED_KEYS = re.compile(
    # Most keys begin with another character, and are skipped at once.
    rf'("(?=[{"".join(name[0] for name in ADDED)}\\])(?:{"|".join(map(_escape, ADDED))})'
    rf'(?:{_NUMBER})?")\s*:'.encode(),
    re.IGNORECASE,
)


class FeatureReader:
    """Features or records of points as GeoJSON, read from a binary file that can be rewound.

    A record, as ACLED's and others' services send them, becomes a feature with a point.
    ``has_geometry`` is False for records; ``located_by_geometry`` is False where the coordinates
    are taken from properties.
    """

    def __init__(self, file: BinaryIO, name: str, options: TableOptions) -> None:
        """Read the members before the features.

        Raises
        ------
        TableError
            If the file holds no features or records, or no coordinates where they should be.
        """
        self._file, self._name, self._options = file, name, options
        self._size = max(1, file.seek(0, io.SEEK_END))
        if not file.seek(0) and not file.read(1):
            raise TableError(f"{name}: the file is empty.")
        # The properties of later features are not known in time, so all keys count.
        self.names = _find_added_keys(file)
        file.seek(0)
        self._rows = rows = JsonRows(JsonText(file, name), name)
        self.head, self.tail = rows.head, rows.tail
        self.has_geometry = rows.are_features
        self.located_by_geometry = self.has_geometry and not (options.lon or options.lat)
        self._columns: tuple[str, str] | None = None
        self._has_inner = False
        if not self.located_by_geometry:
            if not rows.first_properties and not options.lon and not options.lat:
                raise TableError(f"{name}: no row has properties, at least not in the beginning.")
            names = self._choose_names(rows.first_properties)
            first = [_write_cell(_find_value(rows.first_properties, key)) for key in names]
            lon, lat = find_columns(names, options.lon, options.lat, name, [first])
            self._columns = names[lon], names[lat]
            self._has_inner = len(names) > len(rows.first_properties)
        own = _find_crs(self.head, name)
        self.crs = read_crs(options.crs or own, name)
        self._check_crs(own)
        first_names = [*rows.first_properties]
        hemispheres = self._find_hemispheres([rows.first_properties])
        self.notes = [*find_dates(first_names).notes, *describe_hemispheres(hemispheres)]
        if options.precision is None:
            self.notes += list_unused(first_names, find_precisions(first_names, None, name))

    def _choose_names(self, first: dict[str, Any]) -> list[str]:
        """Return the names of columns, with those of objects in them where they are needed."""
        names = list(first)
        try:
            find_columns(names, self._options.lon, self._options.lat, self._name)
        except TableError:
            return [*names, *_list_inner(first)]
        return names

    def _find_hemispheres(self, rows: Sequence[dict[str, Any]]) -> tuple[HemisphereColumn, ...]:
        """Return the properties that hold hemispheres in any of these rows, by their names."""
        if self._columns is None:
            return ()
        names = dict.fromkeys([*self._columns, *(name for each in rows for name in each)])
        if self._has_inner:
            names |= dict.fromkeys(name for each in rows for name in _list_inner(each))
        places = [*names].index(self._columns[0]), [*names].index(self._columns[1])
        return find_hemispheres([*names], places, crs=self.crs)

    def _check_crs(self, own: str | None) -> None:
        if self._options.crs and own and read_crs(own, self._name) != self.crs:
            raise TableError(
                f"{self._name}: the file names a reference system of its own; leave out --crs."
            )

    def progress(self) -> float:
        """Return the fraction of the file's bytes that has been read."""
        return self._file.tell() / self._size

    def chunks(self) -> Iterator[Chunk]:
        """Yield the features in order, then read the members after them."""
        features: list[dict[str, Any]] = []
        number = size = 0
        for row, length in self._rows.read():
            is_feature = self._rows.are_features
            features.append(row if is_feature else {"type": "Feature", "properties": row})
            number, size = number + 1, size + length
            if len(features) == CHUNK_ROWS or size > _CHUNK_TEXT:
                yield self._make_chunk(features)
                features, size = [], 0
        if features:
            yield self._make_chunk(features)
        kind = {**self.head, **self.tail}.get("type")
        if kind != "FeatureCollection":
            raise TableError(f"{self._name}: the type is {kind!r}, not 'FeatureCollection'.")
        own = _find_crs(self.tail, self._name)
        if own and not self._options.crs and read_crs(own, self._name):
            raise TableError(f"{self._name}: the reference system comes last; give it with --crs.")
        self._check_crs(own)
        if not number:
            raise TableError(f"{self._name}: the collection has no features.")

    def _make_chunk(self, features: list[dict[str, Any]]) -> Chunk:
        if self._columns is None:
            coordinates = read_geometries(features)
        else:
            coordinates = self._read_properties(features, self._columns)
        names = {name: 0 for each in features for name in each.get("properties") or {}}
        for precision in find_precisions([*names], self._options.precision, self._name):
            cells = [(each.get("properties") or {}).get(precision.name) for each in features]
            coordinates = precision.apply(coordinates, cells)
        return Chunk(
            rows=features,
            coordinates=coordinates,
            dates=[_find_date(feature) for feature in features],
        )

    def _read_properties(
        self, features: list[dict[str, Any]], columns: tuple[str, str]
    ) -> Coordinates:
        """Return the coordinates in properties; features without a geometry get a point."""

        def take(column: int) -> list[str | None]:
            name = columns[column]
            found = [_find_value(feature.get("properties") or {}, name) for feature in features]
            if name == _KOBO:
                found = [_join_kobo(value) for value in found]
            return [_write_cell(value) for value in found]

        read = read_texts(take, (0, columns.index(columns[1])))
        properties = [feature.get("properties") or {} for feature in features]
        for column in self._find_hemispheres(properties):
            read = column.apply(read, [_find_value(each, column.name) for each in properties])
        placed = to_wgs84(read, self.crs)
        for feature, lon, lat in zip(
            features, placed.lon.tolist(), placed.lat.tolist(), strict=True
        ):
            if feature.get("geometry") is None:
                is_placed = isfinite(lon) and isfinite(lat)
                point = {"type": "Point", "coordinates": [lon, lat]}
                feature["geometry"] = point if is_placed else None
        return read


def _list_keys(value: Any) -> list[str]:
    """Return the names in an object; of a geometry, which is a position itself, none."""
    is_geometry = isinstance(value, dict) and {"type", "coordinates"} <= value.keys()
    return list(value) if isinstance(value, dict) and not is_geometry else []


def _list_inner(properties: dict[str, Any]) -> list[str]:
    """Return the names in objects among the properties: ``location.lat``."""
    return [f"{key}.{part}" for key, value in properties.items() for part in _list_keys(value)]


def _find_value(properties: dict[str, Any], name: str) -> Any:
    """Return a property, or what an object among them holds: ``location.lat``."""
    if name in properties:
        return properties[name]
    key, _, part = name.rpartition(".")
    inner = properties.get(key)
    return inner.get(part) if isinstance(inner, dict) else None


def _join_kobo(value: Any) -> Any:
    """Return Kobo's list of latitude and longitude as its geopoints are written elsewhere."""
    if not isinstance(value, list):
        return value
    return " ".join(str(part) for part in value if part is not None)


def _write_cell(value: Any) -> str | None:
    """Return a property as a cell of a table of text has it."""
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _find_date(feature: dict[str, Any]) -> str:
    properties = feature.get("properties") or {}
    columns = find_dates([*properties])
    if not columns:
        return ""
    values = [*properties.values()]
    cells = (values[place] for place in columns.list_places())
    return columns.join(["" if cell is None else str(cell) for cell in cells])


def _find_crs(members: dict[str, Any], name: str) -> str | None:
    match members.get("crs"):
        case None:
            return None
        case {"type": "name", "properties": {"name": str() as crs}}:
            return crs
        case {"type": "link"}:
            raise TableError(
                f"{name}: the reference system is a link, and no link is followed; take out crs."
            )
        case _:
            raise TableError(
                f"{name}: the reference system under crs cannot be understood; take it out."
            )


def _find_added_keys(file: BinaryIO) -> Sequence[str]:
    found: set[str] = set()
    file.seek(0)
    text = b""
    while block := file.read(_BLOCK):
        text += block
        found |= {json.loads(key) for key in _ADDED_KEYS.findall(text)}
        # A key may continue in the next block, or its colon follow there after many spaces.
        kept = text.rstrip()
        text = kept[-_LONGEST_KEY:] + (b" " if len(kept) < len(text) else b"")
    return sorted(found)
