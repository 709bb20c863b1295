"""Columns of a GeoPackage's layer: SQLite keeps any value in any column, Arrow only one type."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from corpus.quoting import quote
from geodata.errors import TableError

# A geometry's header, by the standard: GP, version, flags, reference system; then its bounds.
_HEADER = 8
_BOUNDS = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_EXTENDED = 0x20
_NO_GEOMETRY = b"\0"
# Finer than microseconds, which Python drops silently.
_FINER = re.compile(r"[.,]\d{6}0*[1-9]")


@dataclass(frozen=True)
class Column:
    """A column: its name and declared type, the type in Arrow, and how a value is read.

    One that ``may_be_whole`` holds floats, or whole numbers where its rows are found to have no
    others.
    """

    name: str
    declared: str
    type: pa.DataType
    convert: Callable[[Any], Any]
    is_key: bool
    is_geometry: bool
    may_be_whole: bool

    def make_whole(self) -> "Column":
        """Return the column as one of nothing but whole numbers."""
        return replace(self, type=pa.int64(), convert=_read_whole)

    def read(self, values: Sequence[Any], file: str) -> pa.Array:
        """Return values as an array.

        Raises
        ------
        TableError
            If one is not of the column's type.
        """
        try:
            known = [None if value is None else self.convert(value) for value in values]
            return pa.array(known, self.type)
        except _InexactError as error:
            raise TableError(
                f"{file}: the column {quote(self.name)} holds fractions, and the whole number "
                f"{error}, which would change beside them."
            ) from None
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            raise TableError(
                f"{file}: the column {quote(self.name)} holds a value that is no {self.declared}."
            ) from None


def read_type(name: str, declared: str, is_key: bool, is_geometry: bool) -> Column:
    """Return a column by its declared type; types that the standard does not know go by SQLite."""
    word = declared.upper().partition("(")[0].strip()
    kind: pa.DataType = pa.string()
    convert: Callable[[Any], Any] = _read_any
    if is_geometry:
        kind, convert = pa.binary(), _read_geometry
    elif word in _TYPES:
        kind, convert = _TYPES[word]
    elif "INT" in word:
        kind, convert = _TYPES["INTEGER"]
    elif any(part in word for part in ("CHAR", "CLOB", "TEXT")):
        kind, convert = _TYPES["TEXT"]
    elif any(part in word for part in ("REAL", "FLOA", "DOUB")):
        kind, convert = _TYPES["REAL"]
    shown = quote(declared)[1:-1] or "value of one type"
    return Column(name, shown, kind, convert, is_key, is_geometry, word == "NUMERIC")


class _InexactError(ValueError):
    """A whole number that is no float."""


def _require(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"no {kind.__name__}")
        return value

    return read


def _read_float(value: Any) -> float:
    if not isinstance(value, int | float):
        raise TypeError("no number")
    number = float(value)
    if number != value:
        raise _InexactError(str(value))
    return number


def _read_whole(value: Any) -> int:
    whole = int(_read_float(value)) if isinstance(value, float) else value
    if type(whole) is not int or whole != value:
        raise TypeError("no whole number")
    return whole


def _read_bool(value: Any) -> bool:
    if value not in (0, 1):
        raise TypeError("neither true nor false")
    return bool(value)


def _read_date(value: Any) -> date:
    return date.fromisoformat(_read_text(value))


def _read_moment(value: Any) -> datetime:
    if _FINER.search(_read_text(value)):
        raise ValueError("finer than microseconds")
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _read_any(value: Any) -> str:
    return str(value) if isinstance(value, int | float) else str(_read_text(value))


def _read_geometry(value: Any) -> bytes:
    """Return the WKB of a geometry; what is none, or of a maker's own kind, cannot be read."""
    if not isinstance(value, bytes) or value[:2] != b"GP" or len(value) < _HEADER:
        return _NO_GEOMETRY
    bounds = _BOUNDS.get(value[3] >> 1 & 7)
    if bounds is None or value[3] & _EXTENDED:
        return _NO_GEOMETRY
    return value[_HEADER + bounds :] or _NO_GEOMETRY


_read_text = _require(str)
_TYPES: dict[str, tuple[pa.DataType, Callable[[Any], Any]]] = {
    "INTEGER": (pa.int64(), _require(int)),
    "INT": (pa.int64(), _require(int)),
    "MEDIUMINT": (pa.int32(), _require(int)),
    "SMALLINT": (pa.int16(), _require(int)),
    "TINYINT": (pa.int32(), _require(int)),
    "BOOLEAN": (pa.bool_(), _read_bool),
    "REAL": (pa.float64(), _read_float),
    "DOUBLE": (pa.float64(), _read_float),
    "NUMERIC": (pa.float64(), _read_float),
    # Of 32 bits by the standard, but SQLite keeps what it is given.
    "FLOAT": (pa.float64(), _read_float),
    "TEXT": (pa.string(), _read_text),
    "BLOB": (pa.binary(), _require(bytes)),
    "DATE": (pa.date32(), _read_date),
    "DATETIME": (pa.timestamp("us", "UTC"), _read_moment),
}
