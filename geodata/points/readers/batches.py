"""Tables read as Arrow batches: what reading Parquet, GeoPackage and others have in common."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyproj
import shapely

from corpus.quoting import format_reason, quote
from geodata.errors import TableError
from geodata.points.angle_parts import refuse_parts
from geodata.points.certainty import Floats
from geodata.points.chunks import Chunk, Reader, TableOptions
from geodata.points.columns_beside import ColumnBeside, find_columns_beside
from geodata.points.coordinate_columns import find_columns
from geodata.points.coordinate_texts import read_texts
from geodata.points.coordinates import Coordinates, Problem, read_numbers, read_points
from geodata.points.date_columns import DateColumns, find_dates
from geodata.points.labels import Labels
from geodata.points.position_columns import SAMPLE_ROWS
from geodata.points.readers.text import TextReader
from geodata.points.readers.text_rows import make_texts, replace_broken
from geodata.points.reference_systems import read_crs


class BatchReader(Reader, Protocol):
    """A table read as Arrow batches: what the writers of typed formats need.

    ``geometry`` names the column of geometries, None where there is none and the coordinates are
    in two columns of numbers; ``geometry_crs`` is its reference system, None for WGS 84;
    ``only_points`` means that all geometries are points of two coordinates;
    ``located_by_geometry`` that the coordinates are theirs; ``fid`` names the column of row
    numbers that a GeoPackage keeps apart.
    """

    name: str
    schema: pa.Schema
    geometry: str | None
    geometry_crs: pyproj.CRS | None
    only_points: bool
    located_by_geometry: bool
    fid: str | None

    def batch(self, chunk: Chunk) -> pa.RecordBatch:
        """Return a chunk's rows."""


def shapes(reader: BatchReader, chunk: Chunk) -> Any:
    """Return a chunk's geometries as an array of shapely's, from the column of geometries."""
    return _read_shapes(reader.batch(chunk).column(reader.geometry))


def _read_shapes(column: pa.Array) -> Any:
    if pa.types.is_struct(column.type):  # GeoParquet's own encoding of points
        axes = [axis for axis in "xyz" if column.type.get_field_index(axis) >= 0]
        lon, lat, *z = (_read_floats(pa.compute.struct_field(column, axis)) for axis in axes)
        points = shapely.points(lon, lat, *z)
        points[np.isnan(lon) | np.isnan(lat)] = None
        return points
    return shapely.from_wkb(column.to_numpy(zero_copy_only=False), on_invalid="ignore")


class TextBatches:
    """A table of text as Arrow batches: a CSV file has no types, so every cell stays text."""

    geometry: str | None = None
    geometry_crs: pyproj.CRS | None = None
    only_points: bool = True
    located_by_geometry: bool = False
    fid: str | None = None

    def __init__(self, reader: TextReader) -> None:
        """Take the table of text."""
        self.name, self.crs = reader.name, reader.crs
        names = [replace_broken(name) for name in reader.names]
        if names.count("") > 1:  # as where all rows end in several delimiters
            names = [name or f"column {number}" for number, name in enumerate(names, start=1)]
        self.names = names
        self.chunks, self.progress = reader.chunks, reader.progress
        self.schema = pa.schema([(name, pa.string()) for name in self.names])

    def batch(self, chunk: Chunk) -> pa.RecordBatch:
        """Return a chunk's rows."""
        columns = [make_texts(cells) for cells in zip(*chunk.rows.cells, strict=True)]
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)


class ArrowReader:
    """What all tables that are read as Arrow batches have in common."""

    def __init__(
        self,
        name: str,
        options: TableOptions,
        schema: pa.Schema,
        rows: int,
        may_be_empty: bool = False,
    ) -> None:
        """Take what is known of the table before its rows are read."""
        if not rows and not may_be_empty:
            raise TableError(f"{name}: the table has no rows.")
        self.name, self._options, self.rows = name, options, rows
        self.rows_read = 0
        self.schema = schema
        self.names: list[str] = schema.names
        self.geometry: str | None = None
        self.geometry_crs: pyproj.CRS | None = None
        self.only_points = False
        self.located_by_geometry = False
        self.fid: str | None = None
        self.crs: pyproj.CRS | None = None
        # Sentences on how the table is read, where that is not plain.
        self.notes: list[str] = []
        self._columns: tuple[int, int] | None = None
        self._dates = DateColumns()
        self._beside: tuple[ColumnBeside, ...] = ()
        self._looked_at_cells = False

    def find_coordinates(self, crs: str | None, rows: Sequence[Sequence[object]] = ()) -> None:
        """Find where the coordinates are; ``crs`` is that of the file's geometries.

        ``rows`` are the first ones, where the cells may show what the names do not.
        """
        options, name = self._options, self.name
        given, own = read_crs(options.crs, name), read_crs(crs, name)
        if self.geometry is None or options.lon or options.lat:
            self._columns = find_columns(self.names, options.lon, options.lat, name, rows)
            self._looked_at_cells = bool(rows) or options.lon is not None
            self.crs, self.geometry_crs = given, own
        else:
            if options.crs and crs and given != own:
                raise TableError(
                    f"{name}: the file names a reference system of its own; leave out --crs."
                )
            self.crs = self.geometry_crs = own or given
            self.located_by_geometry = True
        self._dates = find_dates(self.names, rows[0] if rows else ())
        self.notes += self._dates.notes
        self._beside, notes = find_columns_beside(
            self.names, self._columns, options.precision, name, rows, self.crs
        )
        self.notes += notes

    def use_geometry(self, name: str) -> None:
        """Use a column as that of the geometries: it holds WKB, or points as x and y.

        Raises
        ------
        TableError
            If it does not.
        """
        kind = self.schema.field(name).type if self.names.count(name) == 1 else None
        parts: dict[str, pa.DataType] = {}
        if kind is not None and pa.types.is_struct(kind):
            parts = {part.name: part.type for part in kind}
        is_wkb = kind is not None and (pa.types.is_binary(kind) or pa.types.is_large_binary(kind))
        if not is_wkb and not all(axis in parts and _is_number(parts[axis]) for axis in "xy"):
            raise TableError(f"{self.name}: no geometries as WKB or points in {quote(name)}.")
        self.geometry = name

    def progress(self) -> float:
        """Return the fraction of the rows that has been read."""
        return self.rows_read / max(1, self.rows)

    def batch(self, chunk: Chunk) -> pa.RecordBatch:
        """Return a chunk's rows."""
        return chunk.rows

    def make_chunk(self, batch: pa.RecordBatch) -> Chunk:
        """Return the next rows with their coordinates."""
        batch.validate(full=True)  # a text may be no UTF-8
        self.rows_read += batch.num_rows
        self._look_at_cells(batch)
        coordinates = self._read_coordinates(batch)
        for column in self._beside:
            cells = as_plain(batch.column(column.place)).to_pylist()
            coordinates = column.apply(coordinates, cells)
        return Chunk(
            rows=batch,
            coordinates=coordinates,
            dates=self._dates.read(lambda place: Labels.of(_read_dates(batch.column(place)))),
        )

    def _look_at_cells(self, batch: pa.RecordBatch) -> None:
        """Refuse columns of degrees alone, where no cells were known when they were found."""
        if self._looked_at_cells or self._columns is None:
            return
        self._looked_at_cells = True
        first = batch.slice(0, SAMPLE_ROWS)
        cells = [  # dates may be beyond what Python knows
            column.to_pylist()
            if is_text(column.type) or _is_number(column.type)
            else [None] * len(first)
            for column in map(as_plain, first.columns)
        ]
        rows = zip(*cells, strict=True)
        refuse_parts(self.names, self._columns, self.name, [*rows])

    def drop_unreadable(self, chunk: Chunk) -> Chunk:
        """Return a chunk without what is no geometry, which would spoil a whole written file."""
        unreadable = chunk.coordinates.problems == Problem.UNREADABLE
        if self.geometry is None or not unreadable.any():
            return chunk
        place = chunk.rows.schema.get_field_index(self.geometry)
        column = chunk.rows.column(place)
        known = pa.compute.if_else(pa.array(unreadable), pa.scalar(None, column.type), column)
        return replace(chunk, rows=chunk.rows.set_column(place, self.schema.field(place), known))

    def _read_coordinates(self, batch: pa.RecordBatch) -> Coordinates:
        if self._columns is None:
            column = batch.column(self.geometry)
            missing = column.is_null().to_numpy(zero_copy_only=False)
            return read_points(_read_shapes(column), missing)
        columns = [as_plain(batch.column(column)) for column in self._columns]
        if any(is_text(column.type) for column in columns):
            columns = [_as_text(column) for column in columns]
        if all(is_text(column.type) for column in columns):
            texts = dict(zip(self._columns, columns, strict=True))
            return read_texts(lambda column: texts[column].to_pylist(), self._columns)
        for position, column in zip(self._columns, columns, strict=True):
            if not _is_number(column.type):
                raise TableError(
                    f"{self.name}: the column {quote(self.names[position])} holds {column.type}, "
                    f"not numbers."
                )
        return read_numbers(*(_read_floats(column) for column in columns))


def as_plain(column: pa.Array) -> pa.Array:
    """Return a column without a dictionary."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _as_text(column: pa.Array) -> pa.Array:
    return column.cast(pa.string()) if _is_number(column.type) else column


def is_text(kind: pa.DataType) -> bool:
    """Return whether a column of this type holds texts."""
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_decimal(kind)
        or pa.types.is_null(kind)
    )


def _read_floats(column: pa.Array) -> Floats:
    numbers: Floats = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    return numbers


def _read_dates(column: pa.Array) -> list[str]:
    column = as_plain(column)
    if pa.types.is_temporal(column.type):  # Python has none before the year 1 or after 9999
        column = column.cast(pa.string())
    return ["" if value is None else str(value) for value in column.to_pylist()]


@contextmanager
def explaining_arrow(name: str) -> Iterator[None]:
    """Turn an error of Arrow on reading a file into a TableError."""
    try:
        yield
    # Among others UnicodeDecodeError, of names and texts.
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = format_reason(error)
        raise TableError(
            f"{name}: the file is not sound, or not what its name says ({reason})."
        ) from error
