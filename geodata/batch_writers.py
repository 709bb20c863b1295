"""Writing any table of points as Parquet, GeoPackage, GeoJSON, CSV or TSV, with columns added."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pyogrio
import pyproj
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from geodata.errors import TableError
from geodata.placement import Placement
from geodata.point_batches import BatchReader, shapes
from geodata.point_chunks import Chunk

_ADDED_TYPES = (pa.string(), pa.string(), pa.float64(), pa.string())
_WGS84 = pyproj.CRS.from_epsg(4326)


def _add(batch: pa.RecordBatch, placement: Placement, names: Sequence[str]) -> pa.RecordBatch:
    """Return the rows with the four columns added; nothing is null in them."""
    columns = (
        pa.array([value or None for value in placement.zone], pa.string()),
        pa.array(placement.certainty, pa.string()),
        pa.array(placement.distance_km, pa.float64(), from_pandas=True),
        pa.array([value or None for value in placement.stretch], pa.string()),
    )
    return pa.RecordBatch.from_arrays(
        [*batch.columns, *columns], schema=_add_fields(batch.schema, names)
    )


def _add_fields(schema: pa.Schema, names: Sequence[str]) -> pa.Schema:
    added = [pa.field(name, kind) for name, kind in zip(names, _ADDED_TYPES, strict=True)]
    return pa.schema([*schema, *added], metadata=schema.metadata)


def _make_points(chunk: Chunk, placement: Placement, reader: BatchReader) -> tuple[Any, Any]:
    """Return longitudes and latitudes: as they stand where that is WGS 84, NaN for none."""
    read = chunk.coordinates
    if reader.crs is None:
        return read.lon, read.lat
    return placement.lon, placement.lat


def _find_shapes(chunk: Chunk, placement: Placement, reader: BatchReader, move: bool) -> Any:
    """Return the geometries of rows, in WGS 84 where that is asked for."""
    if reader.geometry is None:
        lon, lat = _make_points(chunk, placement, reader)
        points = shapely.points(lon, lat)
        points[~(np.isfinite(lon) & np.isfinite(lat))] = None
        return points
    found = shapes(reader, chunk)
    if not move or reader.geometry_crs is None:
        return found
    forward = pyproj.Transformer.from_crs(reader.geometry_crs, _WGS84, always_xy=True)
    return shapely.transform(
        found, lambda points: np.column_stack(forward.transform(points[:, 0], points[:, 1]))
    )


class ParquetWriter:
    """A Parquet table; GeoParquet where the rows have geometries."""

    def __init__(self, file: BinaryIO, reader: BatchReader, names: Sequence[str]) -> None:
        """Prepare to write what ``reader`` reads."""
        self._reader, self._names = reader, names
        schema = _add_fields(reader.schema, names)
        if reader.geometry is not None and b"geo" not in (schema.metadata or {}):
            schema = schema.with_metadata({**(schema.metadata or {}), b"geo": _describe(reader)})
        self._schema = schema
        self._writer = pq.ParquetWriter(file, schema)

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows with the columns added."""
        batch = _add(self._reader.batch(chunk), placement, self._names)
        self._writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=self._schema))

    def close(self) -> None:
        """Write the table's end."""
        self._writer.close()


def _describe(reader: BatchReader) -> bytes:
    crs = reader.geometry_crs or pyproj.CRS.from_user_input("OGC:CRS84")
    kinds = ["Point"] if reader.only_points else []
    column = {"encoding": "WKB", "geometry_types": kinds, "crs": crs.to_json_dict()}
    geo = {
        "version": "1.1.0",
        "primary_column": reader.geometry,
        "columns": {reader.geometry: column},
    }
    return json.dumps(geo).encode()


class PackageWriter:
    """A GeoPackage with one layer, at a path of its own or, once it is closed, in a binary file."""

    def __init__(
        self, target: Path | BinaryIO, reader: BatchReader, names: Sequence[str], layer: str
    ) -> None:
        """Prepare to write what ``reader`` reads."""
        self._target, self._reader, self._names, self._layer = target, reader, names, layer
        self._batches: list[pa.RecordBatch] = []
        self._begun = False

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows with the columns added; the geometries keep their reference system."""
        reader = self._reader
        batch = _add(reader.batch(chunk), placement, self._names)
        self._geometry = reader.geometry or _free("geom", batch.schema.names)
        column = pa.array(shapely.to_wkb(_find_shapes(chunk, placement, reader, move=False)))
        if reader.geometry is not None:
            batch = batch.drop_columns([reader.geometry])
        field = pa.field(
            self._geometry, pa.binary(), metadata={b"ARROW:extension:name": b"geoarrow.wkb"}
        )
        schema = pa.schema([*batch.schema, field])
        columns = [*batch.columns, column.cast(pa.binary())]
        self._batches.append(pa.RecordBatch.from_arrays(columns, schema=schema))
        if isinstance(self._target, Path):
            self._flush()

    def _flush(self) -> None:
        reader = self._reader
        with _writing(reader):
            pyogrio.write_arrow(
                pa.Table.from_batches(self._batches),
                self._target,
                driver="GPKG",
                layer=self._layer,
                append=self._begun,
                geometry_name=self._geometry,
                geometry_type="Point" if reader.only_points else "Unknown",
                crs=(reader.geometry_crs or _WGS84).to_wkt(),
                FID=reader.fid or _free("fid", self._batches[0].schema.names),
            )
        self._begun = True
        self._batches.clear()

    def close(self) -> None:
        """Write what is still owed."""
        if self._batches:
            self._flush()


def _free(name: str, taken: Sequence[str]) -> str:
    known = {other.casefold() for other in taken}
    return next(n for n in (name, *(f"{name}_{k}" for k in range(2, 1000))) if n not in known)


class CollectionWriter:
    """A GeoJSON FeatureCollection in WGS 84."""

    def __init__(self, file: BinaryIO, reader: BatchReader, names: Sequence[str]) -> None:
        """Write the beginning."""
        self._file, self._reader, self._names = file, reader, names
        self._separator = "\n"
        self._file.write(b'{"type": "FeatureCollection", "features": [')

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows as features, every column but the geometry as a property."""
        batch = _add(self._reader.batch(chunk), placement, self._names)
        found = _find_shapes(chunk, placement, self._reader, move=True)
        if self._reader.geometry is not None:
            batch = batch.drop_columns([self._reader.geometry])
        lines = [
            f'{{"type": "Feature", "properties": {_write(row)}, "geometry": {geometry or "null"}}}'
            for row, geometry in zip(batch.to_pylist(), shapely.to_geojson(found), strict=True)
        ]
        self._file.write((self._separator + ",\n".join(lines)).encode())
        self._separator = ",\n"

    def close(self) -> None:
        """Write the end."""
        self._file.write(b"\n]}\n")


def _write(row: dict[str, Any]) -> str:
    known = {name: None if value != value else value for name, value in row.items()}
    return json.dumps(known, ensure_ascii=False, default=str)


class CellWriter:
    """A CSV or TSV table; points become the columns longitude and latitude, other shapes WKT."""

    def __init__(
        self, file: BinaryIO, reader: BatchReader, names: Sequence[str], delimiter: str
    ) -> None:
        """Write the header."""
        self._reader, self._names = reader, names
        free = not {"longitude", "latitude"} & {name.casefold() for name in reader.names}
        self._as_points = reader.only_points and free
        schema = _add_fields(self._replace_geometry(reader.schema.empty_table()).schema, names)
        options = pyarrow.csv.WriteOptions(delimiter=delimiter, quoting_style="needed")
        with _writing(reader):
            self._writer = pyarrow.csv.CSVWriter(file, schema, write_options=options)

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows with the columns added."""
        batch = self._reader.batch(chunk)
        columns: list[Any] = []
        if self._reader.geometry is not None:
            if self._as_points:
                columns = list(_make_points(chunk, placement, self._reader))
            else:
                columns = [shapely.to_wkt(shapes(self._reader, chunk), rounding_precision=-1)]
        with _writing(self._reader):
            table = self._replace_geometry(pa.Table.from_batches([batch]), columns)
            self._writer.write(_add(table.combine_chunks().to_batches()[0], placement, self._names))

    def _replace_geometry(self, table: pa.Table, columns: Sequence[Any] = ((), ())) -> pa.Table:
        geometry = self._reader.geometry
        if geometry is None:
            return table
        if not self._as_points:
            return table.set_column(
                table.schema.names.index(geometry), geometry, pa.array(columns[0], pa.string())
            )
        for name, values in zip(("longitude", "latitude"), columns, strict=True):
            table = table.append_column(name, pa.array(values, pa.float64(), from_pandas=True))
        return table.drop_columns([geometry])

    def close(self) -> None:
        """Write what is still owed."""
        self._writer.close()


@contextmanager
def _writing(reader: BatchReader) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid, FieldError, GeometryError) as error:
        reason = _shorten(error)
        raise TableError(
            f"{reader.name}: a column cannot be written in this format ({reason})."
        ) from error
    except (DataSourceError, DataLayerError, FeatureError) as error:
        # As the other writers say that a disk is full.
        raise OSError(_shorten(error)) from error


def _shorten(error: Exception) -> str:
    return " ".join(str(error).split())[:150].rstrip(".")
