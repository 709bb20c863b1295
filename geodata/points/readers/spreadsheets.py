"""Spreadsheets: the first sheet of a workbook that has columns of coordinates.

python-calamine reads them. Of xlsx and ods it is given a copy in memory that holds nothing but the
parts whose size was counted first: see `geodata.points.readers.sheet_sizes`. For others see
`geodata.points.readers.old_workbooks`.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, product
from typing import Any

import pyarrow as pa
import python_calamine

from corpus.quoting import count_things, format_reason, make_plain, quote
from geodata.errors import TableError
from geodata.points.chunks import Chunk, TableOptions
from geodata.points.coordinate_columns import find_columns, holds_values, rank_names
from geodata.points.position_columns import SAMPLE_ROWS
from geodata.points.readers.archives import Archive
from geodata.points.readers.batches import explaining_arrow
from geodata.points.readers.old_workbooks import CopiedSheet, CopiedWorkbook
from geodata.points.readers.sheet_sizes import count_parts
from geodata.points.readers.shown_dates import show_months
from geodata.points.readers.values import ValueReader, choose_kind, find_kind, find_type

# Of the parts, unpacked; they are held in memory.
_MOST_BYTES = 256 * 2**20
_MOST_SHEETS = 250
_MOST_SHOWN = 12
_MOST_COLUMNS = 10_000
# Titles and notes may stand above the header.
_HIGHEST_HEADER = 20

Row = Sequence[Any]
Workbook = python_calamine.CalamineWorkbook | CopiedWorkbook
Sheet = python_calamine.CalamineSheet | CopiedSheet


class SheetReader(ValueReader):
    """A sheet of a workbook; see `open_workbook` and `CopiedWorkbook`."""

    def __init__(
        self,
        workbook: Workbook,
        name: str,
        options: TableOptions,
        notes: Sequence[str] = (),
    ) -> None:
        """Find the sheet and its header; ``notes`` tell how the workbook was read.

        Raises
        ------
        TableError
            If no sheet has coordinates, or one is too large.
        """
        # As long as it is known, its rows are kept.
        self._workbook = workbook
        names = workbook.sheet_names
        if options.layer is not None and options.layer not in names:
            raise TableError(
                f"{name}: there is no sheet {quote(options.layer)} among {_show(names)}."
            )
        if len(names) > _MOST_SHEETS:
            raise TableError(f"{name}: the workbook has more than {_MOST_SHEETS} sheets.")
        self._sheet, self._header, header = _choose_sheet(workbook, name, options)
        kinds: list[set[str]] = [set() for _ in header]
        rows = 0
        for row in self._read_rows():
            rows += 1
            for found, value in zip(kinds, row, strict=True):
                found.add(find_kind(value))
        self._kept = [n for n, cell in enumerate(header) if cell or kinds[n] - {""}]
        self.kinds = [choose_kind(kinds[n]) for n in self._kept]
        columns = [header[n] or f"column {n + 1}" for n in self._kept]
        with explaining_arrow(name):
            fields = zip(columns, map(find_type, self.kinds), strict=True)
            schema = pa.schema(list(fields))
        super().__init__(name, options, schema, rows)
        self.notes += notes
        if len(names) > 1 and options.layer is None:
            self.notes.append(
                f"Of the sheets {_show(names)}, {quote(self._sheet.name)} was read; choose "
                f"another with --layer."
            )
        if self._header:
            self.notes.append("The names of the columns were found below a title or notes.")
        first = [[row[n] for n in self._kept] for row in islice(self._read_rows(), SAMPLE_ROWS)]
        self.find_coordinates(None, first)

    def _read_rows(self) -> Iterator[Row]:
        """Yield the rows below the header that are not empty."""
        for number, row in enumerate(self._sheet.iter_rows()):
            if number > self._header and any(value != "" for value in row):
                yield row

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in order, without empty ones."""
        yield from self.make_chunks([row[n] for n in self._kept] for row in self._read_rows())


def open_workbook(
    archive: Archive, kind: str, name: str
) -> tuple[python_calamine.CalamineWorkbook, list[str]]:
    """Return the workbook, xlsx or ods, that an archive is, and sentences on how it was read.

    Raises
    ------
    TableError
        If it is not sound, or too large.
    """
    suffixes = (".xml", ".rels")
    parts: dict[str, bytes] = {}
    left = _MOST_BYTES
    for entry in archive.files:
        if entry.lower().endswith(suffixes):
            parts[entry] = archive.read(entry, left)
            left -= len(parts[entry])
    count_parts(parts, kind, name)
    parts, months = show_months(parts, kind)
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        if kind == "ods":  # calamine knows it by this
            target.writestr(zipfile.ZipInfo("mimetype"), archive.read("mimetype", 100))
        for entry in list(parts):
            target.writestr(zipfile.ZipInfo(entry), parts.pop(entry))
    copy.seek(0)
    with _explaining_calamine(name):
        return python_calamine.CalamineWorkbook.from_object(copy), _describe_months(months)


def _describe_months(count: int) -> list[str]:
    if not count:
        return []
    cells = count_things(count, "cell shows", "cells show")
    return [
        f"{cells} a month or a year alone, and no day is taken from the date behind: what is "
        f"shown counts."
    ]


@contextmanager
def _explaining_calamine(name: str) -> Iterator[None]:
    """Turn whatever stops calamine into a TableError."""
    try:
        yield
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        reason = make_plain(format_reason(error))
        raise TableError(f"{name}: the workbook is not sound ({reason}).") from error
    except BaseException as error:
        # Rust's own, which is no Exception, and has no name to catch it by.
        if type(error).__name__ != "PanicException":
            raise
        raise TableError(f"{name}: the workbook is not sound.") from error


def _choose_sheet(
    workbook: Workbook, name: str, options: TableOptions
) -> tuple[Sheet, int, list[str]]:
    """Return a sheet, the number of its row of headers among those read, and the headers."""
    names = _list_sheets(workbook) if options.layer is None else [options.layer]
    reason: TableError | None = None
    # The names of columns count before what their cells show.
    for looks_at_cells, sheet_name in product((False, True), names):
        with _explaining_calamine(name):
            sheet = workbook.get_sheet_by_name(sheet_name)
        if sheet.width > _MOST_COLUMNS:
            raise TableError(f"{name}: the table has more than {_MOST_COLUMNS:,} columns.")
        rows = list(islice(sheet.iter_rows(), _HIGHEST_HEADER + SAMPLE_ROWS))
        for number, row in enumerate(rows[:_HIGHEST_HEADER]):
            header = [str(value).strip() for value in row]
            if not any(header):
                continue
            below = rows[number + 1 : number + 1 + SAMPLE_ROWS] if looks_at_cells else ()
            try:
                found = find_columns(header, options.lon, options.lat, name, below)
            except TableError as error:
                # What the first header lacks says most.
                reason = reason or error
                continue
            if reason is not None and options.lon is None and holds_values(header, found):
                continue  # X and Y, or N and E, are cells of a row below the header
            # "Coordinates" may stand above the names of both.
            second = [str(value).strip() for row in rows[number + 1 : number + 2] for value in row]
            if rank_names(second, options.lon, options.lat) > len({*found}):
                return sheet, number + 1, second
            return sheet, number, header
    if reason is None:
        raise TableError(f"{name}: the workbook is empty.")
    if len(names) == 1:
        raise reason
    raise TableError(
        f"{name}: none of its sheets has columns of longitude and latitude: {_show(names)}; name "
        f"them with --lon and --lat, and the sheet with --layer."
    )


def _list_sheets(workbook: Workbook) -> list[str]:
    """Return the names of the sheets, hidden ones last."""
    names = [*workbook.sheet_names]
    if isinstance(workbook, CopiedWorkbook):
        return names
    visible = python_calamine.SheetVisibleEnum.Visible
    shown = {sheet.name for sheet in workbook.sheets_metadata if sheet.visible == visible}
    return sorted(names, key=lambda name: name not in shown)


def _show(names: Sequence[str]) -> str:
    more = " ..." if len(names) > _MOST_SHOWN else ""
    return ", ".join(quote(name) for name in names[:_MOST_SHOWN]) + more
