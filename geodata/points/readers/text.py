"""CSV and TSV: reading rows unchanged.

A row is kept as text, so that not a byte of its cells, quotes and line ends changes.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import BinaryIO

from geodata.errors import TableError
from geodata.points.chunks import CHUNK_BYTES, CHUNK_ROWS, Chunk, TableOptions
from geodata.points.columns_beside import find_columns_beside
from geodata.points.coordinate_columns import find_columns, rank_names
from geodata.points.coordinate_texts import read_texts
from geodata.points.date_columns import find_dates
from geodata.points.labels import Labels
from geodata.points.position_columns import SAMPLE_ROWS
from geodata.points.readers.dialects import RowFormat, find_layout, split_loosely
from geodata.points.readers.encodings import find_encoding, open_lines
from geodata.points.readers.text_lines import TextLines
from geodata.points.readers.text_rows import JoinedRows, TextBlock, TextRows, parse_block
from geodata.points.reference_systems import read_crs

_MOST_COLUMNS = 10_000
# Memory that Python takes for a cell beside its characters.
_CELL_BYTES = 60
# The first rows, by which it is told how a table is written.
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 2**16
# Where some rows of a chunk are not plain lines, so many are read as such, or are not.
_FEW_ROWS = 500
# A mark that is not closed is looked for over many lines, each time.
_MOST_UNCLOSED = 10_000
_BOM = "\ufeff"
_DELIMITERS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical bars",
    "^": "carets",
    "~": "tildes",
}


class TextReader:
    """A CSV or TSV table, read from a binary file that can be rewound.

    ``bom`` is the mark to write before it, ``above`` the text of the lines above its header,
    ``header`` that of the header; ``is_sound`` says whether its rows can be copied as they stand.
    ``notes`` are sentences on how the table is read, where that is not plain.
    """

    def __init__(self, file: BinaryIO, name: str, options: TableOptions) -> None:
        """Read the header.

        Raises
        ------
        TableError
            If there is none, or no columns of coordinates in it.
        """
        self._file, self.name = file, name
        self._size = max(1, file.seek(0, io.SEEK_END))
        encoding = find_encoding(file, name)
        # What is written is UTF-8: the mark tells a spreadsheet so, which else takes it for what
        # the file was.
        self.bom = _BOM if encoding.mark or encoding.codec != "utf-8" else ""
        self.notes = [encoding.doubt] if encoding.doubt else []
        self._lines = lines = TextLines(open_lines(file, encoding), name)
        self.crs = read_crs(options.crs, name)
        self.above, self.header, self.names = self._read_header(options)
        self._reader = self._dialect.read(lines)
        rows = self._look_at_rows()
        self._columns = find_columns(self.names, options.lon, options.lat, name, rows)
        self._dates = find_dates(self.names, rows[0] if rows else ())
        self.notes += self._dates.notes
        self._beside, notes = find_columns_beside(
            self.names, self._columns, options.precision, name, rows, self.crs
        )
        self.notes += notes
        self._unclosed = 0

    def _read_header(self, options: TableOptions) -> tuple[str, str, list[str]]:
        """Return the text above the header, the header's, and its names."""
        lines, name = self._lines, self.name
        first = lines.look_ahead(_SAMPLE_LINES, _SAMPLE_CHARACTERS)
        while first and not any(line.strip("\r\n") for line in first):
            for _ in first:
                next(lines)
            lines.join_blanks()
            first = lines.look_ahead(_SAMPLE_LINES, _SAMPLE_CHARACTERS)
        if not first:
            what = "has only blank lines" if lines.take() else "is empty"
            raise TableError(f"{name}: the file {what}.")

        def rank_header(cells: Sequence[str]) -> int:
            return rank_names(cells[:_MOST_COLUMNS], options.lon, options.lat)

        promised = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
        layout = find_layout(first, rank_header, preferred=promised)
        self._dialect = layout.dialect
        self.delimiter, self.is_sound = layout.dialect.delimiter, layout.dialect.is_sound
        self._usual = layout.width
        for _ in range(layout.lines_above):
            next(lines)
        if layout.dialect.delimiter != promised:
            self.notes.append(f"The columns are parted by {_DELIMITERS[self.delimiter]}.")
        if layout.has_title:
            self.notes.append(f"The names of the columns were found in line {lines.number + 1}.")
        above, names = lines.take(), self._read_names()
        return above, lines.take(), names

    def _read_names(self) -> list[str]:
        try:
            names = next(self._dialect.read(self._lines), list[str]())
        except csv.Error as error:
            reason = str(error).partition(" - ")[0]
            raise self._lines.fault(f"not sound CSV ({reason})") from None
        if len(names) > _MOST_COLUMNS:
            raise TableError(f"{self.name}: the table has more than {_MOST_COLUMNS:,} columns.")
        return names

    def _look_at_rows(self) -> list[list[str]]:
        """Return the cells of the first lines below the header."""
        lines = self._lines.look_ahead(SAMPLE_ROWS, _SAMPLE_CHARACTERS)
        return [split_loosely(line, self.delimiter) for line in lines]

    def progress(self) -> float:
        """Return the fraction of the file's bytes that has been read."""
        return self._file.tell() / self._size

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order; blank lines stay with the row after them.

        The next chunk is read while the one that was yielded is being worked on.
        """
        chunk = self._read_chunk()
        if not chunk:
            raise TableError(f"{self.name}: the table has a header but no rows.")
        with ThreadPoolExecutor(1) as thread:
            while chunk:
                ahead = thread.submit(self._read_chunk)
                yield chunk
                chunk = ahead.result()

    def take_rest(self) -> str:
        """Return the blank lines at the end that no row has taken."""
        return self._lines.take()

    def _read_chunk(self) -> Chunk | None:
        parts: list[TextBlock | TextRows] = []
        count, size, most = 0, 0, CHUNK_ROWS
        while count < CHUNK_ROWS and size < CHUNK_BYTES:
            room = min(most, CHUNK_ROWS - count), CHUNK_BYTES - size
            block, length = self._read_block(*room) if self.is_sound else (None, 0)
            if block is None and self.is_sound and most > _FEW_ROWS:
                # Not all of them are plain, but most may be.
                most = _FEW_ROWS
                continue
            part: TextBlock | TextRows | None = block
            if part is None:
                part, length = self._read_rows(*room)
            if not len(part):
                break
            parts.append(part)
            count, size = count + len(part), size + length
        return self._make_chunk(JoinedRows(parts)) if parts else None

    def _make_chunk(self, rows: JoinedRows) -> Chunk:
        coordinates = read_texts(rows.column, self._columns)
        for column in self._beside:
            cells = Labels.of_column(rows.column(column.place))
            coordinates = column.apply(coordinates, cells)
        return Chunk(
            rows=rows,
            coordinates=coordinates.with_reasons(rows.reasons),
            dates=self._dates.read(lambda place: Labels.of_column(rows.column(place))),
        )

    def _read_block(self, most: int, size: int) -> tuple[TextBlock | None, int]:
        """Return the next rows and their size, or None where they are to be read one by one."""
        width = len(self.names)
        data, lines = self._lines.take_block(most, size, _CELL_BYTES * width)
        wanted = {*self._columns}
        wanted |= {*self._dates.list_places()}
        wanted |= {column.place for column in self._beside}
        block = parse_block(data, lines, self._dialect, width, wanted)
        if block is None:
            self._lines.give_back_block(data, len(lines))
        return block, len(data) + _CELL_BYTES * width * len(lines)

    def _read_rows(self, most: int, most_size: int) -> tuple[TextRows, int]:
        """Return the next rows and their size, read one by one."""
        lines, width = self._lines, len(self.names)
        texts: list[str] = []
        cells: list[list[str]] = []
        reasons: dict[int, str] = {}
        size = 0
        while len(texts) < most and size < most_size:
            row, is_sound = self._next_row()
            if row is None:
                break
            if not row:
                lines.join_blanks()
                continue
            text = lines.take()
            if not is_sound or len(row) != width:
                if not self._fits(row):
                    count = "1 cell" if len(row) == 1 else f"{len(row)} cells"
                    reasons[len(texts)] = f"{count}, the header has {width}"
                row = self._fit(row)
                text = self._rewrite(row, text)
            length = len(text) if text.isascii() else len(text.encode(errors="surrogateescape"))
            size += length + _CELL_BYTES * width
            texts.append(text)
            cells.append(row)
        return TextRows(texts, cells, reasons), size

    def _next_row(self) -> tuple[list[str] | None, bool]:
        """Return the next row's cells, None at the end, and whether its quotation marks are sound.

        A mark that is not closed takes lines of other rows into a cell: only the first is taken.
        """
        reader, before = self._reader, self._reader.line_num
        row: list[str] | None = None
        with suppress(csv.Error):
            row = next(reader, None)
            count = reader.line_num - before
            if count <= 1 or row is None:
                return row, True
            has_joined = self.delimiter == "\t" and any("\t" in c and "\n" in c for c in row)
            if self._fits(row) and not has_joined:
                return row, True
        count = reader.line_num - before
        first = split_loosely(self._lines.look_back(count), self.delimiter)
        if row is not None and not self._fits(first):
            return row, True
        if count > 1:
            self._lines.give_back(count - 1)
            self._unclosed += 1
            if self._unclosed > _MOST_UNCLOSED:
                raise self._lines.fault(
                    f"more than {_MOST_UNCLOSED:,} quotation marks that are not closed; write such "
                    f"a mark twice, and its cell in quotation marks"
                )
        return first, False

    def _fits(self, row: list[str]) -> bool:
        """Return whether a row has the header's cells, or as usual fewer, or more that are empty.

        Of a single row that is shorter it is not known which cell is missing.
        """
        width = len(self.names)
        return len(row) == width or (len(row) == self._usual and not any(row[width:]))

    def _fit(self, row: list[str]) -> list[str]:
        """Return as many cells as the header has; the last holds what is beyond it."""
        width = len(self.names)
        if any(row[width:]):
            return [*row[: width - 1], self.delimiter.join(row[width - 1 :])]
        return [*row[:width], *[""] * (width - len(row))]

    def _rewrite(self, row: list[str], text: str) -> str:
        """Return the text of a row with these cells, with the blank lines and the end it had."""
        body = text.lstrip("\r\n")
        blank = text[: len(text) - len(body)]
        return blank + RowFormat(self.delimiter).write(row) + body[len(body.rstrip("\r\n")) :]
