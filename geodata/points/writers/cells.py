"""Writing tables of points that are not text as CSV or TSV, with columns added."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.csv
import shapely

from corpus.exports.formulas import escape_formula
from geodata.errors import TableError
from geodata.points.chunks import Chunk
from geodata.points.placement import Placement
from geodata.points.readers.batches import BatchReader, as_plain, is_text, shapes
from geodata.points.writers.batches import (
    add_columns,
    add_fields,
    explaining_rows,
    make_points,
    refuse_nul,
)
from geodata.points.writers.json_texts import write_json


class CellWriter:
    """A CSV or TSV table; points become the columns longitude and latitude, other shapes WKT.

    So do points with a height, and geometries beside the columns of coordinates that were used.
    A text that a spreadsheet would run as a formula is escaped; lists and structures become JSON.
    """

    def __init__(
        self, file: BinaryIO, reader: BatchReader, names: Sequence[str], delimiter: str
    ) -> None:
        """Write the header."""
        self._reader, self._names = reader, names
        free = not {"longitude", "latitude"} & {name.casefold() for name in reader.names}
        self._as_points = reader.only_points and reader.located_by_geometry and free
        self._rows = 0
        with explaining_rows(reader):
            empty = pa.RecordBatch.from_pylist([], schema=reader.schema)
            schema = add_fields(self._lay_out(empty, ([], [])).schema, names)
            options = pyarrow.csv.WriteOptions(delimiter=delimiter, quoting_style="needed")
            self._writer = pyarrow.csv.CSVWriter(file, schema, write_options=options)

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows with the columns added."""
        batch = self._reader.batch(chunk)
        columns: tuple[Any, ...] = ()
        with explaining_rows(self._reader):
            if self._reader.geometry is not None and self._as_points:
                self._require_points(chunk)
                columns = make_points(chunk, placement, self._reader)
            elif self._reader.geometry is not None:
                columns = (shapely.to_wkt(shapes(self._reader, chunk), rounding_precision=-1),)
            laid_out = self._lay_out(batch, columns)
            refuse_nul(self._reader, laid_out)
            self._writer.write(add_columns(laid_out, placement, self._names))
        self._rows += batch.num_rows

    def _require_points(self, chunk: Chunk) -> None:
        found = shapes(self._reader, chunk)
        others = shapely.has_z(found) | shapely.has_m(found) | (shapely.get_type_id(found) > 0)
        if others.any():
            raise TableError(
                f"{self._reader.name}, row {self._rows + int(others.argmax()) + 1}: the geometry "
                f"is no point of two coordinates, though the table says that all are."
            )

    def _lay_out(self, batch: pa.RecordBatch, columns: Sequence[Any]) -> pa.RecordBatch:
        """Return the rows as cells, with these ``columns`` in place of the geometry."""
        geometry = self._reader.geometry
        names: list[str] = []
        cells: list[pa.Array] = []
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if name != geometry or not self._as_points:
                names.append(escape_formula(name))
                is_shape = name == geometry
                cells.append(pa.array(columns[0], pa.string()) if is_shape else _make_cells(column))
        if geometry is not None and self._as_points:
            names += ["longitude", "latitude"]
            cells += [pa.array(values, pa.float64(), from_pandas=True) for values in columns]
        return pa.RecordBatch.from_arrays(cells, names)

    def close(self) -> None:
        """Flush what is buffered."""
        with explaining_rows(self._reader):
            self._writer.close()

    def abort(self) -> None:
        """Release the file."""
        with suppress(pa.ArrowException, OSError, ValueError):
            self._writer.close()


def _make_cells(column: pa.Array) -> pa.Array:
    column = as_plain(column)
    if pa.types.is_fixed_size_binary(column.type):
        column = column.cast(pa.binary())
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        column = column.cast(pa.string())
    if pa.types.is_nested(column.type):
        values = column.to_pylist()
        return pa.array([None if v is None else write_json(v) for v in values], pa.string())
    if not is_text(column.type):
        return column
    texts = column.to_pylist()
    return pa.array([text and escape_formula(text) for text in texts], pa.string())
