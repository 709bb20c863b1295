"""Writing tables of points as GeoJSON: features with properties added, and rows as features."""

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

import numpy as np
import shapely

from geodata.errors import TableError
from geodata.points.chunks import Chunk
from geodata.points.placement import Placement
from geodata.points.readers.batches import BatchReader
from geodata.points.readers.geojson import FeatureReader
from geodata.points.writers.batches import add_columns, check_names, explaining_rows, find_shapes
from geodata.points.writers.json_texts import write_json


class FeatureWriter:
    """A GeoJSON FeatureCollection with properties more, written to a binary file."""

    def __init__(self, file: BinaryIO, reader: FeatureReader, names: Sequence[str]) -> None:
        """Write the members before the features that ``reader`` reads."""
        self._file, self._reader, self._names = file, reader, names
        self._separator = "\n"
        head = "".join(
            f"{_write_value(key)}: {_write_value(value)}, " for key, value in reader.head.items()
        )
        self._file.write(f'{{{head}"features": ['.encode())

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write features with the properties added."""
        lines = []
        for feature, *values in zip(
            chunk.rows,
            placement.zone,
            placement.certainty,
            placement.distance_km.tolist(),
            placement.stretch,
            placement.zone_status,
            strict=True,
        ):
            # Nothing is null here, as an empty cell is in CSV. Only a NaN differs from itself.
            known = [None if value == "" or value != value else value for value in values]  # noqa: PLR0124
            added = dict(zip(self._names, known, strict=True))
            properties = {**(feature.get("properties") or {}), **added}
            lines.append(_write_value({**feature, "properties": properties}))
        self._file.write((self._separator + ",\n".join(lines)).encode())
        self._separator = ",\n"

    def close(self) -> None:
        """Write the members after the features."""
        tail = "".join(
            f", {_write_value(key)}: {_write_value(v)}" for key, v in self._reader.tail.items()
        )
        self._file.write(f"\n]{tail}}}\n".encode())

    def abort(self) -> None:
        """Do nothing: nothing is buffered."""


class CollectionWriter:
    """A GeoJSON FeatureCollection in WGS 84."""

    def __init__(self, file: BinaryIO, reader: BatchReader, names: Sequence[str]) -> None:
        """Write the beginning."""
        check_names(reader, names)
        self._file, self._reader, self._names = file, reader, names
        self._separator = "\n"
        self._file.write(b'{"type": "FeatureCollection", "features": [')

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows as features, every column but the geometry as a property."""
        batch = add_columns(self._reader.batch(chunk), placement, self._names)
        found = find_shapes(chunk, placement, self._reader, move=True)
        if self._reader.geometry is not None:
            batch = batch.drop_columns([self._reader.geometry])
        with explaining_rows(self._reader):
            lines = [
                f'{{"type": "Feature", "properties": {write_json(row)}, '
                f'"geometry": {geometry or "null"}}}'
                for row, geometry in zip(batch.to_pylist(), _write_shapes(found), strict=True)
            ]
        self._file.write((self._separator + ",\n".join(lines)).encode())
        self._separator = ",\n"

    def close(self) -> None:
        """Write the end."""
        self._file.write(b"\n]}\n")

    def abort(self) -> None:
        """Do nothing: nothing is buffered."""


def _write_shapes(shapes: Any) -> Any:
    """Return geometries as GeoJSON; None for those at positions that are not finite."""
    positions, rows = shapely.get_coordinates(shapes, include_z=True, return_index=True)
    # GEOS leaves out a height that is NaN, as is one of a geometry without heights.
    fine = np.isfinite(positions[:, :2]).all(axis=1) & ~np.isinf(positions[:, 2])
    shapes = np.array(shapes)
    shapes[rows[~fine]] = None
    return shapely.to_geojson(shapes)


def _write_value(value: Any) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False)
        text.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, as an escape in the source
        return json.dumps(value)
    except RecursionError:
        raise TableError("A part of the GeoJSON file is nested too deeply.") from None
    return text
