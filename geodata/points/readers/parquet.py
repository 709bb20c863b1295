"""Parquet and GeoParquet: reading rows as Arrow batches whose size is known before they are read.

A file of a few kilobytes may hold gigabytes: one long text for thousands of rows, lists of billions
of nothing, pages of zeros. So texts stay in their dictionaries until the rows are cut into pieces
that fit, and what cannot be cut is refused.
"""

import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.chunks import CHUNK_BYTES, CHUNK_ROWS, Chunk, TableOptions
from geodata.points.coordinate_columns import find_columns
from geodata.points.readers.batches import ArrowReader, explaining_arrow
from geodata.points.readers.parquet_pages import (
    PageError,
    PageRange,
    Pages,
    read_footer,
    survey_pages,
)

# Bytes of the pages that are open at a time, and of one row.
_MOST_PAGE_BYTES = 128 * 2**20
_MOST_ROW_BYTES = 64 * 2**20
# Arrow cannot read a part of a list, and lists may be of any length: what a row group may hold.
_MOST_PARTS = 5_000_000
# Numbers and places in a dictionary take this, however few bits they are stored in.
_LEAST_BYTES = 16
_MOST_COLUMNS = 10_000
# What programs call a column of WKB.
_GEOMETRY_NAME = re.compile("geom|geography|wkb|shape|point|location")
# Compression and repeated values explain so many bytes and rows a byte of the file, not more.
_MOST_BYTES, _MOST_BYTES_A_BYTE = 256 * 2**20, 100
_MOST_ROWS, _MOST_ROWS_A_BYTE = 1_000_000, 50

Sizes = npt.NDArray[np.int64]


class ParquetReader(ArrowReader):
    """A Parquet or GeoParquet table, read from a binary file."""

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        options: TableOptions,
        may_be_empty: bool = False,
    ) -> None:
        """Read the table's schema.

        With ``may_be_empty`` it is no fault to have no rows, as a part of a folder may.

        Raises
        ------
        TableError
            If it is no Parquet file, or has no columns of coordinates.
        """
        self._raw = file
        size = file.seek(0, io.SEEK_END)
        self._bytes_left = _MOST_BYTES + _MOST_BYTES_A_BYTE * size
        with explaining_arrow(name):
            plain = self._open()
            schema, rows = _replace_views(plain.schema_arrow), plain.metadata.num_rows
            self._leaves = [plain.schema.column(n) for n in range(len(plain.schema))]
        if len(self._leaves) > _MOST_COLUMNS:
            raise TableError(f"{name}: the table has more than {_MOST_COLUMNS:,} columns.")
        if rows > max(_MOST_ROWS, _MOST_ROWS_A_BYTE * size):
            raise TableError(
                f"{name}: {rows:,} rows in {size:,} bytes cannot be a table of points."
            )
        super().__init__(name, options, schema, rows, may_be_empty)
        crs: str | None = None
        if b"geo" in (schema.metadata or {}):
            crs = self._read_geometry(schema.metadata[b"geo"])
        elif options.lon is None and options.lat is None:
            self._use_plain_geometry(options.crs)
        self.find_coordinates(crs)

    def _open(self, texts: list[str] | None = None) -> pq.ParquetFile:
        # Without buffers filled ahead, and below without threads: a thread of Arrow's that lets go
        # of a Python object (the file) while Python ends would end the process.
        return pq.ParquetFile(
            self._raw,
            buffer_size=2**20,
            pre_buffer=False,
            read_dictionary=texts,
            arrow_extensions_enabled=False,
        )

    def _read_geometry(self, text: bytes) -> str | None:
        try:
            geo = json.loads(text)
            geometry = geo["primary_column"]
            column = geo["columns"][geometry]
            encoding, crs = column["encoding"], column.get("crs")
            kinds = column.get("geometry_types")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise TableError(f"{self.name}: its GeoParquet metadata are not sound.") from None
        if encoding not in ("WKB", "point") or geometry not in self.names:
            raise TableError(f"{self.name}: no geometries as WKB or points in {geometry!r:.60}.")
        self.use_geometry(geometry)
        kind = self.schema.field(geometry).type
        if encoding == "point" and pa.types.is_struct(kind):
            self.only_points = kind.num_fields == 2
        else:
            self.only_points = kinds == ["Point"]
        return json.dumps(crs) if crs else None

    def _use_plain_geometry(self, crs: str | None) -> None:
        """Use the column of WKB of a table without metadata, if it has no other coordinates."""
        found = [
            field.name
            for field in self.schema
            if (pa.types.is_binary(field.type) or pa.types.is_large_binary(field.type))
            and _GEOMETRY_NAME.search(field.name.casefold())
        ]
        if len(found) != 1:
            return
        try:
            others = [name for name in self.names if name != found[0]]
            find_columns(others, None, None, self.name)
        except TableError:
            self.use_geometry(found[0])
            if crs is None:
                self.notes.append(
                    f"The table does not say in which reference system the geometries in "
                    f"{quote(found[0])} are; they were read as longitude and latitude, WGS 84. "
                    f"If that is wrong, give --crs."
                )

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order."""
        with explaining_arrow(self.name):
            texts = [leaf.path for leaf in self._leaves if leaf.physical_type == "BYTE_ARRAY"]
            file = self._open(texts)
            for group, ranges in enumerate(read_footer(self._raw)):
                rows = self._count_rows(ranges)
                for batch in file.iter_batches(rows, [group], use_threads=False):
                    for part in self._cut(batch):
                        yield self._make_part(part)

    def _count_rows(self, ranges: list[PageRange]) -> int:
        """Return how many rows of a row group fit into memory at a time."""
        row = 0.0
        pages = 0
        if len(ranges) != len(self._leaves):
            raise PageError("a row group without some of the columns")
        for pages_at, leaf in zip(ranges, self._leaves, strict=True):
            found = self._survey(pages_at, leaf)
            if leaf.max_repetition_level and found.values > _MOST_PARTS:
                self._refuse(leaf, f"lists with more than {_MOST_PARTS:,} values in a row group")
            width = leaf.length if leaf.physical_type == "FIXED_LEN_BYTE_ARRAY" else 0
            if width * (found.values if leaf.max_repetition_level else 1) > _MOST_ROW_BYTES:
                self._refuse(leaf, "values that are too long")
            row += max(found.densest, width, _LEAST_BYTES)
            pages += found.largest
        if pages > _MOST_PAGE_BYTES:
            raise TableError(
                f"{self.name}: pages of {pages / 2**20:,.0f} MB that must be read at once; write "
                f"the table in smaller pages or row groups."
            )
        return max(1, min(CHUNK_ROWS, int(CHUNK_BYTES / max(1.0, row))))

    def _survey(self, pages_at: PageRange, leaf: Any) -> Pages:
        found = survey_pages(self._raw, pages_at)
        if found.has_prefixes:
            self._refuse(leaf, "texts in the encoding DELTA_BYTE_ARRAY, whose length is not known")
        return found

    def _refuse(self, leaf: Any, what: str) -> None:
        raise TableError(f"{self.name}: the column {quote(leaf.path)} holds {what}.")

    def _cut(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """Yield the rows in pieces, each of which is small enough without its dictionaries."""
        if self.rows_read + batch.num_rows > self.rows:
            raise TableError(f"{self.name}: the file is not sound (more rows than it says).")
        sizes = np.zeros(batch.num_rows, np.int64)
        for column in batch.columns:
            sizes += _measure(column)
        if batch.num_rows and sizes.max() > _MOST_ROW_BYTES:
            row = self.rows_read + 1 + int(sizes.argmax())
            raise TableError(f"{self.name}, row {row}: more than 64 MB in one row.")
        ends = np.cumsum(sizes)
        self._bytes_left -= int(sizes.sum())
        if self._bytes_left < 0:
            raise TableError(f"{self.name}: more text than a file of its size can hold.")
        start = 0
        while start < batch.num_rows:
            before = ends[start - 1] if start else 0
            stop = max(start + 1, int(np.searchsorted(ends, before + CHUNK_BYTES, "right")))
            yield batch.slice(start, stop - start)
            start = stop

    def _make_part(self, part: pa.RecordBatch) -> Chunk:
        chunk = self.make_chunk(self._restore(part))
        # As it stands where the table says that it is one.
        has_metadata = b"geo" in (self.schema.metadata or {})
        return chunk if has_metadata else self.drop_unreadable(chunk)

    def _restore(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return rows as the file's schema has them."""
        columns = [
            _decode(column, field.type)
            for column, field in zip(batch.columns, self.schema, strict=True)
        ]
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)


def _replace_views(schema: pa.Schema) -> pa.Schema:
    """Return a schema with ordinary texts for views, for which Arrow lacks most functions."""
    for place, field in enumerate(schema):
        if pa.types.is_string_view(field.type):
            schema = schema.set(place, field.with_type(pa.string()))
        elif pa.types.is_binary_view(field.type):
            schema = schema.set(place, field.with_type(pa.binary()))
    return schema


def _decode(column: pa.Array, kind: pa.DataType) -> pa.Array:
    # Copied: a slice's lists still hold the rows beside it.
    return column if column.type == kind else pa.concat_arrays([column]).cast(kind)


def _measure(column: pa.Array) -> Sizes:
    """Return the bytes that each row of a column takes, texts and lists as they are decoded."""
    kind = column.type
    sizes = np.zeros(len(column), np.int64)
    if pa.types.is_dictionary(kind):
        lengths = _measure(column.dictionary)
        known = column.is_valid().to_numpy(zero_copy_only=False)
        sizes[known] = lengths[column.indices.drop_null().to_numpy(zero_copy_only=False)]
    elif pa.types.is_struct(kind):
        for part in column.flatten():
            sizes += _measure(part)
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_map(kind):
        ends = np.concatenate([[0], np.cumsum(_measure_parts(column))])
        offsets = column.offsets.to_numpy()
        sizes += ends[offsets[1:]] - ends[offsets[:-1]]
    elif pa.types.is_fixed_size_list(kind):
        sizes += kind.list_size * _LEAST_BYTES
        parts = _measure(column.values.slice(column.offset * kind.list_size))
        sizes += parts[: len(column) * kind.list_size].reshape(len(column), -1).sum(axis=1)
    elif _has_lengths(kind):
        sizes += pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False)
    return sizes


def _measure_parts(column: pa.Array) -> Sizes:
    if pa.types.is_map(column.type):
        return _measure(column.keys) + _measure(column.items) + 2 * _LEAST_BYTES
    return _measure(column.values) + _LEAST_BYTES


def _has_lengths(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_large_binary(kind)
    )
