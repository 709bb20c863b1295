"""The sizes of a workbook's sheets: how much memory they take, counted before they are read.

One cell in the last corner makes a sheet of billions, one long text may stand in every cell, and
one cell may say that it is repeated. See ECMA-376, part 1, 18.3.1, and OpenDocument 1.3, part 3,
19.675 and 19.678.
"""

import re
from collections.abc import Callable, Mapping

from geodata.errors import TableError
from geodata.points.readers.xml_parts import make_parser

_MOST_CELLS = 20_000_000
_MOST_TEXT = 256 * 2**20
_REFERENCE = re.compile(r"([A-Za-z]{1,4})([0-9]{1,9})")
_REPEATED = "number-columns-repeated"
_ROWS_REPEATED = "number-rows-repeated"

# Takes how many cells a sheet has, and how much longer the texts in the workbook are.
Add = Callable[[int, int], None]


def count_parts(parts: Mapping[str, bytes], kind: str, name: str) -> None:
    """Count what the parts of a workbook make; ``kind`` is xlsx or ods.

    Every part counts as what it holds, for a workbook says itself which of them are its sheets.

    Raises
    ------
    TableError
        If one is no sound XML, or they make more cells or text than memory should hold.
    """
    length = 0

    def add(cells: int, more: int) -> None:
        nonlocal length
        length += more
        if cells > _MOST_CELLS:
            raise TableError(
                f"{name}: a sheet of {cells:,} cells, more than the {_MOST_CELLS:,} that are "
                f"read; save the table as CSV."
            )
        if length > _MOST_TEXT:
            raise TableError(f"{name}: more text than is read; save the table as CSV.")

    if kind == "ods":
        for data in parts.values():
            _parse(_Repeats(add), data, name)
        return
    texts: list[int] = []
    for data in parts.values():
        if b"sst" in data:
            if texts:
                raise TableError(f"{name}: the workbook is not sound.")
            _parse(_Texts(texts), data, name)
    for data in parts.values():
        _parse(_Cells(texts, add), data, name)


def _parse(counted: "_Texts | _Cells | _Repeats", data: bytes, name: str) -> None:
    make_parser(name, counted.start, counted.end, counted.text)(data, True)


class _Texts:
    """The texts that the cells of an xlsx share: their lengths."""

    def __init__(self, lengths: list[int]) -> None:
        self._lengths, self._length = lengths, 0

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        if tag == "si":
            self._length = 0

    def end(self, tag: str) -> None:
        if tag == "si":
            self._lengths.append(self._length)

    def text(self, found: str) -> None:
        self._length += len(found)


class _Cells:
    """The cells of a sheet of an xlsx: how far they reach, and the shared texts in them."""

    def __init__(self, lengths: list[int], add: Add) -> None:
        self._lengths, self._add = lengths, add
        self._row = self._column = self._last_row = self._last_column = 0
        self._is_shared = False
        self._value = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._column += 1
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            if found:
                self._column, self._row = _read_letters(found[1]), int(found[2])
            self._is_shared = attributes.get("t") == "s"
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
        elif tag == "v":
            self._value = ""
        elif tag == "row":
            self._row, self._column = _read_number(attributes.get("r"), self._row + 1), 0

    def end(self, tag: str) -> None:
        if tag == "v" and self._is_shared and _read_number(self._value, -1) >= 0:
            place = int(self._value)
            self._add(0, self._lengths[place] if place < len(self._lengths) else 0)
        elif tag == "sheetData":
            self._add(self._last_row * self._last_column, 0)

    def text(self, found: str) -> None:
        if self._is_shared and len(self._value) < 10:
            self._value += found


class _Repeats:
    """The cells of an ods: how far each sheet reaches, and the text in cells that are repeated."""

    def __init__(self, add: Add) -> None:
        self._add = add
        self._rows = self._column = self._last_column = self._row_end = 0
        self._row_repeats = self._cell_repeats = self._length = self._row_length = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            self._rows = self._last_column = 0
        elif tag in ("table-row", "table-cell", "covered-table-cell"):
            known = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            if tag == "table-row":
                self._row_repeats = _read_number(known.get(_ROWS_REPEATED), 1)
                self._rows += self._row_repeats
                self._column = self._row_end = self._row_length = 0
                return
            self._cell_repeats = _read_number(known.get(_REPEATED), 1)
            self._column += self._cell_repeats
            # The value is in the attributes as a rule, and in the text too.
            self._length = sum(map(len, known.values()))
            if "value-type" in known or "formula" in known:
                self._row_end = self._column

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            is_filled = self._row_end == self._column
            self._row_length += self._length * self._cell_repeats if is_filled else 0
        elif tag == "table-row" and self._row_end:
            self._last_column = max(self._last_column, self._row_end)
            self._add(self._rows * self._last_column, self._row_length * self._row_repeats)

    def text(self, found: str) -> None:
        self._length += len(found)
        if self._column and found.strip():
            self._row_end = self._column


def _read_number(text: str | None, usual: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else usual


def _read_letters(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
