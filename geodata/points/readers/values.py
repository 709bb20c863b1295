"""Tables of Python values as Arrow batches: what reading spreadsheets and XML have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import pyarrow as pa

from geodata.errors import TableError
from geodata.points.chunks import CHUNK_BYTES, CHUNK_ROWS, Chunk
from geodata.points.readers.batches import ArrowReader, explaining_arrow

# What a float holds without loss.
_EXACT = 2**53
_VALUE_BYTES = 60
_KINDS: Mapping[type, str] = {
    bool: "bool",
    float: "float",
    datetime: "moment",
    date: "date",
    time: "time",
}
_TYPES: Mapping[str, pa.DataType] = {
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "moment": pa.timestamp("us"),
    "time": pa.time64("us"),
}


class ValueReader(ArrowReader):
    """A table whose rows are sequences of Python values; see `choose_kind` for their kinds."""

    kinds: Sequence[str]

    def make_chunks(self, rows: Iterable[Sequence[Any]]) -> Iterator[Chunk]:
        """Yield rows as chunks that are small enough; a geometry is the last value, as WKB."""
        with explaining_arrow(self.name):
            left = iter(rows)
            while part := list(_take_part(left)):
                yield self._make_part(part)
        if not self.rows_read:
            raise TableError(f"{self.name}: the table has no rows.")

    def _make_part(self, rows: list[Sequence[Any]]) -> Chunk:
        kinds = self.kinds if self.geometry is None else [*self.kinds, "geometry"]
        arrays = [
            pa.array([_convert(value, kind) for value in values], field.type)
            for values, kind, field in zip(zip(*rows, strict=True), kinds, self.schema, strict=True)
        ]
        batch = pa.RecordBatch.from_arrays(arrays, schema=self.schema)
        return self.drop_unreadable(self.make_chunk(batch))


def _take_part(rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    size = 0
    for row in islice(rows, CHUNK_ROWS):
        yield row
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        size += _VALUE_BYTES * len(row)
        if size > CHUNK_BYTES:
            return


def find_kind(value: Any) -> str:
    """Return the kind of a value: a key of the types, empty for none, ``text`` for any other."""
    if value is None or value == "":
        return ""
    if type(value) in (int, float) and abs(value) <= _EXACT and value == value // 1:
        return "int"
    return _KINDS.get(type(value), "text")


def choose_kind(found: set[str]) -> str:
    """Return the one kind of column that holds values of all these kinds: ``text`` holds any."""
    kinds = found - {""}
    if kinds == {"int", "float"}:
        return "float"
    if kinds == {"date", "moment"}:
        return "moment"
    return kinds.pop() if len(kinds) == 1 else "text"


def find_type(kind: str) -> pa.DataType:
    """Return the type of column of a kind."""
    return _TYPES.get(kind, pa.string())


def _convert(value: Any, kind: str) -> Any:
    if value is None or value == "":
        return None
    match kind:
        case "geometry" | "bool" | "date" | "time" | "float":
            return value
        case "int":
            return int(value)
        case "moment":
            is_day = not isinstance(value, datetime)
            return datetime(value.year, value.month, value.day) if is_day else value
        case _:
            return _write(value)


def _write(value: Any) -> str:
    match find_kind(value):
        case "int":
            return str(int(value))
        case "bool":
            return "true" if value else "false"
        case "date" | "moment" | "time":
            return str(value.isoformat())
        case _:
            return str(value)
