"""CSV and TSV: reading rows unchanged, and writing them with cells added.

A row is kept as text, so that not a byte of its cells, quotes and line ends changes.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isnan
from typing import BinaryIO

from geodata.errors import TableError
from geodata.points.chunks import CHUNK_BYTES, CHUNK_ROWS, Chunk, TableOptions
from geodata.points.coordinate_columns import find_columns
from geodata.points.coordinate_texts import read_texts
from geodata.points.event_dates import find_date_column
from geodata.points.placement import Placement
from geodata.points.reference_systems import read_crs

# Of a line, and of a row with the blank lines before it: a quoted cell may go over many lines.
_LONGEST_ROW = 16 * 2**20
_MOST_COLUMNS = 10_000
# Memory that Python takes for a cell beside its characters.
_CELL_BYTES = 60
_BOM = "\ufeff"


@dataclass(frozen=True, eq=False)
class TextRows:
    """Rows as text, each with its line end, and as cells."""

    texts: list[str]
    cells: list[list[str]]


class _Lines:
    """The lines of a file as text; ``number`` is that of the last one that was read."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self.number = 0
        self._pulled: list[str] = []
        self._joined: list[str] = []
        self._size = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(_LONGEST_ROW)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == _LONGEST_ROW:
            raise self.fault("more than 16 MB without a line end")
        self._size += len(line)
        if self._size > _LONGEST_ROW:
            raise self.fault("more than 16 MB without the end of a row")
        if b"\0" in line:
            raise self.fault("a NUL byte, so this is not a table of text")
        try:
            text = line.decode()
        except UnicodeDecodeError:
            raise self.fault("not UTF-8; save the table as UTF-8") from None
        if self.number == 1:
            text = text.removeprefix(_BOM)
        self._pulled.append(text)
        if len(self._pulled) > 10_000:  # millions of blank lines are short as one text
            self._joined.append("".join(self._pulled))
            self._pulled.clear()
        return text

    def take(self) -> str:
        """Return the text of the lines that were read since this was last called."""
        text = "".join([*self._joined, *self._pulled])
        self._joined.clear()
        self._pulled.clear()
        self._size = 0
        return text

    def fault(self, message: str) -> TableError:
        return TableError(f"{self._name}, line {self.number}: {message}.")


class TextReader:
    """A CSV or TSV table, read from a binary file that can be rewound."""

    def __init__(
        self, file: BinaryIO, name: str, options: TableOptions, with_dates: bool = False
    ) -> None:
        """Read the header.

        Raises
        ------
        TableError
            If there is none, or no columns of coordinates in it.
        """
        self._file, self.name = file, name
        self._size = max(1, file.seek(0, io.SEEK_END))
        file.seek(0)
        self.bom = _BOM if file.read(3) == _BOM.encode() else ""
        file.seek(0)
        self._lines = _Lines(file, name)
        self.crs = read_crs(options.crs, name)
        first = next((line for line in self._lines if line.strip("\r\n")), "")
        if not first:
            what = "has only blank lines" if self._lines.take() else "is empty"
            raise TableError(f"{name}: the file {what}.")
        self.delimiter = _find_delimiter(name, first)
        lines = chain([first], self._lines)
        self._reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        header = self._next_row() or []
        if len(header) > _MOST_COLUMNS:
            raise TableError(f"{name}: the table has more than {_MOST_COLUMNS:,} columns.")
        self.names: list[str] = header
        self.header = self._lines.take()
        self._columns = find_columns(header, options.lon, options.lat, name)
        self._date = find_date_column(header) if with_dates else None

    def progress(self) -> float:
        """Return the fraction of the file's bytes that has been read."""
        return self._file.tell() / self._size

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order; blank lines stay with the row after them."""
        found = False
        while chunk := self._read_chunk():
            found = True
            yield chunk
        if not found:
            raise TableError(f"{self.name}: the table has a header but no rows.")

    def take_rest(self) -> str:
        """Return the blank lines at the end that no row has taken."""
        return self._lines.take()

    def _read_chunk(self) -> Chunk | None:
        lines, width = self._lines, len(self.names)
        texts: list[str] = []
        cells: list[list[str]] = []
        size = 0
        while len(texts) < CHUNK_ROWS and size < CHUNK_BYTES:
            number = lines.number + 1
            row = self._next_row()
            if row is None:
                break
            if not row:
                continue
            if len(row) != width:
                raise TableError(
                    f"{self.name}, line {number}: {len(row)} cells, but the header has {width}."
                )
            text = lines.take()
            size += len(text) + _CELL_BYTES * width
            texts.append(text)
            cells.append(row)
        if not texts:
            return None
        return Chunk(
            rows=TextRows(texts, cells),
            coordinates=read_texts(lambda column: [row[column] for row in cells], self._columns),
            dates=None if self._date is None else [row[self._date] for row in cells],
        )

    def _next_row(self) -> list[str] | None:
        before = self._reader.line_num
        try:
            row = next(self._reader, None)
        except csv.Error as error:
            if "field limit" in str(error):
                limit = csv.field_size_limit()
                raise self._lines.fault(f"a cell of more than {limit:,} characters") from None
            reason = str(error).partition(" - ")[0]
            raise self._lines.fault(f"not sound CSV ({reason})") from None
        lines = self._reader.line_num - before
        if row and lines > 1 and self.delimiter == "\t":
            self._refuse_unclosed_quote(row, self._lines.number - lines + 1)
        return row

    def _refuse_unclosed_quote(self, row: list[str], number: int) -> None:
        """Refuse a row with a cell that looks like the rest of a line and the beginning of another.

        Many programs write no quotes in such a file: a quotation mark at the beginning of a cell
        is then a character like others, and the next one may come rows later.
        """
        if any("\t" in cell and "\n" in cell for cell in row):
            raise TableError(
                f"{self.name}, line {number}: a quotation mark that does not end in its cell; "
                f"write such a mark twice, and its cell in quotation marks."
            )


class TextWriter:
    """A CSV or TSV table with columns more, written to a binary file."""

    def __init__(self, file: BinaryIO, reader: TextReader, delimiter: str, names: Sequence[str]):
        """Write the header of what ``reader`` reads, with the names of the columns added."""
        self._file, self._reader, self._delimiter = file, reader, delimiter
        self._keeps = delimiter == reader.delimiter
        self._statuses: dict[str, str] = {}
        added = [_Cells(delimiter).write(names)]
        self._write([reader.bom + reader.header], [reader.names], added)

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows unchanged, with the cells added."""
        d = self._delimiter
        for status in set(placement.zone_status):  # whose word it rests on may be any text
            self._statuses.setdefault(status, _Cells(d).write([status]) if status else "")
        added = [
            f"{zone}{d}{certainty}{d}{'' if isnan(km) else f'{km:.1f}'}{d}{stretch}{d}{status}"
            for zone, certainty, km, stretch, status in zip(
                placement.zone,
                placement.certainty,
                placement.distance_km.tolist(),
                placement.stretch,
                map(self._statuses.__getitem__, placement.zone_status),
                strict=True,
            )
        ]
        self._write(chunk.rows.texts, chunk.rows.cells, added)

    def _write(self, texts: list[str], cells: list[list[str]], added: list[str]) -> None:
        if not self._keeps:
            write = _Cells(self._delimiter).write
            lines = [f"{write(r)}{self._delimiter}{a}\n" for r, a in zip(cells, added, strict=True)]
        else:
            lines = []
            for text, more in zip(texts, added, strict=True):
                row = text.rstrip("\r\n")
                lines.append(f"{row}{self._delimiter}{more}{text[len(row) :]}")
        self._file.write("".join(lines).encode())

    def close(self) -> None:
        """Write the blank lines that end the table."""
        self._file.write(self._reader.take_rest().encode())

    def abort(self) -> None:
        """Do nothing: nothing is buffered."""


class _Cells:
    def __init__(self, delimiter: str) -> None:
        self._buffer = io.StringIO(newline="")
        # With an end of its own, a cell with a line end in it is put in quotes.
        self._writer = csv.writer(self._buffer, delimiter=delimiter, lineterminator="\r\n")

    def write(self, cells: Sequence[str]) -> str:
        self._writer.writerow(cells)
        text = self._buffer.getvalue().removesuffix("\r\n")
        self._buffer.seek(0)
        self._buffer.truncate()
        return text


def _find_delimiter(name: str, header: str) -> str:
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    # Spreadsheets of countries with a decimal comma write semicolons.
    return ";" if ";" in header and "," not in header else ","
