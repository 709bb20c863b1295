"""The rows of a located table that a map shows: a file of their points, and of what each one says.

The file is written where the table is located, and read by the page, which trusts nothing in it:
the texts of the rows, then where each of them ends, then the points, then their number.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from corpus.quoting import make_plain
from geodata.errors import TableError
from geodata.points.certainty import OUTSIDE, Codes
from geodata.points.chunks import Chunk, Reader
from geodata.points.placement import Placement
from geodata.points.readers.batches import as_plain
from geodata.points.readers.text_rows import JoinedRows, replace_broken

# What is kept of a row to be shown beside its point, and of all rows together; the located table
# has everything.
MOST_CELLS, LONGEST_NAME, LONGEST_VALUE = 24, 60, 160
MOST_TEXT = 80_000_000
_LONGEST_ROW = 30_000
# A point takes two 32-bit floats, which are exact to half a metre, and a byte.
POINT_BYTES = 9
_SPARE = 1.05


class ShownRow(NamedTuple):
    """What a row says: its number in the table, its own cells by name, and where it lies.

    ``distance_km`` is None where nothing was measured; ``is_cut`` says that the row has more cells
    than are here.
    """

    number: int
    cells: list[tuple[str, str]]
    is_cut: bool
    zone: str
    certainty: str
    distance_km: float | None
    status: str


_ROW = TypeAdapter(ShownRow)


class _Kept(NamedTuple):
    """Points that are kept, by the running numbers of their rows among those placed."""

    numbers: Codes
    points: Any
    ends: Codes


class ShownRows:
    """Keeps rows as they are located, evenly thinned to a number that a map can draw."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        """Take the file to write, and how many rows are kept at most."""
        self._file, self._most = file, most
        self._step, self._rows, self._placed, self._size = 0, 0, 0, 0
        self._kept = _Kept(
            np.zeros(0, np.int64), np.zeros((3, 0), np.float32), np.zeros((2, 0), np.int64)
        )

    def add(self, chunk: Chunk, placement: Placement, reader: Reader) -> None:
        """Keep rows of a chunk; ``reader`` tells how much of the table they come after."""
        rows = np.flatnonzero(placement.codes >= OUTSIDE)
        if not self._step:
            # So that few rows are put into words in vain.
            expected = len(rows) / max(reader.progress(), 1e-6)
            is_small = expected <= self._most
            self._step = 1 if is_small else int(np.ceil(_SPARE * expected / self._most))
        numbers = self._placed + np.arange(len(rows))
        self._placed += len(rows)
        wanted = numbers % self._step == 0
        rows, numbers = rows[wanted], numbers[wanted]
        ends = self._write_texts(chunk, placement, reader, rows)
        points = np.array([placement.lon[rows], placement.lat[rows], placement.codes[rows]])
        kept = (
            np.concatenate([old, new], axis=-1)
            for old, new in zip(self._kept, (numbers, points.astype(np.float32), ends), strict=True)
        )
        self._kept = _Kept(*kept)
        self._rows += len(placement.codes)
        while len(self._kept.numbers) > self._most:
            self._step *= 2
            even = self._kept.numbers % self._step == 0
            self._kept = _Kept(*(part[..., even] for part in self._kept))

    def _write_texts(
        self, chunk: Chunk, placement: Placement, reader: Reader, rows: Codes
    ) -> Codes:
        """Write what rows say, and return where the text of each begins and ends."""
        ends = np.zeros((2, len(rows)), np.int64)
        if self._size > MOST_TEXT or not len(rows):
            return ends
        texts = []
        for place, text in enumerate(self._describe(chunk, placement, reader, rows)):
            ends[0, place] = self._size
            self._size += len(text)
            ends[1, place] = self._size
            texts.append(text)
            if self._size > MOST_TEXT:
                break
        self._file.write(b"".join(texts))
        return ends

    def _describe(
        self, chunk: Chunk, placement: Placement, reader: Reader, rows: Codes
    ) -> Iterator[bytes]:
        words = (placement.zone, placement.certainty, placement.zone_status)
        for row, cells in zip(rows.tolist(), _list_cells(reader, chunk, rows), strict=True):
            zone, certainty, status = (label.values[label.codes[row]] for label in words)
            distance = float(placement.distance_km[row])
            shown = list(islice(cells, MOST_CELLS + 1))
            said = ShownRow(
                self._rows + row + 1,
                shown[:MOST_CELLS],
                len(shown) > MOST_CELLS,
                zone,
                certainty,
                None if np.isnan(distance) else distance,
                status,
            )
            text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
            yield text.encode(errors="replace")

    def close(self) -> int:
        """Write the end, and return how many rows are kept."""
        _, points, ends = self._kept
        count = len(points[2])
        self._file.write(ends.astype("<u8").tobytes())
        self._file.write(points[:2].astype("<f4").tobytes())
        self._file.write(points[2].astype("u1").tobytes())
        self._file.write(np.array(count, dtype="<u8").tobytes())
        return count


def _list_cells(reader: Reader, chunk: Chunk, rows: Codes) -> Iterator[Iterator[tuple[str, str]]]:
    """Yield the cells of rows that are not empty, with their names; a geometry is none."""
    found = chunk.rows
    if isinstance(found, JoinedRows):
        names = [*map(replace_broken, reader.names)]
        for cells in found.take(rows):
            yield _fit(zip(names, map(replace_broken, cells), strict=False))
    elif isinstance(found, pa.RecordBatch):
        geometry = getattr(reader, "geometry", None)
        own = [name != geometry for name in found.schema.names]
        part = found.take(pa.array(rows))
        names = [name for name, is_own in zip(part.schema.names, own, strict=True) if is_own]
        columns = [
            as_plain(column).to_pylist()
            for column, is_own in zip(part.columns, own, strict=True)
            if is_own
        ]
        for place in range(len(rows)):
            yield _fit(zip(names, (column[place] for column in columns), strict=True))
    else:
        for row in rows.tolist():
            yield _fit((found[row].get("properties") or {}).items())


def _fit(cells: Any) -> Iterator[tuple[str, str]]:
    for name, value in cells:
        if value not in (None, "") and not isinstance(value, bytes):
            yield make_plain(str(name), LONGEST_NAME), make_plain(str(value), LONGEST_VALUE)


class ShownFile:
    """A file of shown rows that is read.

    Each method raises `TableError` where the file is not what `ShownRows` writes.
    """

    def __init__(self, path: Path) -> None:
        """Take the file."""
        self._path = path

    def read_points(self) -> bytes:
        """Return all longitudes, then all latitudes, then all codes of certainties.

        The first two are 32-bit floats in degrees of WGS 84, little-endian, the last bytes.
        """
        with self._path.open("rb") as file:
            count, start = self._find_points(file)
            file.seek(start)
            return file.read(POINT_BYTES * count)

    def read_row(self, place: int) -> ShownRow | None:
        """Return what the row of a point says; None where there is no such point or no text."""
        with self._path.open("rb") as file:
            count, start = self._find_points(file)
            if not 0 <= place < count:
                return None
            first, last = (
                self._read_number(file, start - 8 * (2 * count - place) + 8 * axis * count)
                for axis in (0, 1)
            )
            if not last:
                return None
            if not first < last <= min(start, first + _LONGEST_ROW):
                raise TableError("The file of the map's rows is damaged.")
            file.seek(first)
            try:
                return _ROW.validate_json(file.read(last - first))
            except ValidationError as error:
                raise TableError("The file of the map's rows is damaged.") from error

    def _find_points(self, file: BinaryIO) -> tuple[int, int]:
        """Return how many points there are, and where in the file they begin."""
        size = file.seek(0, 2)
        count = self._read_number(file, size - 8) if size >= 8 else -1
        start = size - 8 - POINT_BYTES * count
        if count < 0 or start - 16 * count < 0:
            raise TableError("The file of the map's rows is damaged.")
        return count, start

    @staticmethod
    def _read_number(file: BinaryIO, at: int) -> int:
        file.seek(at)
        return int.from_bytes(file.read(8), "little")


def measure_file(most: int) -> int:
    """Return how many bytes a file of at most so many rows has at most."""
    return MOST_TEXT + _LONGEST_ROW + (POINT_BYTES + 16) * most + 8


def read_points(data: bytes) -> Sequence[tuple[float, float, int]]:
    """Return points as `ShownFile.read_points` has them, one by one."""
    count = len(data) // POINT_BYTES
    lon, lat = np.frombuffer(data, "<f4", 2 * count).reshape(2, count)
    codes = np.frombuffer(data, "u1", count, offset=8 * count)
    return [*zip(lon.tolist(), lat.tolist(), codes.tolist(), strict=True)]
