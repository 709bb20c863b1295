"""How a table of text is written: its delimiter, its quotation marks, and where its header is."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

DELIMITERS = (",", ";", "\t", "|", "^", "~")
# As Excel reads it, with or without quotation marks.
_SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t])"?\s*', re.IGNORECASE)
_OPENING = re.compile('[ ]*"')
# A title, notes and a licence take less.
_MOST_LINES_ABOVE = 50


class Rows(Protocol):
    """What reads rows: a `csv.reader`."""

    @property
    def line_num(self) -> int:
        """The number of lines that were read."""

    def __iter__(self) -> Iterator[list[str]]:
        """Return the rows themselves."""

    def __next__(self) -> list[str]:
        """Return the next row."""


@dataclass(frozen=True)
class Dialect:
    """The delimiter; whether spaces before a quotation mark are skipped, and backslashes escape."""

    delimiter: str
    skips_spaces: bool = False
    has_escapes: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether every program reads it that reads CSV with this delimiter."""
        return not self.skips_spaces and not self.has_escapes

    def read(self, lines: Iterator[str]) -> Rows:
        """Return what reads rows from lines."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            skipinitialspace=self.skips_spaces,
            escapechar="\\" if self.has_escapes else None,
            strict=True,
        )


@dataclass(frozen=True)
class Layout:
    """How a table is written, how many lines are above its header, and how wide its rows are.

    ``width`` is the number of cells that most of its first rows have, None where none is usual;
    ``has_title`` says whether there are more lines above than blank ones and that of a delimiter.
    """

    dialect: Dialect
    lines_above: int
    width: int | None
    has_title: bool = False


def find_layout(
    lines: Sequence[str], rank_header: Callable[[Sequence[str]], int], preferred: str
) -> Layout:
    """Return how a table is written, by its first lines.

    ``rank_header`` says whether cells are the names of a table's columns, see
    `coordinate_columns.rank_names`; ``preferred`` is the delimiter that its name promises.
    """
    above = next((row for row, line in enumerate(lines) if line.strip("\r\n")), 0)
    separator = _SEPARATOR_LINE.fullmatch(lines[above])
    if separator:
        above += 1
        delimiters: Sequence[str] = [separator[1]]
    else:
        text = "".join(lines)
        ordered = sorted(DELIMITERS, key=lambda delimiter: delimiter != preferred)
        delimiters = [delimiter for delimiter in ordered if delimiter in text] or [preferred]
    best: tuple[bool, int] = False, -1
    for dialect in _list_dialects(lines, delimiters):
        rows = _read_rows(lines[above:], dialect)
        if not rows:
            continue
        sure, header = _find_header(rows, rank_header)
        names = rows[header][1]
        widths = Counter(len(cells) for _, cells in rows[header + 1 :])
        width, count = widths.most_common(1)[0] if widths else (None, 0)
        score = (2 + 2 * widths[len(names)] + count) * (len(names) - 1)
        if (sure, score) > best:
            best = sure, score
            is_usual = 2 * count >= widths.total()
            found = Layout(
                dialect, above + rows[header][0], width if is_usual else None, header > 0
            )
    return found if best[1] >= 0 else Layout(Dialect(delimiters[0]), above, None)


def _list_dialects(lines: Sequence[str], delimiters: Sequence[str]) -> Iterator[Dialect]:
    text = "".join(lines)
    for delimiter in delimiters:
        spaced = re.search(rf'{re.escape(delimiter)} +"', text) is not None
        escaped = '\\"' in text
        # The last is taken only where it fits better: sound CSV may have a backslash at the end
        # of a cell.
        yield Dialect(delimiter)
        if spaced:
            yield Dialect(delimiter, skips_spaces=True)
        if escaped:
            yield Dialect(delimiter, has_escapes=True)
        if spaced and escaped:
            yield Dialect(delimiter, skips_spaces=True, has_escapes=True)


def _read_rows(lines: Sequence[str], dialect: Dialect) -> list[tuple[int, list[str]]]:
    """Return the rows that can be read, each with the number of lines before it."""
    rows: list[tuple[int, list[str]]] = []
    reader = dialect.read(iter(lines))
    while True:
        before = reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error:
            continue
        if cells is None:
            return rows
        if cells:
            rows.append((before, cells))


def _find_header(
    rows: Sequence[tuple[int, list[str]]], rank_header: Callable[[Sequence[str]], int]
) -> tuple[bool, int]:
    """Return whether a row holds names of coordinates, and the place of it or of a likely one."""
    for place, (before, cells) in enumerate(rows):
        if before > _MOST_LINES_ABOVE:
            break
        rank = rank_header(cells)
        if rank:
            # "Coordinates" may stand above the names of both.
            below = rows[place + 1][1] if place + 1 < len(rows) else []
            return True, place + (rank_header(below) > rank)
    usual = Counter(len(cells) for _, cells in rows).most_common(1)[0][0]
    return False, next(place for place, (_, cells) in enumerate(rows) if len(cells) == usual)


def split_loosely(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line whose quotation marks are not doubled within a cell.

    A mark ends a cell only where a delimiter or the line's end follows; where none does, the marks
    are characters like others.
    """
    line = line.rstrip("\r\n")
    closing = rf'"[ ]*(?={re.escape(delimiter)}|\Z)'
    quoted = re.compile(rf'[ ]*"((?:[^"]|(?!{closing})")*+){closing}')
    cells: list[str] = []
    at = 0
    closes = True
    while True:
        begins = closes and _OPENING.match(line, at) is not None
        found = quoted.match(line, at) if begins else None
        if found:
            cells.append(found[1].replace('""', '"'))
            end = found.end()
        else:
            # After a mark that none closes, no later one is closed either.
            closes = closes and not begins
            end = line.find(delimiter, at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
        if end == len(line):
            return cells
        at = end + 1


class RowFormat:
    """How a row of cells is written with a delimiter: in quotation marks where it needs them."""

    def __init__(self, delimiter: str) -> None:
        """Take the delimiter."""
        self._buffer = io.StringIO(newline="")
        # With an end of its own, a cell with a line end in it is put in quotes.
        self._writer = csv.writer(self._buffer, delimiter=delimiter, lineterminator="\r\n")

    def write(self, cells: Sequence[str]) -> str:
        """Return the text of a row, without a line end."""
        self._writer.writerow(cells)
        text = self._buffer.getvalue().removesuffix("\r\n")
        self._buffer.seek(0)
        self._buffer.truncate()
        return text
