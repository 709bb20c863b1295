"""Writing any table of points as Parquet or GeoPackage, with columns added."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
import pyproj
import shapely

from corpus.quoting import format_reason, quote
from geodata.errors import TableError
from geodata.gdal import GdalColumnError, GdalFileError, addressing, name_layer, write_arrow
from geodata.points.chunks import Chunk
from geodata.points.placement import Placement
from geodata.points.readers.batches import BatchReader, as_plain, is_text, shapes
from geodata.points.writers.geopackage_columns import find_free, fit_columns

_ADDED_TYPES = (pa.string(), pa.string(), pa.float64(), pa.string(), pa.string())
_WGS84 = pyproj.CRS.from_epsg(4326)


def add_columns(
    batch: pa.RecordBatch, placement: Placement, names: Sequence[str]
) -> pa.RecordBatch:
    """Return the rows with the columns added; nothing is null in them."""
    columns = (
        placement.zone.to_column(),
        placement.certainty.to_column(),
        pa.array(placement.distance_km, pa.float64(), from_pandas=True),
        placement.stretch.to_column(),
        placement.zone_status.to_column(),
    )
    return pa.RecordBatch.from_arrays(
        [*batch.columns, *columns], schema=add_fields(batch.schema, names)
    )


def add_fields(schema: pa.Schema, names: Sequence[str]) -> pa.Schema:
    """Return a schema with the columns added."""
    added = [pa.field(name, kind) for name, kind in zip(names, _ADDED_TYPES, strict=True)]
    return pa.schema([*schema, *added], metadata=schema.metadata)


def make_points(chunk: Chunk, placement: Placement, reader: BatchReader) -> tuple[Any, Any]:
    """Return longitudes and latitudes: as they stand where that is WGS 84, NaN for none."""
    read = chunk.coordinates
    if reader.crs is None:
        return read.lon, read.lat
    return placement.lon, placement.lat


def find_shapes(chunk: Chunk, placement: Placement, reader: BatchReader, move: bool) -> Any:
    """Return the geometries of rows, in WGS 84 where that is asked for."""
    if reader.geometry is None:
        lon, lat = make_points(chunk, placement, reader)
        points = shapely.points(lon, lat)
        points[~(np.isfinite(lon) & np.isfinite(lat))] = None
        return points
    found = shapes(reader, chunk)
    if not move or reader.geometry_crs is None:
        return found
    forward = pyproj.Transformer.from_crs(reader.geometry_crs, _WGS84, always_xy=True)
    for has_z in (False, True):  # together, all would have a height or none
        chosen = shapely.has_z(found) == has_z
        found[chosen] = shapely.transform(
            found[chosen],
            lambda at: np.column_stack([*forward.transform(at[:, 0], at[:, 1]), *at.T[2:]]),
            include_z=has_z,
        )
    return found


class ParquetWriter:
    """A Parquet table; GeoParquet where the rows have geometries."""

    def __init__(self, file: BinaryIO, reader: BatchReader, names: Sequence[str]) -> None:
        """Prepare to write what ``reader`` reads."""
        check_names(reader, names)
        self._reader, self._names = reader, names
        schema = add_fields(reader.schema, names)
        if reader.geometry is not None and b"geo" not in (schema.metadata or {}):
            schema = schema.with_metadata({**(schema.metadata or {}), b"geo": _describe(reader)})
        self._schema = schema
        with explaining_rows(reader):
            self._writer = pq.ParquetWriter(file, schema)

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows with the columns added."""
        batch = add_columns(self._reader.batch(chunk), placement, self._names)
        with explaining_rows(self._reader):
            self._writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=self._schema))

    def close(self) -> None:
        """Write the table's end."""
        with explaining_rows(self._reader):
            self._writer.close()

    def abort(self) -> None:
        """Write an end for nobody to read, for Arrow would do so later, when the file is closed."""
        with suppress(pa.ArrowException, OSError, ValueError):
            self._writer.close()
        self._writer.is_open = False


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
    """A GeoPackage with one layer."""

    def __init__(self, target: Path, reader: BatchReader, names: Sequence[str], layer: str) -> None:
        """Prepare to write what ``reader`` reads."""
        check_names(reader, names, str.casefold)
        self._target, self._reader, self._names = target, reader, names
        self._layer, self._begun = name_layer(layer), False
        with ExitStack() as stack:
            # GDAL is not given the target's own name, which may be anything.
            self._folder = stack.enter_context(TemporaryDirectory(dir=target.parent, prefix="."))
            self._path = stack.enter_context(addressing(Path(self._folder))) / "table.gpkg"
            self._stack = stack.pop_all()

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows with the columns added; the geometries keep their reference system."""
        reader = self._reader
        batch = add_columns(reader.batch(chunk), placement, self._names)
        with explaining_rows(reader):
            refuse_nul(reader, batch)
        geometry = reader.geometry or find_free("geom", batch.schema.names)
        column = pa.array(shapely.to_wkb(find_shapes(chunk, placement, reader, move=False)))
        if reader.geometry is not None:
            batch = batch.drop_columns([reader.geometry])
        batch = fit_columns(batch, reader.name)
        field = pa.field(geometry, pa.binary(), metadata={b"ARROW:extension:name": b"geoarrow.wkb"})
        schema = pa.schema([*batch.schema, field])
        columns = [*batch.columns, column.cast(pa.binary())]
        fid = reader.fid or find_free("fid", schema.names)
        with explaining_rows(reader, may_be_of_disk=True):
            write_arrow(
                pa.Table.from_batches([pa.RecordBatch.from_arrays(columns, schema=schema)]),
                self._path,
                driver="GPKG",
                layer=self._layer,
                append=self._begun,
                geometry_name=geometry,
                geometry_type="Point" if reader.only_points else "Unknown",
                crs=(reader.geometry_crs or _WGS84).to_wkt(),
                layer_options={"GEOMETRY_NAME": geometry, "FID": fid},
            )
        self._begun = True

    def close(self) -> None:
        """Move the file to the target; every row is written."""
        with self._stack:
            (Path(self._folder) / self._path.name).replace(self._target)

    def abort(self) -> None:
        """Remove what was written."""
        self._stack.close()


def check_names(
    reader: BatchReader, names: Sequence[str], normalise: Callable[[str], str] = str
) -> None:
    """Refuse a table with two columns of one name, which only tables of text can hold.

    ``normalise`` returns the form in which the format compares names.
    """
    counts = Counter(map(normalise, [*reader.names, *names]))
    for name in reader.names:
        if counts[normalise(name)] > 1:
            raise TableError(
                f"{reader.name}: two columns are called {quote(name)}, which this format cannot "
                f"hold."
            )


def refuse_nul(reader: BatchReader, batch: pa.RecordBatch) -> None:
    """Refuse a text or name with a NUL character, at which other programs end it."""
    for name, column in zip(batch.schema.names, map(as_plain, batch.columns), strict=True):
        found = pa.compute.match_substring(column, "\0") if is_text(column.type) else None
        if "\0" in name or (found is not None and pa.compute.any(found).as_py()):
            raise TableError(
                f"{reader.name}: a NUL character in the column {quote(name)}, which this format "
                f"cannot hold."
            )


@contextmanager
def explaining_rows(reader: BatchReader, may_be_of_disk: bool = False) -> Iterator[None]:
    """Turn the errors of Arrow, GDAL and others on writing rows into a TableError.

    With ``may_be_of_disk``, an error of GDAL that is not about rows becomes an OSError.
    """
    try:
        yield
    except GdalFileError as error:
        reason = format_reason(error)
        is_of_rows = any(words in reason for words in ("constraint failed", "from Arrow"))
        if may_be_of_disk and not is_of_rows:
            # As the other writers raise when a disk is full.
            raise OSError(reason) from error
        raise TableError(f"{reader.name}: a row cannot be written ({reason}).") from error
    # ValueError, among others for a date beyond the year 9999.
    except (
        pa.ArrowException,
        GdalColumnError,
        shapely.errors.ShapelyError,
        ValueError,
        OverflowError,
    ) as error:
        reason = format_reason(error)
        raise TableError(
            f"{reader.name}: a column cannot be written in this format ({reason})."
        ) from error
