"""The pages of a Parquet file: how much memory they take, read from their headers alone.

A header holds the length of its page once decompressed, and its number of values; Arrow allocates
that much. See https://parquet.apache.org/docs/file-format/data-pages/; headers are
written in Thrift's compact protocol.
"""

import io
from dataclasses import dataclass
from typing import Any, BinaryIO

_DATA, _DICTIONARY, _DATA_V2 = 0, 2, 3
# The field of the header that describes a page of each kind.
_DESCRIPTIONS = {_DATA: 5, _DICTIONARY: 7, _DATA_V2: 8}
# The field of a description that holds the encoding of values.
_ENCODINGS = {_DATA: 2, _DICTIONARY: 2, _DATA_V2: 4}
_DELTA_BYTE_ARRAY = 7
_LONGEST_HEADER = 2**20
_MOST_PAGES = 100_000


class PageError(ValueError):
    """The pages are not what a Parquet file has."""


@dataclass(frozen=True)
class Pages:
    """The totals of the pages of a column of a row group.

    ``values`` is how many they hold, nulls and parts of lists included; ``largest`` the bytes of
    the largest one; ``densest`` the most bytes that a value takes in any of them, on average.
    """

    values: int
    largest: int
    densest: float
    has_prefixes: bool


@dataclass(frozen=True)
class PageRange:
    """Where in the file the pages of a column of a row group are, and how many values they hold.

    As its footer says; pyarrow's own reading of that crashes where it is not sound.
    """

    start: int
    end: int
    values: int


def read_footer(file: BinaryIO) -> list[list[PageRange]]:
    """Return the columns of every row group.

    Raises
    ------
    PageError
        If the file's end does not describe them.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 8))
    length = int.from_bytes(file.read(4), "little")
    if length > size - 8:
        raise PageError("the file's description of itself is too long")
    file.seek(size - 8 - length)
    footer = _Compact(file.read(length)).read_struct()
    return [
        [_find_range(dict(column)) for column in dict(group).get(1) or []]
        for group in footer.get(4) or []
    ]


def _find_range(column: dict[int, Any]) -> PageRange:
    described = dict(column.get(3) or [])
    start = _take_count(described, 9)
    dictionary = described.get(11)
    if isinstance(dictionary, int) and 0 < dictionary < start:
        start = dictionary
    # Arrow allows for an old writer that left a header out of the length.
    return PageRange(start, start + _take_count(described, 7) + 100, _take_count(described, 5))


def survey_pages(file: BinaryIO, pages_at: PageRange) -> Pages:
    """Return the totals of the pages of a column.

    Raises
    ------
    PageError
        If there are no pages there.
    """
    start = pages_at.start
    seen = largest = count = 0
    densest = 0.0
    has_prefixes = False
    while seen < pages_at.values and start < pages_at.end:
        header, length = _read_header(file, start)
        kind, size, stored = (_take_count(header, field) for field in (1, 2, 3))
        count += 1
        if count > _MOST_PAGES:
            raise PageError(f"more than {_MOST_PAGES:,} pages in a column")
        start += length + stored
        largest = max(largest, size, stored)
        if kind not in _DESCRIPTIONS:
            continue
        described = dict(header.get(_DESCRIPTIONS[kind]) or [])
        number = _take_count(described, 1)
        if kind != _DICTIONARY:
            seen += number
            densest = max(densest, size / max(1, number))
        has_prefixes |= described.get(_ENCODINGS[kind]) == _DELTA_BYTE_ARRAY
    return Pages(max(seen, pages_at.values), largest, densest, has_prefixes)


def _read_header(file: BinaryIO, start: int) -> tuple[dict[int, Any], int]:
    """Return a page's header and its length."""
    for length in (256, _LONGEST_HEADER):
        file.seek(start)
        compact = _Compact(file.read(length))
        try:
            return compact.read_struct(), compact.at
        except PageError:
            continue
    raise PageError("a page's header is not sound")


def _take_count(fields: dict[int, Any], number: int) -> int:
    count = fields.get(number)
    if not isinstance(count, int) or count < 0:
        raise PageError("a part of its description is missing")
    return count


class _Compact:
    """A text in Thrift's compact protocol, read from its beginning; ``at`` is how far."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def read_struct(self, depth: int = 0) -> dict[int, Any]:
        """Return the fields of a struct by their numbers."""
        fields: dict[int, Any] = {}
        field = 0
        while head := self._read_byte():
            field = field + (head >> 4) if head >> 4 else self._read_number()
            kind = head & 15
            fields[field] = kind == 1 if kind in (1, 2) else self._read_value(kind, depth)
        return fields

    def _read_value(self, kind: int, depth: int) -> Any:
        match kind:
            case 1 | 2 | 3:
                return self._read_byte()
            case 4 | 5 | 6:
                return self._read_number()
            case 7:
                return self._skip(8)
            case 8:
                return self._skip(self._read_varint())
            case 9 | 10 if depth < 16:
                head = self._read_byte()
                length = head >> 4 if head >> 4 < 15 else self._read_varint()
                if length > len(self._data):
                    raise PageError("a list is longer than the file")
                return [self._read_value(head & 15, depth + 1) for _ in range(length)]
            case 12 if depth < 16:
                return self.read_struct(depth + 1)
            case _:
                raise PageError("its description is not sound")

    def _skip(self, length: int) -> None:
        self.at += length
        if self.at > len(self._data):
            raise PageError("its description ends too soon")

    def _read_byte(self) -> int:
        self._skip(1)
        return self._data[self.at - 1]

    def _read_varint(self) -> int:
        number = shift = 0
        while shift < 70:
            byte = self._read_byte()
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7
        raise PageError("a number in its description is too long")

    def _read_number(self) -> int:
        number = self._read_varint()
        return (number >> 1) ^ -(number & 1)
