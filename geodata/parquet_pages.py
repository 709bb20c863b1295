"""The pages of a Parquet file: what they take in memory, read from their headers alone.

A header says how long its page is once it is decompressed, and how many values it holds; Arrow
allocates what it says. See https://parquet.apache.org/docs/file-format/data-pages/; headers are
written in Thrift's compact protocol.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

_DATA, _DICTIONARY, _DATA_V2 = 0, 2, 3
# The field of the header that describes a page of each kind.
_DESCRIPTIONS = {_DATA: 5, _DICTIONARY: 7, _DATA_V2: 8}
# Where the encoding of values stands in a description.
_ENCODINGS = {_DATA: 2, _DICTIONARY: 2, _DATA_V2: 4}
_DELTA_BYTE_ARRAY = 7
_LONGEST_HEADER = 2**20
_MOST_PAGES = 100_000


class PageError(ValueError):
    """The pages are not what a Parquet file has."""


@dataclass(frozen=True)
class Pages:
    """What the pages of a column of a row group come to.

    ``values`` is how many they hold, nulls and parts of lists included; ``largest`` the bytes of
    the largest one; ``densest`` the most bytes that a value takes in any of them, on average.
    """

    values: int
    largest: int
    densest: float
    has_prefixes: bool


def survey_pages(file: BinaryIO, start: int, values: int, end: int) -> Pages:
    """Return what the pages of a column come to, which begin at a place in the file.

    Raises
    ------
    PageError
        If there are no pages there.
    """
    seen = largest = count = 0
    densest = 0.0
    has_prefixes = False
    while seen < values and start < end:
        file.seek(start)
        header = dict(_read_struct(file, start + _LONGEST_HEADER))
        kind, size, stored = (_take_count(header, field) for field in (1, 2, 3))
        count += 1
        if count > _MOST_PAGES:
            raise PageError(f"more than {_MOST_PAGES:,} pages in a column")
        start = file.tell() + stored
        largest = max(largest, size, stored)
        if kind not in _DESCRIPTIONS:
            continue
        described = dict(header.get(_DESCRIPTIONS[kind]) or [])
        number = _take_count(described, 1)
        if kind != _DICTIONARY:
            seen += number
            densest = max(densest, size / max(1, number))
        has_prefixes |= described.get(_ENCODINGS[kind]) == _DELTA_BYTE_ARRAY
    return Pages(max(seen, values), largest, densest, has_prefixes)


def _take_count(fields: dict[int, Any], number: int) -> int:
    count = fields.get(number)
    if not isinstance(count, int) or count < 0:
        raise PageError("a page's header is not sound")
    return count


def _read_struct(file: BinaryIO, end: int, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """Yield the fields of a struct by their numbers, nested ones as lists of such pairs."""
    field = 0
    while head := _read_byte(file, end):
        kind = head & 15
        field = field + (head >> 4) if head >> 4 else _read_number(file, end)
        yield field, _read_value(file, kind, end, depth)


def _read_value(file: BinaryIO, kind: int, end: int, depth: int) -> Any:
    match kind:
        case 1 | 2:
            return kind == 1
        case 3:
            return _read_byte(file, end)
        case 4 | 5 | 6:
            return _read_number(file, end)
        case 7:
            return file.read(8)
        case 8:
            length = _read_varint(file, end)
            if file.tell() + length > end:
                raise PageError("a page's header is too long")
            file.seek(length, 1)
            return None
        case 12 if depth < 4:
            return list(_read_struct(file, end, depth + 1))
        case _:
            raise PageError("a page's header is not sound")


def _read_byte(file: BinaryIO, end: int) -> int:
    byte = file.read(1)
    if not byte or file.tell() > end:
        raise PageError("a page's header ends too soon")
    return byte[0]


def _read_varint(file: BinaryIO, end: int) -> int:
    number = shift = 0
    while shift < 70:
        byte = _read_byte(file, end)
        number |= (byte & 127) << shift
        if byte < 128:
            return number
        shift += 7
    raise PageError("a number in a page's header is too long")


def _read_number(file: BinaryIO, end: int) -> int:
    number = _read_varint(file, end)
    return (number >> 1) ^ -(number & 1)
