"""GeoJSON as Arrow batches: every property becomes a column of one type."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyproj
import shapely

from geodata.errors import TableError
from geodata.points.chunks import Chunk, TableOptions
from geodata.points.coordinates import Problem
from geodata.points.readers.geojson import FeatureReader

_MOST_COLUMNS = 10_000
_LEAST, _MOST = -(2**63), 2**63 - 1
# What a float holds without loss.
_EXACT = 2**53
_TYPES = {"int": pa.int64(), "long": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}


class FeatureBatches:
    """Features or records of GeoJSON as Arrow batches.

    Columns have the order in which their names first appear. Whole numbers, numbers, true and
    false keep their type; in a column of anything else or of several kinds, texts are as they are
    and other values JSON. A feature's id is the column ``id``, unless a property has that name.
    """

    geometry: str | None = None
    geometry_crs: pyproj.CRS | None
    located_by_geometry: bool
    fid: str | None = None

    def __init__(self, file: BinaryIO, name: str, options: TableOptions) -> None:
        """Read the collection once, for its columns.

        Raises
        ------
        TableError
            If the file is not a FeatureCollection of features that can be read.
        """
        self.name = name
        kinds: dict[str, str] = {}
        id_kinds: dict[str, str] = {}
        self.only_points = True
        first = FeatureReader(file, name, options)
        self.located_by_geometry, self.notes = first.located_by_geometry, first.notes
        for chunk in first.chunks():
            for feature in chunk.rows:
                if "id" in feature:
                    _add_kinds(id_kinds, {"id": feature["id"]})
                _add_kinds(kinds, feature.get("properties") or {})
                self.only_points &= _is_point(feature.get("geometry"))
            if len(kinds) > _MOST_COLUMNS:
                raise TableError(f"{name}: the features have more than {_MOST_COLUMNS:,} names.")
        self._with_id = bool(id_kinds) and "id" not in kinds
        self._kinds = {**id_kinds, **kinds} if self._with_id else kinds
        taken = {column.casefold() for column in self._kinds}
        geometry = next(
            name
            for name in ("geometry", *(f"geometry_{n}" for n in range(2, 20_000)))
            if name not in taken
        )
        fields = [(column, _TYPES.get(kind, pa.string())) for column, kind in self._kinds.items()]
        if first.has_geometry:
            fields.append((geometry, pa.binary()))
            self.geometry = geometry
        self.schema = pa.schema(fields)
        self.names: list[str] = self.schema.names
        file.seek(0)
        self._reader = FeatureReader(file, name, options)
        self.crs = self._reader.crs
        self.geometry_crs = self.crs if self.located_by_geometry else None
        self.progress = self._reader.progress

    def chunks(self) -> Iterator[Chunk]:
        """Yield the features in order."""
        for chunk in self._reader.chunks():
            yield Chunk(self._make_batch(chunk), chunk.coordinates, chunk.dates)

    def batch(self, chunk: Chunk) -> pa.RecordBatch:
        """Return a chunk's rows."""
        batch: pa.RecordBatch = chunk.rows
        return batch

    def _make_batch(self, chunk: Chunk) -> pa.RecordBatch:
        rows = []
        for feature in chunk.rows:
            row = {"id": feature["id"]} if self._with_id and "id" in feature else {}
            properties = (feature.get("properties") or {}).items()
            rows.append(row | {_replace_surrogates(name): value for name, value in properties})
        arrays = []
        for column, kind in self._kinds.items():
            values = [row.get(column) for row in rows]
            if kind not in _TYPES:
                values = [None if value is None else self._write(value) for value in values]
            arrays.append(pa.array(values, _TYPES.get(kind, pa.string())))
        if self.geometry is not None:
            arrays.append(pa.array(shapely.to_wkb(self._make_shapes(chunk)), pa.binary()))
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)

    def _make_shapes(self, chunk: Chunk) -> npt.NDArray[Any]:
        """Return the geometries of features, None where there is none."""
        read = chunk.coordinates
        shapes = shapely.points(read.lon, read.lat)
        for row, feature in enumerate(chunk.rows):
            geometry = feature.get("geometry")
            is_read = self.located_by_geometry and read.problems[row] == Problem.NONE
            if not is_read or not _is_point(geometry):
                text = None if geometry is None else json.dumps(geometry)
                shapes[row] = shapely.from_geojson(text, on_invalid="ignore")
        return np.asarray(shapes)

    def _write(self, value: Any) -> str:
        if isinstance(value, str):
            return _replace_surrogates(value)
        try:
            return _replace_surrogates(json.dumps(value, ensure_ascii=False))
        except RecursionError:
            raise TableError(f"{self.name}: a property is nested too deeply.") from None


def _add_kinds(kinds: dict[str, str], values: Mapping[str, Any]) -> None:
    """Add the values of a feature to the kinds of values that each column holds."""
    for given, value in values.items():
        name = _replace_surrogates(given)
        known = kinds.setdefault(name, "")
        if value is not None and known != "text":
            kinds[name] = _merge_kinds(known, _find_kind(value))


def _find_kind(value: Any) -> str:
    match value:
        case bool():
            return "bool"
        case int() if -_EXACT <= value <= _EXACT:
            return "int"
        case int() if _LEAST <= value <= _MOST:
            return "long"
        case float():
            return "float"
        case _:
            return "text"


def _merge_kinds(one: str, other: str) -> str:
    match {one, other} - {""}:
        case kinds if len(kinds) == 1:
            return kinds.pop()
        case kinds if kinds == {"int", "long"}:
            return "long"
        case kinds if kinds == {"int", "float"}:
            return "float"
        case _:
            return "text"


def _replace_surrogates(text: str) -> str:
    """Return a text without unpaired surrogates, which JSON may hold and no other format."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _is_point(geometry: Any) -> bool:
    """Return whether a geometry is missing or a point, without a height."""
    match geometry:
        case None:
            return True
        case {"type": "Point", "coordinates": [_, _, _, *_]}:
            return False
        case {"type": "Point"}:
            return True
        case _:
            return False
