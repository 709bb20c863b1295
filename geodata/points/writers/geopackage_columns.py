"""Converting columns to the types of a GeoPackage, fewer than Arrow's, without changing a value."""

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from corpus.quoting import format_reason, quote
from geodata.errors import TableError
from geodata.points.readers.batches import as_plain
from geodata.points.writers.json_texts import write_json


def fit_columns(batch: pa.RecordBatch, file: str) -> pa.RecordBatch:
    """Return rows in types of which GDAL changes no value.

    Raises
    ------
    TableError
        If a GeoPackage cannot hold a value: whole numbers end at 2**63, decimals are floats, and
        moments have milliseconds.
    """
    columns, fields = [], []
    for field, column in zip(batch.schema, batch.columns, strict=True):
        try:
            fitting = _fit(column)
        except (pa.ArrowException, ValueError, OverflowError) as error:
            raise TableError(
                f"{file}: the column {quote(field.name)} holds a value that a GeoPackage cannot "
                f"hold without a change ({format_reason(error)}); write another format."
            ) from error
        columns.append(fitting)
        fields.append(field.with_type(fitting.type))
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def find_free(name: str, taken: Sequence[str]) -> str:
    """Return a name that no column has, by SQLite's rules: this one, or with a number appended."""
    known = {other.casefold() for other in taken}
    return next(n for n in (name, *(f"{name}_{k}" for k in range(2, 1000))) if n not in known)


def _fit(column: pa.Array) -> pa.Array:
    plain = as_plain(column)
    kind = plain.type
    if pa.types.is_null(kind):  # a column in which nothing stands
        return plain.cast(pa.string())
    if pa.types.is_nested(kind):  # GDAL makes columns of other names of a structure's parts
        values = plain.to_pylist()
        return pa.array([None if v is None else write_json(v) for v in values], pa.string())
    if pa.types.is_uint64(kind):
        return plain.cast(pa.int64())
    if pa.types.is_timestamp(kind) and kind.unit in ("us", "ns"):
        return plain.cast(pa.timestamp("ms", kind.tz))
    if pa.types.is_time(kind):
        # A GeoPackage has no type for them: as texts they keep what is finer than milliseconds.
        return plain.cast(pa.string())
    if pa.types.is_decimal(kind):
        return pa.array([_approximate(value) for value in plain.to_pylist()], pa.float64())
    return column


def _approximate(value: Decimal | None) -> float | None:
    if value is None:
        return None
    number = float(value)
    if Decimal(repr(number)) != value:
        raise ValueError(f"{value} has too many digits")
    return number
