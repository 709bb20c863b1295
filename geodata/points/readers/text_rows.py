"""Rows of a table of text, as they stand and as cells: one by one, or a block of plain lines.

A block is read by Arrow, many times as quickly as row by row. It is taken for plain only where both
ways surely see the same cells; every other one is read row by row.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

import numpy as np
import pyarrow as pa
import pyarrow.csv

from geodata.points.certainty import Codes
from geodata.points.readers.dialects import Dialect

_QUOTE = ord('"')
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, eq=False)
class TextRows:
    """Rows as text, each with its line end, and as cells, as many as the header's.

    ``reasons`` says of rows that had more or fewer what is wrong with them.
    """

    texts: list[str]
    cells: list[list[str]]
    reasons: dict[int, str]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.texts)

    def take(self, rows: Codes) -> list[list[str]]:
        """Return some rows as cells."""
        return [self.cells[row] for row in rows.tolist()]

    def column(self, place: int) -> pa.Array:
        """Return the texts of a column, with a mark for every byte that is not UTF-8."""
        return make_texts([row[place] for row in self.cells])

    def lay_out(self) -> tuple[bytes, Codes]:
        """Return the text of all rows, and where the last cell of each ends in it."""
        data = [text.encode(errors="surrogateescape") for text in self.texts]
        sizes = np.array([len(each) for each in data], dtype=np.int64)
        bodies = np.array([len(each.rstrip(b"\r\n")) for each in data], dtype=np.int64)
        return b"".join(data), np.cumsum(sizes) - sizes + bodies


@dataclass(frozen=True, eq=False)
class TextBlock:
    """Rows of one line each, where the last cell of each ends, and the columns that are wanted."""

    data: bytes
    ends: Codes
    dialect: Dialect
    columns: dict[int, pa.Array]
    reasons: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.ends)

    @property
    def cells(self) -> list[list[str]]:
        """The rows as cells."""
        text = self.data.decode(errors="surrogateescape")
        return [*self.dialect.read(io.StringIO(text, newline="\n"))]

    def take(self, rows: Codes) -> list[list[str]]:
        """Return some rows as cells."""
        starts = np.concatenate([[0], self.ends])
        lines = [self.data[starts[row] : self.ends[row]].lstrip(b"\r\n") for row in rows.tolist()]
        return replace(self, data=b"\n".join(lines)).cells

    def column(self, place: int) -> pa.Array:
        """Return the texts of a column, one of those that were wanted."""
        return self.columns[place]

    def lay_out(self) -> tuple[bytes, Codes]:
        """Return the text of all rows, and where the last cell of each ends in it."""
        return self.data, self.ends


@dataclass(frozen=True, eq=False)
class JoinedRows:
    """Rows of several parts, in their order."""

    parts: Sequence[TextRows | TextBlock]

    @property
    def cells(self) -> list[list[str]]:
        """The rows as cells."""
        return [row for part in self.parts for row in part.cells]

    def take(self, rows: Codes) -> list[list[str]]:
        """Return some rows as cells; they are in order."""
        found: list[list[str]] = []
        first = 0
        for part in self.parts:
            own = rows[(rows >= first) & (rows < first + len(part))]
            found += part.take(own - first)
            first += len(part)
        return found

    @property
    def reasons(self) -> dict[int, str]:
        """What is wrong with rows that had more cells than the header, or fewer."""
        firsts = accumulate(map(len, self.parts), initial=0)
        return {
            first + row: reason
            for first, part in zip(firsts, self.parts, strict=False)
            for row, reason in part.reasons.items()
        }

    def column(self, place: int) -> pa.Array:
        """Return the texts of a column, one of those that were wanted."""
        return pa.concat_arrays([part.column(place) for part in self.parts])

    def lay_out(self) -> tuple[bytes, Codes]:
        """Return the text of all rows, and where the last cell of each ends in it."""
        texts, ends = zip(*(part.lay_out() for part in self.parts), strict=True)
        firsts = accumulate(map(len, texts), initial=0)
        return b"".join(texts), np.concatenate([*map(np.add, ends, firsts)])


def make_texts(cells: Sequence[str]) -> pa.Array:
    """Return cells as a column, with a mark for every byte that is not UTF-8."""
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array([*map(replace_broken, cells)], pa.string())


def replace_broken(text: str) -> str:
    """Return a text with a mark for every byte that is not UTF-8, which only CSV can keep."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


def parse_block(
    data: bytes, lines: Codes, dialect: Dialect, width: int, columns: Iterable[int]
) -> TextBlock | None:
    """Return lines as rows, or None where they are not surely plain ones.

    Parameters
    ----------
    data : bytes
        Whole lines.
    lines : Codes
        Where each of them ends, after its line feed.
    dialect : Dialect
        How they are written.
    width : int
        The number of cells of every row.
    columns : iterable of int
        The places of the columns of which the texts are wanted.
    """
    if not data or not _is_plain(data, lines, dialect.delimiter):
        return None
    names = [str(place) for place in range(width)]
    wanted = [names[place] for place in sorted({*columns})]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(data),
            pyarrow.csv.ReadOptions(
                use_threads=False, block_size=len(data) + 1, column_names=names
            ),
            pyarrow.csv.ParseOptions(delimiter=dialect.delimiter),
            pyarrow.csv.ConvertOptions(
                include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string())
            ),
        )
    except pa.ArrowInvalid:  # rows of other widths, bytes that are no UTF-8
        return None
    if table.num_rows != len(lines):
        return None
    read = {int(name): table.column(name).combine_chunks() for name in wanted}
    codes = np.frombuffer(data, np.uint8)
    ends = lines - (codes[lines - 1] == ord("\n"))
    ends -= (ends > 0) & (codes[ends - 1] == ord("\r"))
    return TextBlock(data, ends, dialect, read)


def _is_plain(data: bytes, lines: Codes, delimiter: str) -> bool:
    """Return whether every row is a line, and every quotation mark opens a cell or closes it."""
    returns, lengths = data.count(b"\r"), np.diff(lines, prepend=0)
    if (
        b"\0" in data  # no text
        or lengths.min() <= 1 + bool(returns)  # a blank line
        or lengths.max() > csv.field_size_limit()
        or (returns and returns != data.count(b"\r\n"))
        or data.startswith(_BOM)
    ):
        return False
    codes = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(codes == _QUOTE)
    if len(quotes) % 2 or (np.searchsorted(quotes, lines) % 2).any():
        return False
    around = np.zeros(256, dtype=bool)
    around[[ord(delimiter), ord("\n"), _QUOTE]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    is_fine = around[codes[opening - 1]] | (opening == 0)
    # Where a mark stands before the opening one, it closed the cell that this one goes on with.
    around[ord("\r")] = True
    after = np.minimum(closing + 1, len(codes) - 1)
    is_fine &= around[codes[after]] | (closing == len(codes) - 1)
    return bool(is_fine.all())
